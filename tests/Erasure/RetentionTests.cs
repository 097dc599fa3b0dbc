using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Tests.Erasure;

/// <summary>Each kind of thing goes at its own time.</summary>
public sealed class RetentionTests
{
    private static readonly Guid Staff = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task WordsOfAConsultation_GoAfterFiveYears_AndItStillCounts()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            db.Consultations.Add(One(1, ConsultationState.Closed, now, now));
            db.Consultations.Add(One(2, ConsultationState.Claimed, now, null));
            db.Consultations.Add(One(3, ConsultationState.Draft, now, null));
            db.AuditTrail.Add(AuditEntry.By(Staff, "consultation.read", "consultation:1", now));
            return await db.SaveChangesAsync();
        });
        await HouseworkAsync(world);
        Assert.Equal(3, await world.AskAsync(db => db.Consultations.CountAsync()));

        clock.AdvanceTo(now.AddDays(30).AddSeconds(1));
        await HouseworkAsync(world);
        Assert.Equal(2, await world.AskAsync(db => db.Consultations.CountAsync())); // The draft is gone, with its entries.
        Assert.Equal(2, await world.AskAsync(db => db.ConsultationEntries.CountAsync(entry => entry.Text != "")));

        clock.AdvanceTo(now.AddYears(5).AddSeconds(1));
        await HouseworkAsync(world);
        Assert.Equal("", await world.AskAsync(db => db.ConsultationEntries.Join(db.Consultations.Where(one => one.Number == 1), entry => entry.ConsultationId, one => one.Id, (entry, _) => entry.Text).SingleAsync()));
        Assert.Equal("words", await world.AskAsync(db => db.ConsultationEntries.Join(db.Consultations.Where(one => one.Number == 2), entry => entry.ConsultationId, one => one.Id, (entry, _) => entry.Text).SingleAsync()));
        Assert.Equal(0, await world.AskAsync(db => db.AuditTrail.CountAsync()));
        Assert.Equal(2, (await world.AskAsync(db => ReportReads.ReadAsync(db, new FiscalYear(2026), (_, _) => 0, clock.GetUtcNow(), CancellationToken.None))).All.Total);
    }

    [Fact]
    public async Task WhatPlatformsSent_AndWhatWasSent_GoAfterThirtyDays_AlsoWhereNobodyCouldHandleIt()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            InboxMessage handled = Event("1"), parked = Event("2"), waiting = Event("3");
            handled.MarkHandled(now);
            for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
            {
                parked.MarkFailed("broken");
            }

            OutboxMessage sent = new() { Id = Guid.CreateVersion7(now), Channel = "teams", Address = "U", Body = OutboxBody.Text("words"), CreatedAt = now, UselessAfter = now.AddHours(1) };
            sent.PlanFor(now);
            sent.Freeze(sent.Id, byReply: false, now);
            sent.Apply(new OutboxStep(OutboxState.Sent, "200"), now);
            db.AddRange(handled, parked, waiting, sent);
            return await db.SaveChangesAsync();
        });
        clock.AdvanceTo(now.AddDays(30));
        await HouseworkAsync(world);
        Assert.Equal((3, 1), await CountAsync());
        clock.AdvanceTo(now.AddDays(30).AddSeconds(1));
        await HouseworkAsync(world);
        Assert.Equal((1, 0), await CountAsync()); // What waits is owed its turn.

        InboxMessage Event(string id) => new() { Channel = "line", ChannelEventId = id, Conversation = "line:U", Event = """{"text":"words"}""", SaidAt = now, ReceivedAt = now };
        Task<(int, int)> CountAsync() => world.AskAsync(async db => (await db.Inbox.CountAsync(), await db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task AfterFiveYears_NobodyIsInAConsultation_AndNoByteOfAFile()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        StorageOptions storage = world.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value;
        Consultation old = One(1, ConsultationState.Closed, now, now);
        (old.AskerName, old.CallPhone, old.CallTimes, old.OutcomeNote) = ("山辺リツコ", "0000-55-1234", "平日の夕方", "つないだ先の内科");
        ConsultationFile file = new() { Id = Guid.CreateVersion7(now), ConsultationId = old.Id, Name = "お薬手帳.jpg", ContentType = "image/jpeg", Bytes = 12, AddedAt = now };
        old.Files.Add(file);
        await UploadFolder.WriteAsync(storage, file.Id, "山辺リツコ"u8.ToArray(), CancellationToken.None);
        await world.AskAsync(async db =>
        {
            db.Consultations.Add(old);
            return await db.SaveChangesAsync();
        });
        clock.AdvanceTo(now.AddYears(5));
        await HouseworkAsync(world);
        Assert.Equal("山辺リツコ", (await KeptAsync()).AskerName);
        Assert.True(File.Exists(UploadFolder.PathOf(storage, file.Id)));

        clock.AdvanceTo(now.AddYears(5).AddSeconds(1));
        await HouseworkAsync(world);
        Consultation kept = await KeptAsync();
        Assert.Equal(("", "", "", ""), (kept.AskerName, kept.CallPhone, kept.CallTimes, kept.OutcomeNote));
        Assert.Equal("", Assert.Single(kept.Files).Name);
        Assert.False(File.Exists(UploadFolder.PathOf(storage, file.Id)));
        Assert.All((string[])["山辺リツコ", "0000-55-1234", "つないだ先の内科", "お薬手帳"], mark => Assert.False(ErasureStory.HasBytes(world, mark), $"「{mark}」 is still there."));

        Task<Consultation> KeptAsync() => world.AskAsync(db => db.Consultations.Include(one => one.Files).SingleAsync());
    }

    [Fact]
    public async Task LinksSessionsAndNotes_GoAtTheirOwnTimes()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            db.OneTimeLinks.Add(new OneTimeLink { Id = Staff, TokenHash = "a", CreatedAt = now, ExpiresAt = now });
            db.DutyLinks.Add(new Zaitaku.Storage.Duties.DutyLink { Id = Staff, DutyId = 1, MemberId = Staff, TokenHash = "a", CreatedAt = now, ExpiresAt = now });
            db.StaffSetupLinks.Add(new StaffSetupLink { Id = Staff, TokenHash = "b", CreatedAt = now, ExpiresAt = now });
            db.LinkCodes.Add(new LinkCode { CodeHash = "c", CreatedAt = now, ExpiresAt = now });
            db.StaffSessions.Add(new StaffSession { Id = Staff, StaffId = Staff, TokenHash = "d", CreatedAt = now, LastSeenAt = now, ExpiresAt = now.AddYears(1), RevokedAt = now });
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Unanswered, SaidAt = now, Text = "?" });
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, SaidAt = now, Text = "!" });
            return await db.SaveChangesAsync();
        });
        Assert.Equal((4, 1, 2), await AfterAsync(7));
        Assert.Equal((0, 1, 2), await AfterAsync(8));
        Assert.Equal((0, 0, 2), await AfterAsync(31));
        Assert.Equal((0, 0, 1), await AfterAsync(91));
        Assert.Equal((0, 0, 0), await AfterAsync(366));

        async Task<(int Links, int Sessions, int Notes)> AfterAsync(int days)
        {
            clock.AdvanceTo(now.AddDays(days));
            await HouseworkAsync(world);
            return await world.AskAsync(async db => (await db.OneTimeLinks.CountAsync() + await db.DutyLinks.CountAsync() + await db.StaffSetupLinks.CountAsync() + await db.LinkCodes.CountAsync(), await db.StaffSessions.CountAsync(), await db.KeptNotes.CountAsync()));
        }
    }

    [Fact]
    public async Task APositionStaysThirtyMinutes_ToAHundredMetres_AlsoWhileTheTalkGoesOn()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await world.GivenAsync(World.World.Town("みなと訪問看護", Zaitaku.Storage.DirectorySearch.ServiceKind.VisitingNurse));
        await world.DoesAsync(world.Line.SharesLocation("hana", 35.00012345, 140.00054321));
        world.HearsText("hana");
        Assert.Contains("140.001", await StateAsync(), StringComparison.Ordinal);
        Assert.False(await world.AskAsync(db => db.Inbox.AnyAsync(row => row.Event.Contains("35.0"))), "The inbox keeps the exact position.");
        for (int minutes = 0; minutes < 30; minutes += 10)
        {
            Assert.Contains("140.001", await StateAsync(), StringComparison.Ordinal);
            clock.Advance(TimeSpan.FromMinutes(10));
            await world.SaysAsync("hana", "ありがとう");
            world.HearsText("hana");
        }

        Assert.DoesNotContain("140.001", await StateAsync(), StringComparison.Ordinal);

        async Task<string> StateAsync() => (await world.AskAsync(db => db.Dialogues.SingleAsync())).State;
    }

    [Fact]
    public async Task APositionIsRounded_BeforeItIsWrittenDown()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        using (HttpResponseMessage kept = await world.PostAsync(world.Line.SharesLocation("hana", 35.00012345, 140.00054321)))
        {
            Assert.Equal(200, (int)kept.StatusCode);
        }

        string waiting = await world.AskAsync(db => db.Inbox.Select(row => row.Event).SingleAsync());
        Assert.Contains("140.001", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("140.0005", waiting, StringComparison.Ordinal);
        Assert.False(ErasureStory.HasBytes(world, "140.0005"));
        await world.SettleAsync();
        world.HearsText("hana");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // its turn has not come
    public async Task APositionNobodyHandled_GoesAfterThirtyMinutes(bool isParked)
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await world.AskAsync(async db =>
        {
            InboxMessage left = new() { Channel = "line", ChannelEventId = "e", Conversation = "line:U", Event = """{"channel":"line","kind":"Location","latitude":35.5}""", SaidAt = clock.GetUtcNow(), ReceivedAt = clock.GetUtcNow() };
            for (int tries = 0; isParked && tries < InboxMessage.AttemptsMax; tries++)
            {
                left.MarkFailed("broken");
            }

            db.Inbox.Add(left);
            return await db.SaveChangesAsync();
        });
        clock.Advance(TimeSpan.FromMinutes(31));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<PositionCleanupJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        Assert.Equal("null", await world.AskAsync(db => db.Inbox.Select(row => row.Event).SingleAsync()));
    }

    private static Consultation One(int number, ConsultationState state, DateTimeOffset now, DateTimeOffset? closedAt)
    {
        Consultation one = new() { Id = Guid.CreateVersion7(now.AddMilliseconds(number)), Number = number, State = state, CreatedAt = now, ReceivedAt = state == ConsultationState.Draft ? null : now, ClosedAt = closedAt };
        one.Entries.Add(new ConsultationEntry { Id = Guid.CreateVersion7(now.AddMilliseconds(number)), ConsultationId = one.Id, At = now, Kind = ConsultationEntryKind.Words, Text = "words" });
        return one;
    }

    private static async Task HouseworkAsync(World.World world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<HousekeepingJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
