using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Teams;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Tests.Erasure;

/// <summary>What a person can leave behind, table by table.</summary>
internal static class PersonFurniture
{
    private const int Depth = 40;

    public static async Task<int> AddAsync(ZaitakuDb db, StorageOptions storage, Guid member, string address, DateTimeOffset now)
    {
        Member person = (await db.Members.FindAsync(member))!;
        (person.Phone, person.Profession, person.Organisation) = ("0000-55-1234", "主任介護支援専門員", "みどり台居宅支援");
        db.QuietHours.Add(new QuietHours { MemberId = member, FromMinute = 1, ToMinute = 2 });
        db.Consents.Add(new Consent { MemberId = member, Version = 1, GivenAt = now });
        db.LinkCodes.Add(new LinkCode { CodeHash = "h", MemberId = member, CreatedAt = now, ExpiresAt = now });
        db.TeamsConversations.Add(new TeamsConversation { ConversationId = "a:1", ServiceUrl = "https://example.invalid", UserId = address });
        db.AuditTrail.Add(new AuditEntry { At = now, MemberId = member, Action = "consultation.begin", Subject = "consultation:100000" });
        for (int row = 0; row < Depth; row++)
        {
            string more = new('あ', row * 37 % 400);
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = member, SaidAt = now, Text = $"祖母が夜に咳き込んで{more}" });
            db.Inbox.Add(new InboxMessage
            {
                Channel = "line", ChannelEventId = $"f{row}", Conversation = $"line:{address}", Event = $$"""{"text":"山辺リツコ {{more}}","userId":"{{address}}"}""", SaidAt = now, ReceivedAt = now,
            });
            OutboxMessage said = new() { Id = Guid.CreateVersion7(now.AddMilliseconds(row)), MemberId = member, Channel = "line", Address = address, Body = OutboxBody.Text($"山辺リツコ様 {more}"), CreatedAt = now, UselessAfter = now.AddDays(1) };
            said.PlanFor(now.AddHours(12));
            db.Outbox.Add(said);
        }

        db.PhoneTasks.Add(new PhoneTask { MessageId = Guid.CreateVersion7(now), MemberId = member, Phone = "0000-55-1234", Reason = "blocked", CreatedAt = now });
        db.DutyLinks.Add(new Zaitaku.Storage.Duties.DutyLink { Id = Guid.CreateVersion7(now), DutyId = 1, MemberId = member, TokenHash = "d", CreatedAt = now, ExpiresAt = now.AddDays(1) });
        db.HandoverNotes.Add(new Zaitaku.Storage.Duties.HandoverNote { Id = Guid.CreateVersion7(now), RotaId = 1, DutyId = 1, MemberId = member, Text = "山辺リツコさんの夜の様子", WrittenAt = now, ShownUntil = now });
        await AddConsultationsAsync(db, storage, member, now);
        return await db.SaveChangesAsync();
    }

    private static async Task AddConsultationsAsync(ZaitakuDb db, StorageOptions storage, Guid member, DateTimeOffset now)
    {
        ConsultationState[] states = [ConsultationState.Closed, ConsultationState.Claimed, ConsultationState.Draft];
        for (int index = 0; index < states.Length; index++)
        {
            Consultation one = new()
            {
                Id = Guid.CreateVersion7(now.AddMilliseconds(index)), Number = 100_000 + index, State = states[index], Route = ConsultationRoute.Line, Origin = ConsultationOrigin.Resident, MemberId = member,
                AskerName = "山辺リツコ", CallPhone = "0000-55-1234", CallTimes = "平日の夕方五時", OutcomeNote = "つないだ先の内科", Channel = "line", CreatedAt = now,
                ReceivedAt = states[index] == ConsultationState.Draft ? null : now, TargetAt = now.AddHours(2),
            };
            for (int entry = 0; entry < Depth; entry++)
            {
                one.Entries.Add(new ConsultationEntry
                {
                    Id = Guid.CreateVersion7(now.AddMilliseconds(entry)), ConsultationId = one.Id, At = now, Kind = ConsultationEntryKind.Words, MemberId = entry % 2 == 0 ? member : null,
                    Text = $"祖母が夜に咳き込んで、娘さんから伺った {new string('い', entry * 53 % 700)}", Sequence = entry, ChannelMessageId = "m",
                });
            }

            db.OneTimeLinks.Add(new OneTimeLink { Id = Guid.CreateVersion7(now), ConsultationId = one.Id, MemberId = member, TokenHash = $"t{index}", CreatedAt = now, ExpiresAt = now.AddDays(1) });
            db.Consultations.Add(one);
        }

        Consultation last = db.Consultations.Local.First();
        ConsultationFile file = new() { Id = Guid.CreateVersion7(now), ConsultationId = last.Id, Name = "sokkyo-photo.jpg", ContentType = "image/jpeg", Bytes = 12, AddedAt = now, MemberId = member };
        last.Files.Add(file);
        await UploadFolder.WriteAsync(storage, file.Id, "山辺リツコ"u8.ToArray(), CancellationToken.None);
    }
}
