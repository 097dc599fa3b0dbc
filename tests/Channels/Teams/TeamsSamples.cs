using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Small activities a bot may send, for tests of the stand-in and the judges.</summary>
internal static class TeamsSamples
{
    /// <summary>Japanese as it is, not as escapes.</summary>
    public static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain" };

    public static JsonObject Message(JsonObject card) => new()
    {
        ["type"] = "message", ["summary"] = "お知らせ",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
    };

    public static JsonObject Card(string title, params JsonObject[] actions)
    {
        JsonObject card = new()
        {
            ["type"] = "AdaptiveCard", ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["version"] = "1.5", ["fallbackText"] = title,
            ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = title, ["wrap"] = true }),
        };
        if (actions.Length > 0)
        {
            card["actions"] = new JsonArray([.. actions]);
        }

        return card;
    }

    public static JsonObject Execute(string title, string verb) =>
        new() { ["type"] = "Action.Execute", ["title"] = title, ["verb"] = verb, ["data"] = new JsonObject { ["id"] = "a-1" } };
}
