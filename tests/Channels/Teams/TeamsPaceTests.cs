using Xunit;
using Zaitaku.Bot.Channels.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Below what Teams takes in one conversation: 8 in two seconds, 60 in thirty, 1,800 in an hour.</summary>
public sealed class TeamsPaceTests
{
    private readonly SteadyClock _clock = new();

    [Theory]
    [InlineData(300, 50, 15)]
    [InlineData(2_100, 1_700, 30)]
    public async Task WhoSaysTooMuchInOneConversation_IsToldHowLongToWait_AndOthersAreNot(int everyMilliseconds, int calls, int waitSeconds)
    {
        TeamsPace pace = new(_clock);
        for (int call = 0; call < calls; call++)
        {
            Assert.Null(await SayAsync(pace, "相談窓口"));
            _clock.Advance(TimeSpan.FromMilliseconds(everyMilliseconds));
        }

        Assert.Equal(TimeSpan.FromSeconds(waitSeconds), await SayAsync(pace, "相談窓口"));
        Assert.Null(await SayAsync(pace, "田中"));
        _clock.Advance(TimeSpan.FromSeconds(waitSeconds));
        Assert.Null(await SayAsync(pace, "相談窓口"));
    }

    /// <returns>Null where it was said; else how long to wait.</returns>
    private static Task<TimeSpan?> SayAsync(TeamsPace pace, string conversation) =>
        pace.InTurnAsync(conversation, () => Task.FromResult((TimeSpan?)null), wait => wait, CancellationToken.None);

    /// <summary>The time a program measures spans by, which nobody sets; it stands still until the test moves it.</summary>
    private sealed class SteadyClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
