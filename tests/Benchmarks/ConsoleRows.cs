using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Benchmarks;

/// <summary>Words kept, messages sent and rows of the audit trail as a hub has them after some years: a page over an empty table measures nothing.</summary>
internal static class ConsoleRows
{
    private const int AuditRows = 100_000;
    private const int Notes = 5_000;
    private const int Sent = 20_000;
    private const int Handled = 20_000;
    private const int Calls = 60;
    private const int Invitations = 500;
    private const int Batch = 2_000;

    /// <summary>Between two rows of the trail: 100,000 of them are thirty days, as many as the page shows unless asked.</summary>
    private const int AuditEverySeconds = 26;

    public static async Task FurnishAsync(Func<Task<ZaitakuDb>> open, List<Guid> people, List<Guid> staff, DateTimeOffset now)
    {
        await AddAsync(open, AuditRows, at => AuditEntry.By(staff[at % staff.Count], at % 3 == 0 ? "consultation.read" : "member.read", $"consultation:{100_000 + at % 20_000}", now.AddSeconds(-at * AuditEverySeconds)));
        await AddAsync(open, Notes, at => new KeptNote { Kind = (NoteKind)(at % 5), MemberId = people[at % people.Count], SaidAt = now.AddMinutes(-at * 7), Text = $"夜に来てくれるところはありますか（{at}）" });
        await AddAsync(open, Handled, at => Heard(at, now));
        await AddAsync(open, Sent, at => Said(at, now));
        await AddAsync(open, Calls, at => new PhoneTask { MessageId = Guid.CreateVersion7(now), MemberId = people[at], Phone = "0000-22-0000", Reason = "no channel reaches the person", CreatedAt = now.AddMinutes(-at) });
        await AddAsync(open, Invitations, at => new InvitationCode { CodeHash = $"{at:x64}", Role = Role.CareManager, CreatedAt = now.AddHours(-at), ExpiresAt = now.AddHours(48 - at), Organisation = $"事業所{at}", StaffId = staff[at % staff.Count] });
    }

    private static async Task AddAsync<T>(Func<Task<ZaitakuDb>> open, int count, Func<int, T> make)
        where T : class
    {
        for (int from = 0; from < count; from += Batch)
        {
            await using ZaitakuDb db = await open();
            db.Set<T>().AddRange(Enumerable.Range(from, Math.Min(Batch, count - from)).Select(make));
            await db.SaveChangesAsync();
        }
    }

    private static InboxMessage Heard(int at, DateTimeOffset now)
    {
        DateTimeOffset then = now.AddMinutes(-at);
        InboxMessage message = new() { Channel = "line", ChannelEventId = $"e{at}", Conversation = $"line:U{at % 500}", Event = "{}", SaidAt = then, ReceivedAt = then };
        message.MarkHandled(then);
        return message;
    }

    private static OutboxMessage Said(int at, DateTimeOffset now)
    {
        DateTimeOffset then = now.AddMinutes(-at);
        OutboxMessage message = new() { Id = Guid.CreateVersion7(then), Channel = "line", Address = $"U{at % 500}", Kind = "reply", Urgency = Urgency.Reply, Body = "[]", CreatedAt = then, UselessAfter = now.AddDays(30) };
        message.PlanFor(then);
        message.Freeze(message.Id, byReply: false, then);
        message.Apply(at % 400 == 0 ? new OutboxStep(OutboxState.Unknown, "the program ended during the try") : at % 50 == 0 ? new OutboxStep(OutboxState.GivenUp, $"http {400 + at % 30}") : new OutboxStep(OutboxState.Sent, "accepted"), then.AddSeconds(at % 9));
        return message;
    }
}
