using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Answers a pressed button within two seconds: with the new card if the turn is done by then, else 「受付中」, and the card is updated later.
/// The event is on disk before either. Source: learn.microsoft.com/adaptive-cards, "Universal Action Model".</summary>
public sealed class TeamsInvokes(TeamsKeeping keeping, InvokeDesk desk, TimeProvider clock)
{
    /// <summary>After it Teams may show an error, though it waits longer; a tenth is kept in hand for the line.</summary>
    internal static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(1_900);

    private static readonly TimeSpan ReplyLife = TimeSpan.FromSeconds(2);

    public async Task<IResult> AnswerAsync(HttpContext http, TeamsActivity activity)
    {
        long started = Stopwatch.GetTimestamp();
        if (!activity.IsCardAction)
        {
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }

        if (activity.Event is not { } pressed)
        {
            return Answer(400, "application/vnd.microsoft.error", new JsonObject { ["code"] = "BadRequest", ["message"] = "このボタンは使えません。文字で送ってください。" });
        }

        string id = pressed.EventId;
        bool isOpenAlready = desk.IsOpen(id);
        InvokeDesk.Waiting waiting = desk.Open(id);
        http.Response.OnCompleted(() =>
        {
            desk.Close(id, waiting);
            return Task.CompletedTask;
        });
        ChannelEvent withToken = pressed with { ReplyToken = InvokeDesk.TokenPrefix + id, ReplyTokenExpiresAt = clock.GetUtcNow() + ReplyLife };
        return await keeping.KeepAsync(activity with { Event = withToken }) switch
        {
            null => TeamsWebhook.Busy(),
            0 when !isOpenAlready => Answer(200, "application/vnd.microsoft.activity.message", "このボタンは、もう受け付けています。"),
            _ => CardAnswer(await waiting.CardAsync(AnswerWithin - Stopwatch.GetElapsedTime(started))),
        };
    }

    private static IResult CardAnswer(string? card) =>
        Answer(200, TeamsCards.ContentType, card is null ? TeamsCards.Received() : JsonNode.Parse(card));

    private static IResult Answer(int status, string type, JsonNode? value) =>
        Results.Text(
            new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value }.ToJsonString(ChannelJson.WriteOptions), "application/json", Encoding.UTF8);
}
