namespace Zaitaku.Bot.Inbox;

/// <summary>
/// Notices when webhooks pour in faster than any answering could follow. Then keeping comes first, for a while: a platform hangs up after two seconds,
/// a person waits longer than that for an answer, and a life in danger is seen by the lookout all the same.
/// </summary>
public sealed class BurstWatch(TimeProvider clock)
{
    /// <summary>Requests of one window from which on it is a burst: 3,000 a second, some three times what two processors answer.</summary>
    private const int RequestsOfBurst = 300;

    private readonly long _window = clock.TimestampFrequency / 10;

    /// <summary>Turns give way so long at most (10 s); then they go on beside the burst.</summary>
    private readonly long _giveWayMax = clock.TimestampFrequency * 10;

    private readonly Lock _gate = new();
    private long _windowFrom;
    private int _requests;
    private long _burstFrom;
    private long _burstSeenAt;

    public void Saw()
    {
        long now = clock.GetTimestamp();
        lock (_gate)
        {
            if (now - _windowFrom >= _window)
            {
                _windowFrom = now;
                _requests = 0;
            }

            if (++_requests == RequestsOfBurst)
            {
                _burstFrom = now - _burstSeenAt > 2 * _window ? now : _burstFrom;
                _burstSeenAt = now;
            }
        }
    }

    /// <summary>True while turns shall wait.</summary>
    public bool MustGiveWay()
    {
        long now = clock.GetTimestamp();
        lock (_gate)
        {
            return _burstSeenAt != 0 && now - _burstSeenAt <= 2 * _window && now - _burstFrom < _giveWayMax;
        }
    }
}
