using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Who is invited, when, and how often: from the invitation to two hours before.</summary>
public sealed class MeetingInviteStory
{
    [Fact]
    public async Task FromInvitationToTwoHoursBefore()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await AnswersAsync(world, Kihara, id, WantedAnswer.Yes);
        await AnswersAsync(world, Miki, id, WantedAnswer.No);
        await LookAtAsync(world, "2026-06-13", 10);
        Assert.Equal("Nudge", KindsTold(world, Hirose, Sato));
        Assert.Equal("", KindsTold(world, Kihara, Miki));
        await LookAtAsync(world, "2026-06-17", 17);
        await LookAtAsync(world, "2026-06-18", 17);
        Assert.Equal("Day Soon", KindsTold(world, Kihara));
        Assert.Equal("", KindsTold(world, Miki, Hirose, Sato));
        await LookAtAsync(world, "2026-06-19", 10);
        Assert.Equal("", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task MovedByAMonth_TheReminderOfTheOldDay_DoesNotGo()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        await AnswersAsync(world, Kihara, id, WantedAnswer.Yes);
        await LookAsync(world);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        world.Clock.AdvanceTo(At("2026-06-12", 10));
        await EditAsync(world, id, meeting => (meeting.StartsAt, meeting.EndsAt) = (At("2026-07-16", 19), null));
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-06-17", 17);
        await LookAtAsync(world, "2026-06-18", 17);
        Assert.Equal("", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-07-15", 17);
        Assert.Equal("Day", KindsTold(world, Kihara));
        Assert.Equal("Nudge", KindsTold(world, Miki, Hirose, Sato));
    }

    [Fact]
    public async Task AnswersEndWeeksBefore_EverybodyIsInvitedInTime()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 5, 1, 9));
        await HeldAsync(world, "2026-06-18", meeting => meeting.AnswersUntil = At("2026-05-28", 17));
        await LookAsync(world);
        await LookAtAsync(world, "2026-05-14", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-05-23", 10);
        Assert.Equal("Nudge", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task ThreeMeetingsInAWeek_AreOneMessage()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await HeldAsync(world, "2026-06-19");
        await HeldAsync(world, "2026-06-15");
        await LookAsync(world);
        await HeldAsync(world, "2026-06-17");
        await HeldAsync(world, "2026-06-22"); // Another week.
        await LookAsync(world);
        Assert.Equal("Invite Invite Invite", await AtOnceAsync(world, "2026-06-01"));
        await LookAtAsync(world, "2026-06-08", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task TheFirstOfTheWeekIsMoved_TheOthersAreInvitedLater()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int first = await HeldAsync(world, "2026-06-22");
        await HeldAsync(world, "2026-06-24");
        await HeldAsync(world, "2026-06-26");
        await LookAsync(world);
        await EditAsync(world, first, meeting => (meeting.StartsAt, meeting.EndsAt) = (At("2026-07-06", 19), null));
        await LookAtAsync(world, "2026-06-08", 10);
        Assert.Equal("", KindsTold(world, Everybody));
        Assert.Equal("Invite Invite", await AtOnceAsync(world, "2026-06-10"));
    }

    [Fact]
    public async Task NewMembers_AreInvited_AndWhoWasTakenOff_StaysOff()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18", meeting => meeting.AudienceRoles = "nurse doctor");
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Kihara, Miki));
        Assert.Equal("", KindsTold(world, Hirose, Sato));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await RemovesAsync(world, Miki, id);
        await LookAsync(world);
        Assert.Equal("Removed", KindsTold(world, Miki));
        await world.IsAsync("新人看護師", Role.Nurse);
        await LookAsync(world);
        Assert.Equal("Invite", KindsTold(world, "新人看護師"));
        await LookAtAsync(world, "2026-06-05", 10);
        Assert.Equal("", KindsTold(world, [.. Everybody, "新人看護師"]));
        await AddsAsync(world, Miki, id);
        await LookAsync(world);
        Assert.Equal("Invite", KindsTold(world, Miki)); // By hand: invited anew.
    }

    [Fact]
    public async Task BlockedAndBack_IsInvitedTheNextDay()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await world.DoesAsync(world.Line.Unfollows(Miki));
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Kihara, Hirose, Sato));
        Assert.Equal("", KindsTold(world, Miki));
        await world.DoesAsync(world.Line.Follows(Miki));
        world.Line.Heard(Miki);
        await LookAtAsync(world, "2026-06-05", 10);
        Assert.Equal("Invite", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Kihara, Hirose, Sato));
        Assert.Equal(MeetingAnswer.None, (await RowAsync(world, Miki, id)).Answer);
    }

    [Fact]
    public async Task AWeeksMessageThatLineRefuses_IsSaidTheNextDayWithAllItsMeetings()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        foreach (string day in (string[])["2026-06-15", "2026-06-17", "2026-06-19"])
        {
            await HeldAsync(world, day);
        }

        await LookAsync(world);
        await world.DoesAsync(world.Line.Unfollows(Hirose));
        world.Line.Fails(FakeFailure.Forbidden, 50, "/message/");
        await LookAtAsync(world, "2026-06-01", 10);
        Assert.Equal("", KindsTold(world, Everybody));
        Assert.True(await world.AskAsync(db => db.Outbox.CountAsync(message => message.State == OutboxState.GivenUp)) >= 3);
        world.Line.ClearsUp();
        Assert.Equal("Invite Invite Invite", await AtOnceAsync(world, "2026-06-02", Kihara, Miki, Sato));
        world.HearsNothing(Hirose);
        await world.DoesAsync(world.Line.Follows(Hirose));
        world.Line.Heard(Hirose);
        Assert.Equal("Invite Invite Invite", await AtOnceAsync(world, "2026-06-03", Hirose));
        Assert.Equal("", KindsTold(world, Kihara, Miki, Sato));
    }

    [Fact]
    public async Task OneWhomLineDoesNotKnow_KeepsNobodyFromTheWeeksMessage()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await HeldAsync(world, "2026-06-15");
        await HeldAsync(world, "2026-06-17");
        await LookAsync(world);
        world.Line.IsStranger(Miki);
        Assert.Equal("Invite Invite", await AtOnceAsync(world, "2026-06-01", Kihara, Hirose, Sato));
        Assert.Equal("", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task InvitedLongBefore_IsNotInvitedAgain_WhenOldMessagesAreTidiedAway()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-08-27", meeting => (meeting.InviteDays, meeting.NudgeDays) = (0, 0));
        await LookAsync(world);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        world.Clock.AdvanceTo(At("2026-08-01", 10));
        await world.AskAsync(async db =>
        {
            await ActivatorOf<HousekeepingJob>(world, db).RunAsync(CancellationToken.None);
            return 0;
        });
        Assert.Equal(Everybody.Length, await world.AskAsync(db => db.Outbox.CountAsync(message => message.Kind == "meeting.invite")));
        await EditAsync(world, id, meeting => meeting.Title = "事例検討会");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
    }

    private static T ActivatorOf<T>(StoryWorld world, Zaitaku.Storage.ZaitakuDb db) => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<T>(world.Services, db);

    /// <summary>What these phones hear at ten, each in one message; all of them, where none is named.</summary>
    private static async Task<string> AtOnceAsync(StoryWorld world, string day, params string[] names)
    {
        await LookAtAsync(world, day, 10);
        string[] heard = [.. (names.Length == 0 ? Everybody : names).Select(name => string.Join(' ', FactCards.Read(Assert.Single(world.Line.Heard(name)).Words).Select(told => told.Kind))).Distinct(StringComparer.Ordinal)];
        return Assert.Single(heard);
    }
}
