using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>Answers reach a conversation in the order of its questions, whatever befell the first of them. Found by storm 3.</summary>
public sealed class ReplyOrderStory
{
    private static readonly FakeClock Clock = FakeClock.InTokyo(2026, 4, 1, 12);

    [Fact]
    public async Task FirstAnswerMustWait_TheProgramStandsStill_TheSecondDoesNotOvertake()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(Clock);
        world.Line.Fails(FakeFailure.ConnectionRefused);
        await world.SaysAsync("U1", "あさひ一番クリニックの電話番号");
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        using HttpResponseMessage taken = await world.PostAsync(world.Line.Says("U1", "あさひ二番クリニックの電話番号"));
        await world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None); // The answer is written, and then nothing runs for a while.
        Clock.Advance(TimeSpan.FromSeconds(10));

        await world.SettleAsync();

        Assert.Equal(["あさひ一番クリニック", "あさひ二番クリニック"], world.Hears("U1").Select(heard => heard.Words[1..11]));
    }
}
