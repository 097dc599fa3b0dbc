using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Sends by reply (free), push, or multicast. Source: line-openapi, messaging-api.yml, operations replyMessage, pushMessage and multicast.</summary>
public sealed class LineSender(LineApi api, LineQuota quota, ILogger<LineSender> logger) : IChannelSender
{
    private const string ReplyPath = "/v2/bot/message/reply";
    private const string PushPath = "/v2/bot/message/push";
    private const string MulticastPath = "/v2/bot/message/multicast";

    public string Channel => LineEvents.Channel;

    /// <summary>LINE's own: 2,000 replies or pushes and 200 multicasts a second, 500 people a multicast. A little is kept in hand.</summary>
    public SendLimits Limits { get; } = new(HasRetryKey: true, MulticastMax: 500, PerSecond: 1_950, AtOnceMax: 192, MulticastPerSecond: 190);

    public async Task<SendOutcome> SendAsync(OutboxSend send, CancellationToken cancellationToken)
    {
        bool byReply = send.ReplyToken is not null;
        if (MessagesOf(send) is not { } messages)
        {
            return Refused(send, "the body cannot be read");
        }

        if (messages.Count is 0 or > LineMessages.PerCallMax)
        {
            return Refused(send, $"{messages.Count} messages in one row; LineMessages.Split cuts them before they are written");
        }

        (string path, JsonObject body) = byReply ? (ReplyPath, new JsonObject { ["replyToken"] = send.ReplyToken })
            : send.Addresses.Count == 1 ? (PushPath, new JsonObject { ["to"] = send.Addresses[0] })
            : (MulticastPath, new JsonObject { ["to"] = new JsonArray([.. send.Addresses.Select(address => (JsonNode)address)]) });
        body["messages"] = messages;
        LineAnswer answer = await api.CallAsync(HttpMethod.Post, path, body, byReply ? null : send.Key, cancellationToken);
        return await OutcomeAsync(send, answer, byReply, cancellationToken);
    }

    private async Task<SendOutcome> OutcomeAsync(OutboxSend send, LineAnswer answer, bool byReply, CancellationToken cancellationToken)
    {
        if (answer.Status == (int)HttpStatusCode.TooManyRequests && !LineOutcomes.IsRateLimit(answer) && await quota.RoomLackingAsync(answer, send.Addresses.Count, cancellationToken) is { } left)
        {
            return new SendOutcome.QuotaSpent(answer.Summary, left);
        }

        SendOutcome outcome = LineOutcomes.Of(answer, byReply);
        return outcome is SendOutcome.Refused refused ? Refused(send, refused.Problem) : outcome;
    }

    private SendOutcome.Refused Refused(OutboxSend send, string problem)
    {
        logger.MessageRefused(send.Key, problem);
        return new SendOutcome.Refused(problem);
    }

    private static JsonArray? MessagesOf(OutboxSend send)
    {
        try
        {
            IReadOnlyList<ReplyContent> contents = ReplyContent.FromJson(send.Body);
            return LineMessages.Render(send.IsResend ? ReplyContent.MarkResent(contents) : contents);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
