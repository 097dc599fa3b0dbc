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
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Unanswered;

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
    public async Task LinksSessionsAndNotes_GoAtTheirOwnTimes()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            db.OneTimeLinks.Add(new OneTimeLink { Id = Staff, TokenHash = "a", CreatedAt = now, ExpiresAt = now });
            db.StaffSetupLinks.Add(new StaffSetupLink { Id = Staff, TokenHash = "b", CreatedAt = now, ExpiresAt = now });
            db.LinkCodes.Add(new LinkCode { CodeHash = "c", CreatedAt = now, ExpiresAt = now });
            db.StaffSessions.Add(new StaffSession { Id = Staff, StaffId = Staff, TokenHash = "d", CreatedAt = now, LastSeenAt = now, ExpiresAt = now.AddYears(1), RevokedAt = now });
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Unanswered, SaidAt = now, Text = "?" });
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, SaidAt = now, Text = "!" });
            return await db.SaveChangesAsync();
        });
        Assert.Equal((3, 1, 2), await AfterAsync(7));
        Assert.Equal((0, 1, 2), await AfterAsync(8));
        Assert.Equal((0, 0, 2), await AfterAsync(31));
        Assert.Equal((0, 0, 1), await AfterAsync(91));
        Assert.Equal((0, 0, 0), await AfterAsync(366));

        async Task<(int Links, int Sessions, int Notes)> AfterAsync(int days)
        {
            clock.AdvanceTo(now.AddDays(days));
            await HouseworkAsync(world);
            return await world.AskAsync(async db => (await db.OneTimeLinks.CountAsync() + await db.StaffSetupLinks.CountAsync() + await db.LinkCodes.CountAsync(), await db.StaffSessions.CountAsync(), await db.KeptNotes.CountAsync()));
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
    public async Task AParkedPosition_GoesAfterThirtyMinutes()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await world.AskAsync(async db =>
        {
            InboxMessage parked = new() { Channel = "line", ChannelEventId = "e", Conversation = "line:U", Event = """{"channel":"line","kind":"Location","latitude":35.5}""", SaidAt = clock.GetUtcNow(), ReceivedAt = clock.GetUtcNow() };
            for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
            {
                parked.MarkFailed("broken");
            }

            db.Inbox.Add(parked);
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
