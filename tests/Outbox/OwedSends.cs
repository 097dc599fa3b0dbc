using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>One message as one try, without the outbox around it.</summary>
internal static class OwedSends
{
    public static Task<SendOutcome> SendAsync(this IChannelSender sender, OutboxMessage message, bool byReply, CancellationToken cancellationToken) =>
        sender.SendAsync(Of(message, byReply), cancellationToken);

    public static OutboxSend Of(OutboxMessage message, bool byReply) => new()
    {
        Key = message.Id,
        Channel = message.Channel,
        Addresses = [message.Address],
        Body = message.Body,
        Urgency = message.Urgency,
        ReplyToken = byReply ? message.ReplyToken ?? "" : null,
    };
}
