using System.Collections.Concurrent;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Where a pressed button waits for its card: the request on one side, the sender on the other. In memory: a request does not outlive the program.</summary>
public sealed class InvokeDesk
{
    /// <summary>How a reply token of a press begins; LINE's tokens look otherwise.</summary>
    public const string TokenPrefix = "invoke:";

    /// <summary>The sender goes on when the answer is written, so that an update of the message never arrives before the answer it follows.</summary>
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <summary>A request that waits. Two deliveries of one press wait together.</summary>
    public sealed class Waiting
    {
        internal TaskCompletionSource<string?> Card { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <returns>The card as JSON, or null when it does not come in time; from then on none is taken.</returns>
        public async Task<string?> CardAsync(TimeSpan within)
        {
            try
            {
                return await Card.Task.WaitAsync(within < TimeSpan.Zero ? TimeSpan.Zero : within);
            }
            catch (TimeoutException)
            {
                Card.TrySetResult(null);
                return await Card.Task;
            }
        }
    }

    public Waiting Open(string id) => _waiting.GetOrAdd(id, _ => new Waiting());

    /// <summary>True while an earlier delivery of the same press still waits.</summary>
    public bool IsOpen(string id) => _waiting.ContainsKey(id);

    /// <summary>The answer is written; the desk is free again.</summary>
    public void Close(string id, Waiting waiting)
    {
        waiting.Card.TrySetResult(null);
        waiting.Written.TrySetResult();
        _waiting.TryRemove(KeyValuePair.Create(id, waiting));
    }

    /// <returns>True when the waiting request took the card; false when nobody waits any more.</returns>
    public async Task<bool> TryHandAsync(string replyToken, string card, CancellationToken cancellationToken)
    {
        if (!_waiting.TryGetValue(replyToken[TokenPrefix.Length..], out Waiting? waiting))
        {
            return false;
        }

        bool isTaken = waiting.Card.TrySetResult(card);
        try
        {
            await waiting.Written.Task.WaitAsync(WrittenWithin, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A slow line on their side; the update that follows says the same.
        }

        return isTaken;
    }
}
