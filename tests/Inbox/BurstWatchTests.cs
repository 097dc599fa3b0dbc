using Xunit;
using Zaitaku.Bot.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>From 3,000 webhooks a second on, turns give way, but for ten seconds at most.</summary>
public sealed class BurstWatchTests
{
    private readonly HandWoundWatch _watch = new();
    private readonly BurstWatch _burst;

    public BurstWatchTests() => _burst = new BurstWatch(_watch);

    [Theory]
    [InlineData(2_900, false)] // Just below, evenly.
    [InlineData(3_000, true)]
    [InlineData(12_000, true)]
    public void MustGiveWay_SoManyASecond(int perSecond, bool isBurst)
    {
        Assert.False(_burst.MustGiveWay());
        Comes(perSecond, TimeSpan.FromSeconds(1));
        Assert.Equal(isBurst, _burst.MustGiveWay());
    }

    [Fact]
    public void MustGiveWay_WhileTheBurstGoesOn_TenSecondsAtMost()
    {
        Comes(5_000, TimeSpan.FromSeconds(9.8));
        Assert.True(_burst.MustGiveWay());

        Comes(5_000, TimeSpan.FromSeconds(0.4));
        Assert.False(_burst.MustGiveWay()); // It goes on beside the turns.
        Comes(5_000, TimeSpan.FromSeconds(30));
        Assert.False(_burst.MustGiveWay());
    }

    [Fact]
    public void MustGiveWay_AfterTheBurst_NoLonger_AndTheNextOneHasTenSecondsOfItsOwn()
    {
        Comes(5_000, TimeSpan.FromSeconds(30));
        _watch.Wind(TimeSpan.FromSeconds(1));
        Assert.False(_burst.MustGiveWay());

        Comes(5_000, TimeSpan.FromSeconds(1));
        Assert.True(_burst.MustGiveWay());
        _watch.Wind(TimeSpan.FromSeconds(0.25)); // Two windows without so many.
        Assert.False(_burst.MustGiveWay());
    }

    /// <summary>Requests evenly spread over a time.</summary>
    private void Comes(int perSecond, TimeSpan time)
    {
        int requests = (int)(perSecond * time.TotalSeconds);
        for (int request = 0; request < requests; request++)
        {
            _watch.Wind(time / requests);
            _burst.Saw();
        }
    }

    /// <summary>A stopwatch in ticks of 100 ns that goes on when told.</summary>
    private sealed class HandWoundWatch : TimeProvider
    {
        private long _ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Wind(TimeSpan by) => _ticks += by.Ticks;
    }
}
