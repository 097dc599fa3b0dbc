using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>One way out of the house. Implemented in bot/Channels, once per channel.</summary>
public interface IChannelSender
{
    /// <summary>The channel's name as in <see cref="OutboxMessage.Channel"/>.</summary>
    string Channel { get; }

    /// <summary>Sends once: by <see cref="OutboxMessage.ReplyToken"/> when <paramref name="byReply"/> says so, else by push with the id as retry key.
    /// Anything the channel may answer comes back as a <see cref="SendOutcome"/>; only our own bugs and cancellation throw.</summary>
    Task<SendOutcome> SendAsync(OutboxMessage message, bool byReply, CancellationToken cancellationToken);
}
