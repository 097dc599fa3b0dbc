namespace Zaitaku.Fakes;

/// <summary>A token bucket: so many at once, refilled evenly. LINE's rates (Messaging API reference, "Rate limits").</summary>
internal sealed class TokenBucket(int capacity, TimeSpan per)
{
    private double _tokens = capacity;
    private DateTimeOffset? _seen;

    public bool TryTake(DateTimeOffset now)
    {
        _tokens = Math.Min(capacity, _tokens + Math.Max(0, (now - (_seen ?? now)) / per * capacity));
        _seen = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}

/// <summary>Sliding windows: at most so many in each span. Teams' rates (teams, "Rate limits for bots"). What is refused does not count.</summary>
internal sealed class SlidingWindows(params (int Max, TimeSpan Span)[] windows)
{
    private readonly Queue<DateTimeOffset> _taken = new();
    private readonly TimeSpan _longest = windows.Max(window => window.Span);

    /// <returns>Null when taken; else how long until it would be.</returns>
    public TimeSpan? TryTake(DateTimeOffset now)
    {
        while (_taken.TryPeek(out DateTimeOffset oldest) && oldest <= now - _longest)
        {
            _taken.Dequeue();
        }

        DateTimeOffset[] taken = [.. _taken];
        TimeSpan wait = windows.Where(window => taken.Length >= window.Max)
            .Select(window => taken[^window.Max] + window.Span - now).Append(TimeSpan.Zero).Max();
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        _taken.Enqueue(now);
        return null;
    }
}
