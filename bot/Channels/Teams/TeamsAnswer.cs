using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What the connector answered to one call.</summary>
/// <param name="Status">HTTP status; 0 with a fault.</param>
/// <param name="Code">The connector's error code, such as <c>ConversationNotFound</c>; empty when there is none.</param>
/// <param name="Id">Id of the activity or conversation that was made; empty when it was not told, which happens on success too.</param>
public sealed partial record TeamsAnswer(int Status, string Code, string Id, TimeSpan? RetryAfter, CallFault Fault, string Problem)
{
    /// <summary>Codes that are also met inside the message, where a service behind the connector has put its own answer as a string.</summary>
    private static readonly string[] KnownCodes =
    [
        "MessageWritesBlocked", "ConversationBlockedByUser", "BotNotInConversationRoster", "ForbiddenOperationException", "BotDisabledByAdmin",
        "NotEnoughPermissions", "InvalidBotApiHost", "ActivityNotFoundInConversation", "ConversationNotFound",
    ];

    public bool IsSuccess => Fault == CallFault.None && Status is >= 200 and < 300;

    /// <summary>Status and code: enough to look into it, and no word of the message.</summary>
    public string Summary => Fault == CallFault.None ? $"{Status} {Code}".TrimEnd() : $"{Fault}: {Problem}";

    public static TeamsAnswer Failed(CallFault fault, string problem) => new(0, "", "", null, fault, problem);

    public static TeamsAnswer Of(HttpResponseMessage response, string body, DateTimeOffset now)
    {
        (string code, string id) = Read(body, response.IsSuccessStatusCode);
        return new TeamsAnswer((int)response.StatusCode, code, id, ChannelHttp.WishOf(response, now), CallFault.None, "");
    }

    /// <summary>Errors come as <c>{error:{code,message}}</c>, <c>{message}</c> or <c>{errorCode,message}</c>.</summary>
    private static (string Code, string Id) Read(string body, bool isSuccess)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
            JsonElement root = document.RootElement;
            if (isSuccess)
            {
                return ("", ChannelJson.Id(root, "id", TeamsActivities.AddressUnitsMax) ?? "");
            }

            JsonElement? error = ChannelJson.Object(root, "error") ?? (root.ValueKind == JsonValueKind.Object ? root : null);
            string message = ChannelJson.Text(error, "message") ?? "";
            string code = ChannelJson.Text(error, "code") ?? "";
            return (Array.Find(KnownCodes, known => code != known && message.Contains(known, StringComparison.Ordinal)) ?? (CodeName().IsMatch(code) ? code : ""), "");
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.]{1,60}$")]
    private static partial Regex CodeName();
}
