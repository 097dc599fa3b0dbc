using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>The Bot Connector's counters: which path does what, and who may not. Source: bot-docs, "Bot Connector API reference";
/// learn.microsoft.com, "Status codes from bot conversational APIs".</summary>
internal static class FakeConnector
{
    /// <summary>About 100 KB for the whole message counted as UTF-16. Source: learn.microsoft.com, "Format your bot messages".</summary>
    private const int MessageBytesMax = 100 * 1024;

    public static FakeAnswer Serve(FakeTeams teams, FakeCall call)
    {
        string authorization = call.Header("authorization");
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !teams.Identity.IsAccessToken(authorization[7..]))
        {
            return TeamsWeather.Unauthorized();
        }

        string[] parts = PartsOf(teams, call);
        if (!teams.IsWithinTenantRate(out TimeSpan wait))
        {
            return TeamsWeather.Throttled(wait);
        }

        return (call.Method, parts) switch
        {
            ("POST", ["conversations"]) => WithBody(call, body => ConnectorRooms.Create(teams, body)),
            ("POST", ["conversations", _, "activities"]) => InRoom(teams, call, room => WithBody(call, body => ConnectorPosts.Send(teams, room, parts[1], body))),
            ("POST", ["conversations", _, "activities", _]) => InRoom(teams, call, room => WithBody(call, body =>
            {
                body["replyToId"] ??= parts[3];
                return ConnectorPosts.Send(teams, room, parts[1], body);
            })),
            ("PUT", ["conversations", _, "activities", _]) => InRoom(teams, call, room => WithBody(call, body => ConnectorPosts.Update(teams, room, parts[3], body))),
            ("DELETE", ["conversations", _, "activities", _]) => InRoom(teams, call, room => ConnectorPosts.Delete(teams, room, parts[3])),
            ("GET", ["conversations", _, "pagedmembers"]) => InRoom(teams, call, room => ConnectorRooms.Page(teams, room, call)),
            ("GET", ["conversations", _, "members"]) => InRoom(teams, call, room => ConnectorRooms.All(teams, room)),
            ("GET", ["conversations", _, "members", _]) => InRoom(teams, call, room => ConnectorRooms.One(teams, room, parts[3])),
            (_, ["conversations", ..]) => TeamsWeather.Problem(405, "MethodNotAllowed", "The requested resource does not support this method."),
            _ => TeamsWeather.Problem(404, "NotFound", "No such resource."),
        };
    }

    /// <summary>The room a call names; null when there is none of this id.</summary>
    public static TeamsRoom? RoomOf(FakeTeams teams, FakeCall call)
    {
        string[] parts = PartsOf(teams, call);
        return parts is not ["conversations", string id, ..] ? null : teams.Rooms.FirstOrDefault(room => room.Id == id.Split(';')[0]);
    }

    /// <summary>What comes below <c>{serviceUrl}v3/</c>, decoded; empty when the path is not below it.</summary>
    private static string[] PartsOf(FakeTeams teams, FakeCall call)
    {
        string root = new Uri(teams.ServiceUrl).AbsolutePath.TrimEnd('/') + "/v3/";
        string path = call.Path.Split('?')[0];
        return path.StartsWith(root, StringComparison.Ordinal) ? [.. path[root.Length..].Split('/').Select(Uri.UnescapeDataString)] : [];
    }

    private static FakeAnswer InRoom(FakeTeams teams, FakeCall call, Func<TeamsRoom, FakeAnswer> act)
    {
        if (RoomOf(teams, call) is not { } room)
        {
            return TeamsWeather.Problem(404, "ConversationNotFound", "Conversation not found.");
        }

        bool isRead = call.Method == "GET";
        SlidingWindows rate = isRead ? room.Reads : room.Sends;
        return teams.HasRates && rate.TryTake(teams.Now) is { } wait ? TeamsWeather.Throttled(wait) : Barred(teams, room) ?? act(room);
    }

    /// <summary>Why nothing may be said in this room; null when it may.</summary>
    private static FakeAnswer? Barred(FakeTeams teams, TeamsRoom room) => room.Kind != "personal"
        ? room.HasBot ? null : TeamsWeather.Problem(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
        : teams.StandingOf(room.Name) switch
        {
            TeamsStanding.Installed => null,
            TeamsStanding.Blocked => TeamsWeather.Problem(403, "ConversationBlockedByUser", "User blocked the conversation with the bot."),
            TeamsStanding.WritesBlocked => new FakeAnswer(403, new JsonObject
            {
                ["errorCode"] = 209,
                ["message"] = "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is not writable.\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}",
            }),
            TeamsStanding.DisabledByAdmin => TeamsWeather.Problem(403, "BotDisabledByAdmin", "The tenant admin disabled this bot."),
            TeamsStanding.Uninstalled => TeamsWeather.Problem(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
            _ => TeamsWeather.Problem(403, "ForbiddenOperationException", "The bot is not installed in user's personal scope."),
        };

    private static FakeAnswer WithBody(FakeCall call, Func<JsonObject, FakeAnswer> act)
    {
        if (!call.Header("content-type").StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return TeamsWeather.Problem(415, "UnsupportedMediaType", "Unsupported media type.");
        }

        JsonObject? body;
        try
        {
            body = JsonNode.Parse(call.Body) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        return body is null ? TeamsWeather.Problem(400, "BadSyntax", "Invalid JSON in the request.")
            : Encoding.UTF8.GetCharCount(call.Body) * 2 > MessageBytesMax ? TeamsWeather.Problem(413, "MessageSizeTooBig", "Message size too large.")
            : act(body);
    }
}
