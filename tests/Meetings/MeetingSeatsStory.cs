using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A full meeting: who waits moves up in order, and a seat that nobody takes goes on.</summary>
public sealed class MeetingSeatsStory
{
    [Fact]
    public async Task AFreeSeat_IsOfferedInOrder_AndGoesOn()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Kihara, Hirose, Sato));
        await LookAtAsync(world, "2026-06-05", 13);
        Assert.Equal("Lapsed", KindsTold(world, Miki));
        Assert.Equal("Offer", KindsTold(world, Hirose));
        await AnswersAsync(world, Hirose, id, WantedAnswer.Yes);
        await LookAtAsync(world, "2026-06-07", 13);
        Assert.Equal("", KindsTold(world, Everybody));
        Assert.Equal(MeetingAnswer.Waiting, (await RowAsync(world, Sato, id)).Answer);
    }

    [Fact]
    public async Task MoreSeats_MoveAsManyUp_NoLimit_All()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await EditAsync(world, id, meeting => meeting.Capacity = 2);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Hirose, Sato));
        await EditAsync(world, id, meeting => meeting.Capacity = null);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Hirose, Sato));
        Assert.Equal("", KindsTold(world, Miki));
    }

    [Fact]
    public async Task WhoIsTakenOff_FreesTheirSeat_OfACancelledOneNothingIsOffered()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await CancelAsync(world, id);
        await RemovesAsync(world, Kihara, id);
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Miki, Hirose, Sato));
        Assert.Equal("", KindsTold(world, Kihara));
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await RestoreAsync(world, id);
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.Equal("Changed Offer", KindsTold(world, Miki)); // First that it is held after all.
        Assert.Equal("Changed", KindsTold(world, Hirose, Sato));
        Assert.Equal("Removed", KindsTold(world, Kihara));
    }

    [Fact]
    public async Task WhereADeputyLetsTheSeatGo_WhoeverNamedThemHearsOfIt_AndIsAskedAnew()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        long miki = (await RowAsync(world, Miki, id)).Id;
        await world.AskAsync(async db =>
        {
            MeetingInvitee sender = await db.MeetingInvitees.SingleAsync(one => one.Id == miki);
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = id, ForId = miki, Kind = InviteeKind.Deputy, Name = "架空花子", Answer = MeetingAnswer.Waiting, WaitingSince = sender.WaitingSince, AddedAt = world.Clock.GetUtcNow() });
            (sender.Answer, sender.WaitingSince) = (MeetingAnswer.SendsDeputy, null);
            return await db.SaveChangesAsync();
        });
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Miki, Hirose, Sato)); // The deputy is in no chat, and is called.
        await LookAtAsync(world, "2026-06-05", 13);
        Assert.Equal("NotComing", KindsTold(world, Miki));
        Assert.Equal("Offer", KindsTold(world, Hirose));
        Assert.Equal(MeetingAnswer.None, (await RowAsync(world, Miki, id)).Answer);
    }

    [Fact]
    public async Task TwoProcesses_OfferOneSeatOnce()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        DateTimeOffset now = world.Clock.GetUtcNow();
        MeetingSeats seats = world.Services.GetRequiredService<MeetingSeats>();
        await using Zaitaku.Storage.ZaitakuDb one = await world.Services.GetRequiredService<IDbContextFactory<Zaitaku.Storage.ZaitakuDb>>().CreateDbContextAsync();
        await using Zaitaku.Storage.ZaitakuDb other = await world.Services.GetRequiredService<IDbContextFactory<Zaitaku.Storage.ZaitakuDb>>().CreateDbContextAsync();
        await other.Meetings.SingleAsync(meeting => meeting.Id == id);
        await MeetingAnswering.ListAsync(other, id, CancellationToken.None); // It has looked already.
        await seats.MoveAsync(one, id, now, CancellationToken.None);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => seats.MoveAsync(other, id, now, CancellationToken.None));
        await world.SettleAsync();
        Assert.Equal("Offer", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Hirose, Sato));
    }

    [Fact]
    public async Task NearTheStart_AnOfferRings_AndTwoHoursBeforeNothingIsOffered()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await LookAtAsync(world, "2026-06-17", 23);
        KindsTold(world, Everybody);
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        world.Clock.AdvanceTo(At("2026-06-18", 6));
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki)); // In the quiet hours: until 17:00 it is less than half a day.
        await LookAtAsync(world, "2026-06-18", 17, 1);
        Assert.Equal("Lapsed", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Hirose, Sato, Kihara));
    }

    [Fact]
    public async Task CalledOffByMistakeAndRestored_WhoWasBeingAsked_IsAskedAnew()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki));
        await LookAtAsync(world, "2026-06-04", 14);
        await CancelAsync(world, id);
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Miki, Hirose, Sato));
        world.Clock.AdvanceTo(At("2026-06-05", 15)); // Her time was over at noon, and no answer was taken.
        await RestoreAsync(world, id);
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.Equal("Changed Offer", KindsTold(world, Miki));
        Assert.Equal("Changed", KindsTold(world, Hirose, Sato));
        Assert.Equal((MeetingAnswer.Offered, At("2026-06-06", 15)), await RowAsync(world, Miki, id) is var row ? (row.Answer, row.OfferUntil) : default);
    }

    [Fact]
    public async Task MovedEarlier_TheSeatIsKeptNoLongerThanItCanBeUsed()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await EditAsync(world, id, meeting => meeting.OfferHours = 72);
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki));
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await EditAsync(world, id, meeting => (meeting.StartsAt, meeting.EndsAt) = (At("2026-06-06", 19), null));
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.Equal("Changed Offer", KindsTold(world, Miki));
        KindsTold(world, Kihara, Hirose, Sato);
        Assert.Equal(At("2026-06-06", 17), (await RowAsync(world, Miki, id)).OfferUntil);
    }

    [Fact]
    public async Task AnOfferThatReachedNobody_CostsNoPlace()
    {
        (StoryWorld world, int id) = await FullAsync();
        await using StoryWorld _ = world;
        await EditAsync(world, id, meeting => meeting.OfferHours = 1);
        await LookAsync(world);
        world.Line.Fails(FakeFailure.ConnectionRefused, 10_000);
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        await LookAsync(world);
        for (int minutes = 0; minutes < 60; minutes += 10)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(10));
            await world.SettleAsync();
        }

        world.Line.ClearsUp();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Kihara, Miki, Sato)); // She hears of no seat that went on.
        Assert.Equal("Offer", KindsTold(world, Hirose));
        await AnswersAsync(world, Hirose, id, WantedAnswer.No);
        await LookAsync(world);
        Assert.Equal("Offer", KindsTold(world, Miki)); // Still before Sato.
        Assert.Equal("", KindsTold(world, Sato));
    }

    /// <summary>One seat, which Kihara has; Miki, Hirose and Sato wait in this order. June 4, 12:03.</summary>
    private static async Task<(StoryWorld World, int Meeting)> FullAsync()
    {
        StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18", meeting => meeting.Capacity = 1);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        world.Clock.AdvanceTo(At("2026-06-04", 12));
        foreach (string name in Everybody)
        {
            await AnswersAsync(world, name, id, WantedAnswer.Yes);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
        return (world, id);
    }
}
