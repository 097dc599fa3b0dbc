using System.Text.Json.Nodes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>What an event must lead to, as the judge is told.</summary>
public enum Owed
{
    /// <summary>An answer that repeats the mark in the question.</summary>
    Marked,

    /// <summary>Some answer.</summary>
    Answer,

    /// <summary>The danger card; twice is allowed, never is not.</summary>
    Emergency,

    /// <summary>No answer at all.</summary>
    Silence,
}

/// <summary>Something a person did, to be posted once or more often.</summary>
/// <param name="Unsends">The id of the message it takes back; empty for other events.</param>
public sealed record StormEvent(SignedWebhook Webhook, Owed Owed, string Mark = "", string Unsends = "")
{
    /// <summary>The facts of it for the judge: ids, never words.</summary>
    public JsonObject Facts
    {
        get
        {
            JsonObject happened = Webhook.Events[0];
            JsonNode? source = happened["source"];
            return new JsonObject
            {
                ["id"] = happened["webhookEventId"]?.DeepClone(),
                ["to"] = (source?["groupId"] ?? source?["userId"])?.DeepClone(),
                ["token"] = happened["replyToken"]?.DeepClone() ?? "",
                ["message"] = happened["message"]?["id"]?.DeepClone() ?? "",
                ["owed"] = Owed.ToString().ToLowerInvariant(),
                ["mark"] = Mark,
                ["unsends"] = Unsends,
                ["leaves"] = happened["type"]?.GetValue<string>() == "unfollow",
            };
        }
    }

    public string MessageId => Webhook.Events[0]["message"]?["id"]?.GetValue<string>() ?? "";
}
