using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>An issue that is edited or given to somebody on the very day: its reminder is not lost, and not said twice.</summary>
public sealed class IssueMorningStory
{
    [Fact]
    public async Task EditedMinutesBeforeNine_TheDaysReminderStillComes_Once()
    {
        await using StoryWorld world = await GivenAsync(FakeClock.InTokyo(2026, 6, 25, 10));
        world.Hears(Hirose, "課題の期限まで5日です"); // It was written down five days before: a week before has passed, and is still true.
        world.Clock.AdvanceTo(At("2026-06-30", 8, 57));
        await EditAsync(world, "窓口の一覧");
        world.Clock.AdvanceTo(At("2026-06-30", 9));
        await world.SettleAsync();
        world.HearsNothing(Hirose); // It is planned anew first.
        await PlanAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        world.Hears(Hirose, "課題の期限は今日です", "窓口の一覧");
        world.Clock.Advance(TimeSpan.FromHours(3));
        await EditAsync(world, "窓口の一覧を作る");
        await PlanAsync(world);
        world.HearsNothing(Hirose);
    }

    [Fact]
    public async Task GivenToSomebodyElseOnItsDay_TheyHearOfIt()
    {
        await using StoryWorld world = await GivenAsync(FakeClock.InTokyo(2026, 6, 25, 10));
        world.Hears(Hirose, "課題の期限まで5日です");
        world.Clock.AdvanceTo(At("2026-06-30", 9));
        await world.SettleAsync();
        world.Hears(Hirose, "課題の期限は今日です");
        world.Clock.AdvanceTo(At("2026-06-30", 14));
        Guid miki = await MemberAsync(world, Miki);
        await EditAsync(world, "窓口", issue => issue.MemberId = miki);
        await PlanAsync(world);
        world.Hears(Miki, "課題の期限は今日です");
        world.HearsNothing(Hirose);
    }

    [Fact]
    public async Task Planning_DisturbsNobodyWhoHasItsFormOpen()
    {
        await using StoryWorld world = await GivenAsync(FakeClock.InTokyo(2026, 6, 25, 10));
        world.Hears(Hirose, "課題の期限まで5日です");
        Assert.Equal(0, await world.AskAsync(db => db.MeetingIssues.Select(issue => issue.Revision).SingleAsync()));
        await EditAsync(world, "窓口の一覧");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => world.AskAsync(async db => // Planned between their look and their save: they look again, and it is planned again.
        {
            MeetingIssue issue = await db.MeetingIssues.SingleAsync();
            await PlanAsync(world);
            (issue.Problem, issue.PlannedAt) = ("自分の言葉", null);
            issue.Revision++;
            return await db.SaveChangesAsync();
        }));
    }

    /// <summary>Hirose has something to do until June 30, from a meeting in May.</summary>
    private static async Task<StoryWorld> GivenAsync(FakeClock clock)
    {
        StoryWorld world = await StartAsync(clock);
        int meeting = await HeldAsync(world, "2026-05-20", one => one.Inviting = MeetingInviting.Nobody);
        Guid hirose = await MemberAsync(world, Hirose);
        await world.AskAsync(async db =>
        {
            db.MeetingIssues.Add(new MeetingIssue { MeetingId = meeting, Problem = "窓口", MemberId = hirose, DueOn = new DateOnly(2026, 6, 30), CreatedAt = clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await PlanAsync(world);
        return world;
    }

    private static Task<int> EditAsync(StoryWorld world, string problem, Action<MeetingIssue>? more = null) => world.AskAsync(async db =>
    {
        MeetingIssue issue = await db.MeetingIssues.SingleAsync();
        (issue.Problem, issue.PlannedAt) = (problem, null);
        more?.Invoke(issue);
        issue.Revision++;
        return await db.SaveChangesAsync();
    });

    private static async Task PlanAsync(StoryWorld world)
    {
        await ActivatorUtilities.CreateInstance<IssueJob>(world.Services).RunAsync(CancellationToken.None);
        await world.SettleAsync();
    }
}
