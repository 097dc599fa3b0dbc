using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>LINE remembers a retry key for a day. What is of use for longer must not be pushed a second time under one that is forgotten.</summary>
public sealed class KeyLifeStory : OwedWorld
{
    /// <summary>A weekend with the machine off: LINE has forgotten the key. What it may have taken is not pushed again, and somebody sees it; what it surely did not take goes under a new one.</summary>
    [Theory]
    [InlineData(FakeFailure.NoAnswerAfterAcceptance, OutboxState.Unknown, OutboxState.Sent, 1)]
    [InlineData(FakeFailure.NoAnswerAfterAcceptance, OutboxState.Unknown, OutboxState.Sent, 20)]
    [InlineData(FakeFailure.ConnectionRefused, OutboxState.Sent, OutboxState.Waiting, 1)]
    [InlineData(FakeFailure.ConnectionRefused, OutboxState.Sent, OutboxState.Waiting, 20)]
    public async Task TriedAndADayLaterStillOfUse_IsHeardOnce(FakeFailure failure, OutboxState ended, OutboxState none, int people)
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, await PeopleAsync(world, people), Urgency.Notice, "研修のお知らせ", TimeSpan.FromDays(3));
        world.Line.Fails(failure);
        await world.SettleAsync();
        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.SettleAsync();

        Assert.Equal((people, 0), await CountAsync(world, ended, none));
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
