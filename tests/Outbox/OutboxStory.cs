using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>What we owe somebody leaves in time, once, on the right channel, or ends on record.</summary>
public sealed class OutboxStory : OwedWorld
{
    [Fact]
    public async Task EqualNotices_ToManyPeople_TravelInOneCall()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, [.. await PeopleAsync(world, 700)], Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(700, world.Line.Delivered.Count);
        Assert.Equal(2, world.Line.Records.Count(record => record.Call.Path.EndsWith("/multicast", StringComparison.Ordinal)));
        foreach (int number in Enumerable.Range(0, 700))
        {
            world.Hears($"p{number}", "研修のお知らせ");
        }
    }

    [Fact]
    public async Task Multicast_OneAddressIsNoAddress_TheOthersStillGetIt()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 3);
        await ChangeAsync(world, db => AddAsync(db, PersonWith("line", "U-not-an-id")));
        Guid[] all = await world.AskAsync(db => db.Members.Select(member => member.Id).ToArrayAsync());
        await OweAsync(world, all, Urgency.Notice, "研修のお知らせ");

        await world.SettleAsync();

        Assert.Equal(3, people.Length);
        Assert.All(Enumerable.Range(0, 3), number => world.Hears($"p{number}", "研修のお知らせ"));
        Assert.Equal((3, 1), await CountAsync(world, OutboxState.Sent, OutboxState.GivenUp));
    }

    [Fact]
    public async Task Multicast_AnswerIsLost_IsRepeatedUnderItsKeyAndNobodyHearsItTwice()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, 20), Urgency.Notice, "研修のお知らせ");
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance);

        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();

        Assert.All(Enumerable.Range(0, 20), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
        Assert.Equal((20, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Unknown));
    }

    [Theory]
    [InlineData(Urgency.Notice, 22, false)]
    [InlineData(Urgency.Digest, 6, false)]
    [InlineData(Urgency.Notice, 7, true)]
    [InlineData(Urgency.Page, 3, true)] // somebody must come
    [InlineData(Urgency.Emergency, 3, true)]
    public async Task QuietHours_OnlyWhatCannotWaitRingsAtNight(Urgency urgency, int hour, bool rings)
    {
        await using StoryWorld world = await StartAsync(hour);
        await OweAsync(world, await PeopleAsync(world, 1), urgency, "お知らせ");

        await world.SettleAsync();
        Assert.Equal(rings, world.Line.Heard("p0").Count == 1);
        world.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 2, 7, 0, 0, TimeSpan.FromHours(9)));
        await world.SettleAsync();

        Assert.Equal(rings ? 0 : 1, world.Line.Heard("p0").Count);
    }

    [Fact]
    public async Task QuietHours_LastLongerThanItsUse_IsCancelledOnRecord()
    {
        await using StoryWorld world = await StartAsync(atHour: 22);
        await OweAsync(world, await PeopleAsync(world, 1), Urgency.Notice, "今夜の受付は23時まで", TimeSpan.FromHours(1));

        await world.SettleAsync();

        world.HearsNothing("p0");
        OutboxMessage message = await world.AskAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((OutboxState.Cancelled, "the quiet hours last longer than its use"), (message.State, message.LastAnswer));
    }

    [Fact]
    public async Task PlanMadeAnew_BeforeTheFirstTry_OnlyTheLastIsSaid()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 2);
        await PlanAsync(world, "meeting:1", [.. people.Select(person => Planned(person, "会議は14時です", world.Clock.GetUtcNow().AddHours(1)))]);
        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は15時に変わりました", world.Clock.GetUtcNow().AddHours(2))]);

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SettleAsync();
        world.HearsNothing("p0");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SettleAsync();

        Assert.Single(world.Hears("p0", "15時に変わりました"));
        world.HearsNothing("p1");
    }

    [Fact]
    public async Task PlanMadeAnew_AfterItWasSaid_TheCorrectionIsANewMessage()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 1);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は14時です", now)]);
        await world.SettleAsync();
        world.Hears("p0", "14時です");

        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は14時です", now)]);
        await world.SettleAsync();
        world.HearsNothing("p0");

        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は15時に変わりました", now)]);
        await world.SettleAsync();
        world.Hears("p0", "15時に変わりました");

        await PlanAsync(world, "meeting:1", [Planned(people[0], "会議は14時です", now)]);
        await world.SettleAsync();
        world.Hears("p0", "14時です"); // Back again: the last word must be the true one.
    }

    [Fact]
    public async Task ThreeDigestsInOneMinute_AreOneMessage()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid person = (await PeopleAsync(world, 1))[0];
        DateTimeOffset now = world.Clock.GetUtcNow();
        foreach (string words in (string[])["会議A", "会議B", "会議C"])
        {
            await PlanAsync(world, words, [Planned(person, words, now) with { Bundle = "week" }]);
        }

        await world.SettleAsync();

        Assert.Equal(3, world.Hears("p0", "会議A", "会議B", "会議C").Count);
        Assert.Single(world.Line.Records, record => record.Call.Path.EndsWith("/push", StringComparison.Ordinal));
        Assert.Equal(1, world.Line.MonthlyUsed);
    }

    [Fact]
    public async Task Bundle_OneIsPlannedAnewMeanwhile_NothingIsSaidTwiceOrUntrue()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid person = (await PeopleAsync(world, 1))[0];
        DateTimeOffset now = world.Clock.GetUtcNow();
        await PlanAsync(world, "a", [Planned(person, "会議A", now) with { Bundle = "week" }]);
        await PlanAsync(world, "b", [Planned(person, "会議Bは14時", now) with { Bundle = "week" }]);
        OutboxReads reads = world.Services.GetRequiredService<OutboxReads>();
        OutboxPlanning planning = world.Services.GetRequiredService<OutboxPlanning>();
        DueMessages due = await reads.DueAsync(OutboxLanes.Patient, 100, now, CancellationToken.None);
        using BudgetHold hold = world.Services.GetRequiredService<ChannelBudgets>().Hold();
        SendPlan plan = await planning.PlanAsync(due, OutboxLanes.Patient, hold, now, CancellationToken.None);
        await PlanAsync(world, "b", [Planned(person, "会議Bは15時", now) with { Bundle = "week" }]);

        Assert.Empty(await world.Services.GetRequiredService<OutboxFreezing>().FreezeAsync(plan.Attempts, CancellationToken.None));
        await world.SettleAsync();

        string heard = world.HearsText("p0");
        Assert.Contains("会議A", heard);
        Assert.Contains("会議Bは15時", heard);
        Assert.DoesNotContain("14時", heard);
    }
}
