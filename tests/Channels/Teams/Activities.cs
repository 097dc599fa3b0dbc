using System.Text.Json.Nodes;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Activities as Teams writes them, made by hand.</summary>
internal static class Activities
{
    public const string BotId = "28:" + StubTeams.AppId;
    public const string Sato = "29:sato";
    public const string Personal = "a:sato-and-bot";
    public const string Group = "19:group@thread.v2";
    public const string Channel = "19:channel@thread.tacv2;messageid=1700000000000";

    public static JsonObject Of(string type, string conversation = Personal, string id = "1700000000001") => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = "2026-04-01T13:00:00.123Z",
        ["channelId"] = "msteams",
        ["serviceUrl"] = StubTeams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = Sato, ["name"] = "佐藤", ["aadObjectId"] = "00000000-0000-0000-0000-0000000000aa" },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "在宅ボット" },
        ["conversation"] = new JsonObject
        {
            ["id"] = conversation, ["tenantId"] = "tenant-1",
            ["conversationType"] = conversation == Personal ? "personal" : conversation == Group ? "groupChat" : "channel",
        },
    };

    public static JsonObject Says(string text, string conversation = Personal, string id = "1700000000001", bool mentioning = false)
    {
        JsonObject activity = Of("message", conversation, id);
        activity["text"] = mentioning ? $"<at>在宅ボット</at>\u00A0{text}\n" : text;
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>…</p>" });
        if (mentioning)
        {
            activity["entities"] = new JsonArray(
                new JsonObject { ["type"] = "clientInfo", ["locale"] = "ja-JP" },
                new JsonObject { ["type"] = "mention", ["text"] = "<at>在宅ボット</at>", ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "在宅ボット" } });
        }

        return activity;
    }

    public static JsonObject Presses(JsonObject data, string conversation = Personal, string id = "1700000000002", string pressed = "m1")
    {
        JsonObject activity = Of("invoke", conversation, id);
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = pressed;
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = data }, ["trigger"] = "manual",
        };
        return activity;
    }

    public static JsonObject Submits(JsonObject value, string conversation = Personal, string id = "1700000000003")
    {
        JsonObject activity = Of("message", conversation, id);
        activity["value"] = value;
        activity["replyToId"] = "m1";
        return activity;
    }
}
