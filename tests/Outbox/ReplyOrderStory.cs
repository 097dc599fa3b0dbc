using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>Answers reach a conversation in the order of its questions, whatever befell the first of them. Found by storm 3.</summary>
public sealed class ReplyOrderStory
{
    /// <param name="milliseconds">Between the questions.</param>
    /// <param name="setBack">Seconds by which the machine's clock is set back between them.</param>
    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 0)]
    [InlineData(0, 90)]
    public async Task FirstAnswerMustWait_TheProgramStandsStill_TheSecondDoesNotOvertake(int milliseconds, int setBack)
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 12);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        world.Line.Fails(FakeFailure.ConnectionRefused);
        await world.SaysAsync("U1", "あさひ一番クリニックの電話番号");
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        clock.SetBack(TimeSpan.FromSeconds(setBack));
        using HttpResponseMessage taken = await world.PostAsync(world.Line.Says("U1", "あさひ二番クリニックの電話番号"));
        await world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None); // The answer is written, and then nothing runs for a while.
        clock.Advance(TimeSpan.FromSeconds(setBack + 10));

        await world.SettleAsync();

        Assert.Equal(["あさひ一番クリニック", "あさひ二番クリニック"], world.Hears("U1").Select(heard => heard.Words[1..11]));
    }

    /// <summary>Found by storm 899.</summary>
    [Fact]
    public async Task ClockIsSetBackBeforeTheFirstTry_TheSecondAnswerDoesNotOvertake()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 12);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        using HttpResponseMessage taken = await world.PostAsync(world.Line.Says("U1", "あさひ一番クリニックの電話番号"));
        await world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None); // The answer is written and not yet tried.
        clock.SetBack(TimeSpan.FromSeconds(90));

        await world.SaysAsync("U1", "あさひ二番クリニックの電話番号");
        clock.Advance(TimeSpan.FromSeconds(100));
        await world.SettleAsync();

        Assert.Equal(["あさひ一番クリニック", "あさひ二番クリニック"], world.Hears("U1").Select(heard => heard.Words[1..11]));
    }

    /// <summary>Found by storm 2298.</summary>
    [Fact]
    public async Task LineAskedForAPause_TheProgramStartsAnew_TheSecondAnswerDoesNotOvertake()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 12);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        world.Line.Fails(FakeFailure.TooManyToOneUser);
        await world.SaysAsync("U1", "父が息をしていません");
        await world.SaysAsync("U1", "あさひ一番クリニックの電話番号");
        world.HearsNothing("U1");
        world.Services.GetRequiredService<ChannelPaces>().Pause("line", FakeLine.IdOf("U1"), clock.GetUtcNow()); // What is in memory is gone.

        await world.SaysAsync("U1", "あさひ二番クリニックの電話番号");
        world.HearsNothing("U1");
        clock.Advance(TimeSpan.FromSeconds(10));
        await world.SettleAsync();

        Assert.Equal(["あさひ一番クリニック", "あさひ二番クリニック"], world.Hears("U1").Where(heard => heard.Words.Contains("クリニック")).Select(heard => heard.Words[1..11]));
    }
}
