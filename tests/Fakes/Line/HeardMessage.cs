using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>One message object as it arrived on a phone.</summary>
/// <param name="To">LINE id of the user, group or room.</param>
/// <param name="RetryKey">Empty for replies.</param>
public sealed record HeardMessage(string Id, string To, DateTimeOffset At, JsonObject Json, string RequestId, string RetryKey, bool ByReply)
{
    public string Type => Json["type"]?.GetValue<string>() ?? "";

    /// <summary>All words a person can read on it, a line each: text, or a card's texts and button labels.</summary>
    public string Words => string.Join('\n', Type == "text" ? [Json["text"]!.GetValue<string>()] : TextsIn(Json["contents"]));

    public string AltText => Json["altText"]?.GetValue<string>() ?? "";

    /// <summary>Cards in it; 0 for a text.</summary>
    public int Cards => Json["contents"] is not JsonObject contents ? 0 : contents["contents"] is JsonArray bubbles ? bubbles.Count : 1;

    public IReadOnlyList<string> QuickReplies => [.. QuickReplyActions.Select(action => action["label"]!.GetValue<string>())];

    /// <summary>Everything that can be pressed: buttons of its cards, then quick replies.</summary>
    public IReadOnlyList<JsonObject> Actions => [.. ActionsIn(Json["contents"]), .. QuickReplyActions];

    /// <summary>The first action with this label.</summary>
    public JsonObject Action(string label) => Actions.FirstOrDefault(action => action["label"]?.GetValue<string>() == label)
        ?? throw new InvalidOperationException($"Nothing here is labelled 「{label}」; there are {string.Join(", ", Actions.Select(action => action["label"]))}.");

    public override string ToString() => $"[{Type}] {Words}";

    private IEnumerable<JsonObject> QuickReplyActions =>
        Json["quickReply"]?["items"] is JsonArray items ? items.Select(item => item!["action"]!.AsObject()) : [];

    private static IEnumerable<string> TextsIn(JsonNode? node) => Everything(node).SelectMany(part => part["type"]?.GetValue<string>() switch
    {
        "text" => [part["text"]?.GetValue<string>() ?? ""],
        "button" => ["［" + part["action"]?["label"]?.GetValue<string>() + "］"],
        _ => Array.Empty<string>(),
    });

    private static IEnumerable<JsonObject> ActionsIn(JsonNode? node) =>
        Everything(node).Where(part => part["type"]?.GetValue<string>() == "button").Select(part => part["action"]!.AsObject());

    /// <summary>Components of a Flex container in reading order.</summary>
    private static IEnumerable<JsonObject> Everything(JsonNode? node)
    {
        if (node is not JsonObject part)
        {
            yield break;
        }

        yield return part;
        string[] children = ["header", "hero", "body", "footer"];
        IEnumerable<JsonNode?> inside = children.Select(name => part[name]).Concat(part["contents"] as JsonArray ?? []);
        foreach (JsonObject deeper in inside.SelectMany(Everything))
        {
            yield return deeper;
        }
    }
}
