using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>One call about to be made, for one message or for a multicast of equal ones.</summary>
/// <param name="Carried">Messages whose words travel in it.</param>
internal sealed record SendAttempt(IReadOnlyList<OutboxMessage> Messages, OutboxSend Send, IChannelSender Sender, IReadOnlyList<Bundled> Carried)
{
    public bool IsMulticast => Messages.Count > 1;

    /// <summary>The channel tells a second call from a first: after a crash it is simply made again.</summary>
    public bool IsRepeatable => Sender.Limits.HasRetryKey && Send.ReplyToken is null;

    public TryMade Made(double jitter) => new(Send.ReplyToken is not null, Sender.Limits.HasRetryKey, Messages.Count, jitter);

    public Urgency Urgency => Messages[0].Urgency;
}
