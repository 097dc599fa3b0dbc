using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A meeting that is moved, called off or held after all: whoever heard of it knows, once, and nobody else is disturbed.</summary>
public sealed class MeetingChangeStory
{
    [Fact]
    public async Task Moved_EverybodyWhoHeard_IsToldOnce()
    {
        (StoryWorld world, int id) = await InvitedAsync();
        await using StoryWorld _ = world;
        await MoveAsync(world, id, "2026-06-25");
        await LookAsync(world);
        foreach (string name in Everybody)
        {
            ToldFacts told = Assert.Single(Told(world, name));
            Assert.Equal(("Changed", At("2026-06-25", 19)), (told.Kind, told.StartsAt));
        }

        await LookAtAsync(world, "2026-06-12", 10);
        Assert.Equal("", KindsTold(world, Everybody)); // Neither the correction nor the invitation again.
    }

    [Fact]
    public async Task MovedAtNightAndBack_NobodyHears()
    {
        (StoryWorld world, int id) = await InvitedAsync();
        await using StoryWorld _ = world;
        world.Clock.AdvanceTo(At("2026-06-10", 22));
        await MoveAsync(world, id, "2026-06-25");
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-10", 23));
        await MoveAsync(world, id, "2026-06-18");
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-11", 10);
        Assert.Equal("", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task MovedTwiceAtNight_OneMessage_OfWhatHolds()
    {
        (StoryWorld world, int id) = await InvitedAsync();
        await using StoryWorld _ = world;
        world.Clock.AdvanceTo(At("2026-06-10", 22));
        await MoveAsync(world, id, "2026-06-25");
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-10", 23));
        await EditAsync(world, id, meeting => meeting.Place = "中央病院");
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-11", 10);
        ToldFacts told = Assert.Single(Told(world, Miki));
        Assert.Equal(("Changed", At("2026-06-25", 19), "中央病院"), (told.Kind, told.StartsAt, told.Place));
        Assert.Equal("Changed", KindsTold(world, Kihara, Hirose, Sato));
    }

    [Fact]
    public async Task CalledOffAndHeldAfterAll_EachIsTold_ButNotToWhoDeclined()
    {
        (StoryWorld world, int id) = await InvitedAsync();
        await using StoryWorld _ = world;
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await CancelAsync(world, id);
        await LookAsync(world);
        Assert.All(new[] { Miki, Hirose, Sato }, name => Assert.True(Assert.Single(Told(world, name)).IsCancelled));
        Assert.Equal("", KindsTold(world, Kihara));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await RestoreAsync(world, id);
        await LookAsync(world);
        Assert.All(new[] { Miki, Hirose, Sato }, name => Assert.False(Assert.Single(Told(world, name)).IsCancelled));
        Assert.Equal("", KindsTold(world, Kihara));
    }

    [Fact]
    public async Task WhoDeclined_HearsOfAnotherDay_NotOfAnotherRoom()
    {
        (StoryWorld world, int id) = await InvitedAsync();
        await using StoryWorld _ = world;
        await AnswersAsync(world, Kihara, id, WantedAnswer.No);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await EditAsync(world, id, meeting => meeting.Place = "中央病院");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Kihara));
        Assert.Equal("Changed", KindsTold(world, Miki, Hirose, Sato));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await MoveAsync(world, id, "2026-06-25");
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task CalledOffHoursBefore_RingsAtNight()
    {
        (StoryWorld world, int id) = await InvitedAsync(meeting => (meeting.StartsAt, meeting.EndsAt, meeting.NudgeDays, meeting.DayBeforeMinute) = (At("2026-06-18", 9), null, 0, -1));
        await using StoryWorld _ = world;
        world.Clock.AdvanceTo(At("2026-06-17", 23));
        await CancelAsync(world, id);
        await LookAsync(world);
        Assert.All(Everybody, name => Assert.True(Assert.Single(Told(world, name)).IsCancelled));
    }

    [Fact]
    public async Task BetweenEditAndPass_NothingGoesOut()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-04", 10));
        await EditAsync(world, id, meeting => meeting.Place = "中央病院");
        await world.SettleAsync(); // Invitations are due now.
        Assert.Equal("", KindsTold(world, Everybody));
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.All(Everybody, name => Assert.Equal(("Invite", "中央病院"), Assert.Single(Told(world, name)) is var told ? (told.Kind, told.Place) : default));
    }

    [Fact]
    public async Task WhoAppliedByThemselves_IsToldToo()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18", meeting => meeting.Inviting = MeetingInviting.ByHand);
        Guid member = await MemberAsync(world, Miki);
        await world.AskAsync(async db =>
        {
            Meeting meeting = await db.Meetings.SingleAsync();
            MeetingInvitee who = new() { MeetingId = id, MemberId = member, Kind = InviteeKind.Applicant, AddedAt = world.Clock.GetUtcNow() };
            db.MeetingInvitees.Add(who);
            MeetingAnswering.Write(meeting, who, MeetingAnswer.Yes, AnswerVia.Chat, null, world.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await MoveAsync(world, id, "2026-06-25");
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Kihara, Hirose, Sato));
    }

    private static Task<bool> MoveAsync(StoryWorld world, int id, string day) => EditAsync(world, id, meeting => (meeting.StartsAt, meeting.EndsAt) = (At(day, 19), At(day, 20, 30)));

    /// <summary>On June 4 at ten all are invited to a meeting on the 18th.</summary>
    private static async Task<(StoryWorld World, int Meeting)> InvitedAsync(Action<Meeting>? adjust = null)
    {
        StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18", adjust);
        await LookAtAsync(world, "2026-06-04", 9, 50);
        Assert.Equal("", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        world.Clock.Advance(TimeSpan.FromHours(1));
        return (world, id);
    }
}
