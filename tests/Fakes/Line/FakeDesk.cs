using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE's counters: which path does what. Source: line-openapi, messaging-api.yml and channel-access-token.yml.</summary>
internal static class FakeDesk
{
    public static FakeAnswer Serve(FakeLine line, FakeCall call)
    {
        string path = call.Path.Split('?')[0];
        if (call.Method == "POST" && path == "/oauth2/v3/token")
        {
            return Token(line, call);
        }

        string authorization = call.Header("authorization");
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !line.IsAccessToken(authorization[7..]))
        {
            return FakeAnswer.Problem(401, "Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.");
        }

        if (FakeRichMenus.Takes(path))
        {
            return line.RichMenus.Serve(line, call, path);
        }

        return call.Method == "GET" ? Get(line, path) : call.Method == "POST" ? Post(line, call, path) : FakeAnswer.Problem(405, "Method not allowed");
    }

    private static FakeAnswer Get(FakeLine line, string path) => path switch
    {
        "/v2/bot/info" => FakeAnswer.Ok(new JsonObject
        {
            ["userId"] = line.BotUserId, ["basicId"] = "@000fake", ["displayName"] = "デモ", ["chatMode"] = "bot", ["markAsReadMode"] = "auto",
        }),
        "/v2/bot/message/quota" => FakeAnswer.Ok(line.MonthlyLimit is { } limit
            ? new JsonObject { ["type"] = "limited", ["value"] = limit }
            : new JsonObject { ["type"] = "none" }),
        "/v2/bot/message/quota/consumption" => FakeAnswer.Ok(new JsonObject { ["totalUsage"] = line.MonthlyUsed }),
        _ when path.StartsWith("/v2/bot/profile/U", StringComparison.Ordinal) =>
            FakeAnswer.Ok(new JsonObject { ["userId"] = path[16..], ["displayName"] = "テスト 太郎", ["language"] = "ja" }),
        _ => FakeAnswer.Problem(404, "Not found"),
    };

    private static FakeAnswer Post(FakeLine line, FakeCall call, string path)
    {
        if (!call.Header("content-type").StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return FakeAnswer.Problem(415, "The content type, " + call.Header("content-type") + ", is not supported");
        }

        if (call.Body.Length > 2 * 1024 * 1024)
        {
            return FakeAnswer.Problem(413, "Payload too large");
        }

        if (BodyOf(call) is not { } body)
        {
            return FakeAnswer.Problem(400, "The request body could not be parsed as JSON (line: 1, column: 1)");
        }

        return path switch
        {
            "/v2/bot/message/reply" => FakePost.Reply(line, call, body),
            "/v2/bot/message/push" => FakePost.Push(line, call, body),
            "/v2/bot/message/multicast" => FakePost.Multicast(line, call, body),
            "/v2/bot/message/validate/reply" or "/v2/bot/message/validate/push" or "/v2/bot/message/validate/multicast" => FakePost.Validate(body),
            "/v2/bot/chat/loading/start" => Loading(line, body),
            _ => FakeAnswer.Problem(404, "Not found"),
        };
    }

    private static FakeAnswer Token(FakeLine line, FakeCall call)
    {
        Dictionary<string, string> form = Encoding.UTF8.GetString(call.Body).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
        bool isOurs = form.GetValueOrDefault("grant_type") == "client_credentials"
            && form.GetValueOrDefault("client_id") == line.ChannelId && form.GetValueOrDefault("client_secret") == line.ChannelSecret;
        return isOurs
            ? FakeAnswer.Ok(new JsonObject { ["token_type"] = "Bearer", ["access_token"] = line.IssueAccessToken(), ["expires_in"] = 899 })
            : new FakeAnswer(400, new JsonObject { ["error"] = "invalid_request", ["error_description"] = "invalid clientId or clientSecret" });
    }

    private static FakeAnswer Loading(FakeLine line, JsonObject body)
    {
        string chat = FakeJson.Text(body["chatId"]) ?? "";
        int seconds = FakeJson.Whole(body["loadingSeconds"]) ?? 20;
        if (!chat.StartsWith('U') || chat.Length != 33)
        {
            return FakeAnswer.Problem(400, "The value for the 'chatId' parameter is invalid");
        }

        if (seconds is < 5 or > 60 || seconds % 5 != 0)
        {
            return FakeAnswer.Problem(400, "The value for the 'loadingSeconds' parameter is invalid");
        }

        line.LoadingShown.Add(chat);
        return FakeAnswer.Ok(status: 202);
    }

    private static JsonObject? BodyOf(FakeCall call)
    {
        try
        {
            return JsonNode.Parse(call.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
