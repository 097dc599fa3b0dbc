using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>LINE remembers a retry key for a day. What is of use for longer must not be pushed a second time under one that is forgotten.</summary>
public sealed class KeyLifeStory : OwedWorld
{
    /// <summary>LINE took it, its answer was lost, and then a weekend went by with the machine off: LINE has forgotten the key.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task InDoubtForLongerThanLineRemembersAKey_IsNotPushedAgain_AndSomebodySeesIt(int people)
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, people), Urgency.Notice, "研修のお知らせ", TimeSpan.FromDays(3));
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance);
        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.SettleAsync();

        Assert.Equal((people, 0), await CountAsync(world, OutboxState.Unknown, OutboxState.Sent));
        Assert.All(Enumerable.Range(0, people), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
    }

    /// <summary>Surely not taken, and a day later still of use: a new key is no second message.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task RefusedForNow_AndTriedADayLater_IsHeardOnce(int people)
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, people), Urgency.Notice, "研修のお知らせ", TimeSpan.FromDays(3));
        world.Line.Fails(FakeFailure.ConnectionRefused);
        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.SettleAsync();

        Assert.Equal((people, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Waiting));
        Assert.All(Enumerable.Range(0, people), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
    }

    /// <summary>LINE took a notice to twenty and its answer was lost; when it is repeated, LINE will have none of it. Nobody may hear it again by himself.</summary>
    [Fact]
    public async Task InDoubtAndThenRefused_NobodyHearsItTwice()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, 20), Urgency.Notice, "研修のお知らせ");
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance);
        await world.SettleAsync();
        world.Line.Fails(FakeFailure.Forbidden);
        world.Clock.Advance(TimeSpan.FromMinutes(20));
        await world.SettleAsync();

        Assert.Equal((20, 0), await CountAsync(world, OutboxState.Unknown, OutboxState.Sent));
        Assert.All(Enumerable.Range(0, 20), number => Assert.Single(world.Hears($"p{number}", "研修のお知らせ")));
    }
}
