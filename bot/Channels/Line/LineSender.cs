using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Sends one outbox message by reply (free) or push. Source: line-openapi, messaging-api.yml, operations replyMessage and pushMessage.</summary>
public sealed class LineSender(LineApi api, LineQuota quota, ILogger<LineSender> logger) : IChannelSender
{
    private const string ReplyPath = "/v2/bot/message/reply";
    private const string PushPath = "/v2/bot/message/push";

    public string Channel => LineEvents.Channel;

    public async Task<SendOutcome> SendAsync(OutboxMessage message, bool byReply, CancellationToken cancellationToken)
    {
        if (byReply && string.IsNullOrEmpty(message.ReplyToken))
        {
            return new SendOutcome.ReplyTokenGone("no reply token");
        }

        if (MessagesOf(message) is not { } messages)
        {
            return Refused(message, "the body cannot be read");
        }

        if (messages.Count is 0 or > LineMessages.PerCallMax)
        {
            return Refused(message, $"{messages.Count} messages in one row; LineMessages.Split cuts them before they are written");
        }

        JsonObject body = byReply
            ? new JsonObject { ["replyToken"] = message.ReplyToken, ["messages"] = messages }
            : new JsonObject { ["to"] = message.Address, ["messages"] = messages };
        LineAnswer answer = await api.CallAsync(HttpMethod.Post, byReply ? ReplyPath : PushPath, body, byReply ? null : message.Id, cancellationToken);

        if (answer.Status == (int)HttpStatusCode.TooManyRequests && !LineOutcomes.IsRateLimit(answer) && await quota.IsSpentAsync(answer, cancellationToken))
        {
            return new SendOutcome.QuotaSpent(answer.Summary);
        }

        SendOutcome outcome = LineOutcomes.Of(answer, byReply);
        return outcome is SendOutcome.Refused refused ? Refused(message, refused.Problem) : outcome;
    }

    private SendOutcome.Refused Refused(OutboxMessage message, string problem)
    {
        logger.MessageRefused(message.Id, problem);
        return new SendOutcome.Refused(problem);
    }

    private static JsonArray? MessagesOf(OutboxMessage message)
    {
        try
        {
            return LineMessages.Render(ReplyContent.FromJson(message.Body));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
