using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>How it came onto the screen.</summary>
public enum HeardHow
{
    Sent,

    /// <summary>In the place of what the message said before (PUT).</summary>
    Updated,

    Deleted,

    /// <summary>The answer to a press: only the presser sees it.</summary>
    InvokeAnswer,
}

/// <summary>One thing that appeared on a screen in Teams.</summary>
/// <param name="Id">The message's id; the same for its updates.</param>
/// <param name="Conversation">The conversation's id; with <c>;messageid=</c> in a channel's thread.</param>
/// <param name="Room">Name of the person, group or channel.</param>
/// <param name="OnlyFor">Name of the one reader; null is everybody in the room.</param>
public sealed record HeardActivity(string Id, string Conversation, string Room, DateTimeOffset At, JsonObject Json, HeardHow How, string? OnlyFor = null)
{
    /// <summary>The message this one answers, if it says so.</summary>
    public string ReplyToId => FakeJson.Text(Json["replyToId"]) ?? "";

    public string Text => FakeJson.Text(Json["text"]) ?? "";

    /// <summary>What a notification shows.</summary>
    public string Summary => FakeJson.Text(Json["summary"]) ?? "";

    public IReadOnlyList<JsonObject> Cards => Json["attachments"] is not JsonArray attachments ? [] :
        [.. attachments.Where(attachment => FakeJson.Text(attachment?["contentType"]) == ActivityRules.AdaptiveCard).Select(attachment => attachment!["content"]!.AsObject())];

    /// <summary>All words a person can read on it, a line each: the text, then each card's texts, facts and buttons.</summary>
    public string Words => string.Join('\n', new[] { Text }.Concat(Cards.SelectMany(Everything).SelectMany(WordsOf)).Concat(SuggestedActions.Select(action => $"（{FakeJson.Text(action["title"])}）"))
        .Where(words => words.Length > 0));

    /// <summary>Everything that can be pressed.</summary>
    public IReadOnlyList<JsonObject> Actions =>
        [.. Cards.SelectMany(Everything).Where(part => FakeJson.Text(part["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true), .. SuggestedActions];

    /// <summary>The first action with this title.</summary>
    public JsonObject Action(string title) => Actions.FirstOrDefault(action => FakeJson.Text(action["title"]) == title)
        ?? throw new InvalidOperationException($"Nothing here is titled 「{title}」; there are {string.Join(", ", Actions.Select(action => action["title"]))}.");

    public override string ToString() => $"[{How}] {Words}";

    private IEnumerable<JsonObject> SuggestedActions => Json["suggestedActions"]?["actions"] is JsonArray actions ? actions.OfType<JsonObject>() : [];

    private static IEnumerable<string> WordsOf(JsonObject part) => FakeJson.Text(part["type"]) switch
    {
        "TextBlock" or "TextRun" => [FakeJson.Text(part["text"]) ?? ""],
        "FactSet" => part["facts"]!.AsArray().Select(fact => $"{fact!["title"]} {fact["value"]}"),
        { } type when type.StartsWith("Action.", StringComparison.Ordinal) => [$"［{part["title"]}］"],
        _ => [],
    };

    /// <summary>Elements and actions of a card in reading order.</summary>
    internal static IEnumerable<JsonObject> Everything(JsonNode? node)
    {
        if (node is not JsonObject part)
        {
            yield break;
        }

        yield return part;
        string[] lists = ["body", "items", "columns", "rows", "cells", "inlines", "images", "actions"];
        IEnumerable<JsonNode?> inside = lists.SelectMany(name => part[name] as JsonArray ?? []).Concat([part["card"], part["selectAction"], part["inlineAction"]]);
        foreach (JsonObject deeper in inside.SelectMany(Everything))
        {
            yield return deeper;
        }
    }
}
