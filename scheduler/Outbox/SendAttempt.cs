using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>One call about to be made, for one message or for a multicast of equal ones.</summary>
internal sealed record SendAttempt(IReadOnlyList<OutboxMessage> Messages, OutboxSend Send, IChannelSender Sender)
{
    public bool IsMulticast => Messages.Count > 1;

    public TryMade Made(double jitter) => new(Send.ReplyToken is not null, Sender.Limits.HasRetryKey, Messages.Count, jitter);

    public Urgency Urgency => Messages[0].Urgency;
}
