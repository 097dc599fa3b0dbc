using System.Collections.Concurrent;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Which channels take nothing at the moment. In memory: after a restart the next tries tell.</summary>
public sealed class ChannelTroubles
{
    /// <summary>So many failures with nothing taken between them are the channel's, not a message's.</summary>
    private const int FailuresMin = 3;

    private readonly ConcurrentDictionary<string, int> _failures = new();

    /// <summary>Takes note of what a channel said.</summary>
    /// <returns>True once, when it takes something again after it was in trouble.</returns>
    public bool IsBack(string channel, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Unknown or SendOutcome.TryAgain { Scope: WaitScope.Message } or SendOutcome.TryAgain { Scope: WaitScope.Channel, RetryAfter: null }:
                _failures.AddOrUpdate(channel, 1, (_, before) => Math.Min(before + 1, FailuresMin));
                return false;
            case SendOutcome.Accepted:
                return _failures.TryRemove(channel, out int failures) && failures >= FailuresMin;
            default:
                return false; // What is said of one recipient, or of the plan, says nothing of the channel.
        }
    }
}
