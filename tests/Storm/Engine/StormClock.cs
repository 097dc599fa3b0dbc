using Zaitaku.Fakes;

namespace Zaitaku.Storm;

/// <summary>The clock of the machine the bot runs on: the true time plus an error, which steps. Each look is a moment later than the one before.</summary>
public sealed class StormClock(FakeClock trueTime) : TimeProvider
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(10);
    private long _errorTicks;

    public TimeSpan Error => TimeSpan.FromTicks(Interlocked.Read(ref _errorTicks));

    public override DateTimeOffset GetUtcNow()
    {
        trueTime.Advance(Moment);
        return trueTime.GetUtcNow() + Error;
    }

    /// <summary>Somebody, or NTP, sets it.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _errorTicks, by.Ticks);
}
