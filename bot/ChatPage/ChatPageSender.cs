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

    public Task<SendOutcome> SendAsync(OutboxMessage message, bool byReply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Task.FromResult(Send(message));
    }

    private SendOutcome Send(OutboxMessage message)
    {
        if (mailboxes.Find(message.Address) is not { } mailbox)
        {
            logger.PageGone(message.Id);
            return new SendOutcome.Refused("the chat page was closed");
        }

        try
        {
            mailbox.AddReplies(message.Id, ReplyContent.FromJson(message.Body), clock.GetUtcNow());
            return new SendOutcome.Accepted();
        }
        catch (JsonException problem)
        {
            // Written by another version of this program; trying again reads the same.
            logger.BodyUnreadable(message.Id, problem.Path);
            return new SendOutcome.Refused("the body is not a list of replies");
        }
    }
}
