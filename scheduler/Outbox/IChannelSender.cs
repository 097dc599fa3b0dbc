using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What a channel can take.</summary>
/// <param name="HasRetryKey">A second send under the same key is refused by the channel, so a doubtful push may be repeated.</param>
/// <param name="MulticastMax">Addresses of one call; 1 where each message goes alone.</param>
/// <param name="PerSecond">Calls a second we keep to, somewhat under the platform's own limit.</param>
/// <param name="AtOnceMax">Calls under way side by side.</param>
/// <param name="MulticastPerSecond">Calls a second of the multicast kind.</param>
public sealed record SendLimits(bool HasRetryKey, int MulticastMax, int PerSecond, int AtOnceMax, int MulticastPerSecond = 1);

/// <summary>One try, frozen: contents, addresses and key never change once it was made.</summary>
public sealed record OutboxSend
{
    /// <summary>LINE: X-Line-Retry-Key.</summary>
    public required Guid Key { get; init; }

    public required string Channel { get; init; }

    /// <summary>One; more only where <see cref="SendLimits.MulticastMax"/> allows. Personal data.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Channel-neutral contents as JSON (list of <c>ReplyContent</c> of the bot).</summary>
    public required string Body { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>Set when this try is a reply.</summary>
    public string? ReplyToken { get; init; }

    /// <summary>The channel's id of an earlier message whose place this one takes.</summary>
    public string? ReplacesSentId { get; init; }

    /// <summary>An emergency or page said again because nobody knows whether it was heard: shown as 「再送」.</summary>
    public bool IsResend { get; init; }
}

/// <summary>One way out of the house. Implemented in bot/Channels, once per channel.</summary>
public interface IChannelSender
{
    /// <summary>The channel's name as in <see cref="OutboxMessage.Channel"/>.</summary>
    string Channel { get; }

    SendLimits Limits { get; }

    /// <summary>Which addresses rest together when one of them asks for a pause: all that have the same place.</summary>
    string PlaceOf(string address) => address;

    /// <summary>Sends once: by <see cref="OutboxSend.ReplyToken"/> where there is one, else by push with the key.
    /// Anything the channel may answer comes back as a <see cref="SendOutcome"/>; only our own bugs and cancellation throw.</summary>
    Task<SendOutcome> SendAsync(OutboxSend send, CancellationToken cancellationToken);
}
