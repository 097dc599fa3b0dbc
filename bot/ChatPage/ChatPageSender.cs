using System.Text.Json;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Puts messages into the mailbox of an open chat page. A repeated message is accepted and adds nothing.</summary>
public sealed class ChatPageSender(ChatMailboxes mailboxes, TimeProvider clock, ILogger<ChatPageSender> logger) : IChannelSender
{
    public const string ChannelName = "chat";

    public string Channel => ChannelName;

    /// <summary>The page is on this machine: a second message under the same key adds nothing.</summary>
    public SendLimits Limits { get; } = new(HasRetryKey: true, MulticastMax: 1, PerSecond: 10_000, AtOnceMax: 8);

    public Task<SendOutcome> SendAsync(OutboxSend send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        return Task.FromResult(Send(send));
    }

    private SendOutcome Send(OutboxSend message)
    {
        if (mailboxes.Find(message.Addresses[0]) is not { } mailbox)
        {
            logger.PageGone(message.Key);
            return new SendOutcome.Refused("the chat page was closed", IsRecipientGone: true);
        }

        try
        {
            mailbox.AddReplies(message.Key, ReplyContent.FromJson(message.Body), clock.GetUtcNow());
            return new SendOutcome.Accepted();
        }
        catch (JsonException problem)
        {
            // Written by another version of this program; trying again reads the same.
            logger.BodyUnreadable(message.Key, problem.Path);
            return new SendOutcome.Refused("the body is not a list of replies");
        }
    }
}
