using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>How fast each channel may be called, and who asked for a pause. In memory: after a restart the platforms tell us again.</summary>
public sealed class ChannelPaces(IEnumerable<IChannelSender> senders) : IDisposable
{
    /// <summary>Room for bursts, in shares of a second: what a late timer tick would lose. The platforms' own buckets are full after a quiet second.</summary>
    private const double BurstSeconds = 0.06;

    private static readonly TimeSpan RefillEvery = TimeSpan.FromMilliseconds(5);
    private const int PausesMax = 10_000;

    private readonly Dictionary<(string Channel, bool Many), TokenBucketRateLimiter> _buckets =
        senders.SelectMany(sender => new[] { (Key: (sender.Channel, false), PerSecond: sender.Limits.PerSecond), (Key: (sender.Channel, true), PerSecond: sender.Limits.MulticastPerSecond) })
            .ToDictionary(one => one.Key, one => BucketOf(one.PerSecond));

    private readonly Dictionary<string, IChannelSender> _senders = senders.ToDictionary(sender => sender.Channel);
    private readonly ConcurrentDictionary<(string Channel, string Place), DateTimeOffset> _pauses = new();

    /// <summary>Waits for the next free call.</summary>
    public async ValueTask WaitAsync(string channel, bool many, CancellationToken cancellationToken)
    {
        using RateLimitLease lease = await _buckets[(channel, many)].AcquireAsync(1, cancellationToken);
        if (!lease.IsAcquired)
        {
            throw new InvalidOperationException($"The bucket of channel '{channel}' has no queue left.");
        }
    }

    /// <param name="address">Empty for the whole channel.</param>
    public void Pause(string channel, string address, DateTimeOffset until)
    {
        if (_pauses.Count >= PausesMax)
        {
            _pauses.Clear(); // A platform in that much trouble will say so again.
        }

        _pauses[(channel, PlaceOf(channel, address))] = until;
    }

    /// <returns>When the channel or this address may be called again; null when now.</returns>
    public DateTimeOffset? PausedUntil(string channel, string address, DateTimeOffset now)
    {
        DateTimeOffset until = DateTimeOffset.MinValue;
        foreach ((string, string) key in (ReadOnlySpan<(string, string)>)[(channel, ""), (channel, PlaceOf(channel, address))])
        {
            if (_pauses.TryGetValue(key, out DateTimeOffset one))
            {
                until = one > until ? one : until;
                if (one <= now)
                {
                    _pauses.TryRemove(key, out _);
                }
            }
        }

        return until > now ? until : null;
    }

    private string PlaceOf(string channel, string address) => address.Length > 0 && _senders.TryGetValue(channel, out IChannelSender? sender) ? sender.PlaceOf(address) : address;

    public void Dispose()
    {
        foreach (TokenBucketRateLimiter bucket in _buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private static TokenBucketRateLimiter BucketOf(int perSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(1, (int)(perSecond * BurstSeconds)),
        TokensPerPeriod = Math.Max(1, (int)Math.Round(perSecond * RefillEvery.TotalSeconds)),
        ReplenishmentPeriod = perSecond * RefillEvery.TotalSeconds >= 1 ? RefillEvery : TimeSpan.FromSeconds(1d / perSecond),
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = true,
    });
}
