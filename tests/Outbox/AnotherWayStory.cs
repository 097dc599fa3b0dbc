using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>A page that its channel does not take: within a minute and a half it goes by another, or somebody is asked to call, once.</summary>
public sealed class AnotherWayStory : OwedWorld
{
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task FirstTryInDoubt_ThenThePlanIsSpent_ThePageIsSaidAgainByTheOtherChannel()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        await DoubtThenSpentAsync(world, await PersonOnBothAsync(world));

        Assert.True(Assert.Single(Other.Sent).IsResend);
        world.HearsNothing("both");
        Assert.Empty(await TasksAsync(world));
    }

    [Fact]
    public async Task FirstTryInDoubt_ThenThePlanIsSpent_AndNoOtherWay_SomebodyCalls()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        await DoubtThenSpentAsync(world, (await PeopleAsync(world, 1))[0]);

        Assert.Single(await TasksAsync(world));
        Assert.Equal((1, 0), await CountAsync(world, OutboxState.GivenUp, OutboxState.Waiting));
    }

    [Fact]
    public async Task BothChannelsAreDown_SomebodyCalls_Once_AndThePageIsTriedOn()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        world.Line.Fails(FakeFailure.ConnectionRefused, times: 1_000);
        Enumerable.Range(0, 1_000).ToList().ForEach(_ => Other.Answers.Enqueue(new SendOutcome.TryAgain("connection refused")));
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");
        await PassAsync(world, TimeSpan.FromMinutes(5));

        Assert.Equal(person, Assert.Single(await TasksAsync(world)).MemberId);

        await PassAsync(world, TimeSpan.FromMinutes(20));
        Assert.Single(await TasksAsync(world));
        Other.Answers.Clear();
        await PassAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Waiting));
        world.HearsNothing("both");
    }

    [Fact]
    public async Task ChannelAsksForALongPause_ThePageGoesByTheOther_AfterAMinuteAndAHalf()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        world.Line.Fails(FakeFailure.RateLimitedForLong);
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await PassAsync(world, TimeSpan.FromSeconds(80));
        Assert.Empty(Other.Sent);
        await PassAsync(world, TimeSpan.FromSeconds(20));

        Assert.Single(Other.Sent);
        Assert.Equal(1, PushesOf(world)); // It asked for a pause, and has it.
        Assert.Empty(await TasksAsync(world));
    }

    [Fact]
    public async Task ChannelAsksForALongPause_AndNoOtherWay_SomebodyCalls_AndThePageFollows()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid[] people = await PeopleAsync(world, 1);
        world.Line.Fails(FakeFailure.RateLimitedForLong);
        await OweAsync(world, people, Urgency.Page, "当番の呼び出し");

        await PassAsync(world, TimeSpan.FromSeconds(100));
        Assert.Single(await TasksAsync(world));
        Assert.Equal(1, PushesOf(world));

        await PassAsync(world, LongPause);
        Assert.Single(world.Hears("p0", "当番の呼び出し"));
        Assert.Single(await TasksAsync(world));
    }

    [Fact]
    public async Task PageThatComesDuringALongPause_GoesByTheOtherAtOnce()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid person = await PersonOnBothAsync(world);
        PauseLine(world);
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");

        await world.SettleAsync();

        Assert.Single(Other.Sent);
        Assert.Equal(0, PushesOf(world));
    }

    [Fact]
    public async Task PageThatComesDuringALongPause_AndNoOtherWay_SomebodyCalls_AndThePageFollows()
    {
        await using StoryWorld world = await StartAsync(atHour: 3);
        Guid[] people = await PeopleAsync(world, 1);
        PauseLine(world);
        await OweAsync(world, people, Urgency.Page, "当番の呼び出し");

        await PassAsync(world, TimeSpan.FromSeconds(80));
        Assert.Empty(await TasksAsync(world));
        await PassAsync(world, TimeSpan.FromSeconds(20));
        Assert.Single(await TasksAsync(world));
        Assert.Equal(0, PushesOf(world));

        await PassAsync(world, LongPause);
        Assert.Single(world.Hears("p0", "当番の呼び出し"));
        Assert.Single(await TasksAsync(world));
    }

    [Fact]
    public async Task NoticeThatComesDuringALongPause_Waits()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        Guid[] people = await PeopleAsync(world, 1);
        PauseLine(world);
        await OweAsync(world, people, Urgency.Notice, "研修のお知らせ");

        await PassAsync(world, TimeSpan.FromMinutes(10));
        world.HearsNothing("p0");
        Assert.Empty(await TasksAsync(world));
        await PassAsync(world, TimeSpan.FromMinutes(10));
        world.Hears("p0", "研修のお知らせ");
    }

    [Fact]
    public async Task OneThreadAsksForAPause_TheOthersOfItsConversationRestToo()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        DateTimeOffset now = world.Clock.GetUtcNow();
        ChannelPaces paces = world.Services.GetRequiredService<ChannelPaces>();

        paces.Pause("teams", "19:madoguchi@thread.tacv2;messageid=1", now + LongPause);

        Assert.Equal(now + LongPause, paces.PausedUntil("teams", "19:madoguchi@thread.tacv2;messageid=2", now));
        Assert.Null(paces.PausedUntil("teams", "19:renkei@thread.tacv2;messageid=1", now));
    }

    /// <summary>LINE may have taken it, and when it is asked again it has no room left.</summary>
    private static async Task DoubtThenSpentAsync(StoryWorld world, Guid person)
    {
        await SpendAsync(world);
        world.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance, pathPart: "/push");
        await OweAsync(world, [person], Urgency.Page, "当番の呼び出し");
        await PassAsync(world, TimeSpan.FromSeconds(5));
    }

    /// <summary>Time passes, and the pump wakes when it would.</summary>
    private static async Task PassAsync(StoryWorld world, TimeSpan time)
    {
        DateTimeOffset end = world.Clock.GetUtcNow() + time;
        await world.SettleAsync();
        while (world.Clock.GetUtcNow() < end)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(5));
            await world.SettleAsync();
        }
    }

    private static void PauseLine(StoryWorld world) => world.Services.GetRequiredService<ChannelPaces>().Pause("line", "", world.Clock.GetUtcNow() + LongPause);

    private static int PushesOf(StoryWorld world) => world.Line.Records.Count(record => record.Call.Path.EndsWith("/push", StringComparison.Ordinal));

    private static Task<List<PhoneTask>> TasksAsync(StoryWorld world) => world.AskAsync(db => db.PhoneTasks.ToListAsync());
}
