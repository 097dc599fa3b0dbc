using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Handing requests to the bot, and what Teams does with its answers.</summary>
public sealed partial class FakeTeams
{
    private static readonly string[] CardAnswers = ["application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"];
    private static readonly TimeSpan TokenAgeMax = TimeSpan.FromMinutes(5);
    private (string ServiceUrl, string KeyId, DateTimeOffset At, string Token)? _token;

    /// <summary>Posts it to the bot as Teams does. The answer to an invoke appears on the presser's screen.</summary>
    /// <param name="bot">A client whose base address is the bot's.</param>
    /// <returns>The status, and the body as it came.</returns>
    public async Task<(int Status, string Body)> PostAsync(HttpClient bot, TeamsRequest request, string path = "/api/messages", CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage post = request.ToRequest(path);
        using HttpResponseMessage response = await bot.SendAsync(post, cancellationToken);
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (request.IsInvoke && (int)response.StatusCode == 200)
        {
            Shows(request, body);
        }

        return ((int)response.StatusCode, body);
    }

    /// <summary>What Teams shows for the answer to an <c>adaptiveCard/action</c>: the new card, or the words.</summary>
    /// <returns>Null where the answer says nothing to show (an error, another invoke).</returns>
    /// <exception cref="InvalidOperationException">Teams could not read the answer: the person sees 「問題が発生しました」.</exception>
    public HeardActivity? Shows(TeamsRequest request, string body)
    {
        if (FakeJson.Text(request.Activity["name"]) != "adaptiveCard/action")
        {
            return null;
        }

        JsonObject answer = ParseAnswer(body);
        string type = FakeJson.Text(answer["type"]) ?? "";
        int status = FakeJson.Whole(answer["statusCode"]) ?? throw new InvalidOperationException($"No statusCode in the answer to an invoke: {body}");
        if (status != 200)
        {
            return type.StartsWith("application/vnd.microsoft.", StringComparison.Ordinal) ? null : throw new InvalidOperationException($"An answer of no known type: {body}");
        }

        if (!CardAnswers.Contains(type) || answer["value"] is not { } value)
        {
            throw new InvalidOperationException($"An answer of no known type: {body}");
        }

        JsonObject shown = type == CardAnswers[1] ? new() { ["type"] = "message", ["text"] = value.DeepClone() } : CardMessage(value);
        return Locked(() => AppearsFor(request, shown));
    }

    private static JsonObject CardMessage(JsonNode card)
    {
        JsonObject message = new()
        {
            ["type"] = "message", ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = ActivityRules.AdaptiveCard, ["content"] = card.DeepClone() }),
        };
        return ActivityRules.Check(message) is { } fault ? throw new InvalidOperationException($"A card Teams does not show: {fault.Message}") : message;
    }

    private static JsonObject ParseAnswer(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new InvalidOperationException($"The answer to an invoke is no object: {body}");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"The answer to an invoke is no JSON: {body}", exception);
        }
    }

    private HeardActivity AppearsFor(TeamsRequest request, JsonObject shown)
    {
        string conversation = FakeJson.Text(request.Activity["conversation"]?["id"]) ?? "";
        string name = FakeJson.Text(request.Activity["from"]?["name"]) ?? "";
        TeamsRoom room = _rooms.Values.First(room => room.Id == conversation.Split(';')[0]);
        HeardActivity heard = new(FakeJson.Text(request.Activity["replyToId"]) ?? "", conversation, room.Name, Now, shown, HeardHow.InvokeAnswer, name);
        Appears(heard);
        return heard;
    }

    /// <summary>As in life a token serves for many activities.</summary>
    private string TokenFor(string serviceUrl) => Locked(() =>
    {
        if (_token is not { } kept || kept.ServiceUrl != serviceUrl || kept.KeyId != Identity.Current.KeyId || Now < kept.At || Now - kept.At > TokenAgeMax)
        {
            _token = kept = (serviceUrl, Identity.Current.KeyId, Now, TeamsTokens.Make(TeamsTokens.Good(this, serviceUrl)));
        }

        return kept.Token;
    });
}
