using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>Teams' rules for activities a bot sends. Source: learn.microsoft.com, "Cards reference", "Format your bot messages", "Suggested actions"; microsoft/Agents activity schema.</summary>
internal static class ActivityRules
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    private static readonly string[] Formats = ["plain", "markdown", "xml"];

    private static readonly string[] ContentTypes =
    [
        AdaptiveCard, "application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.card.signin",
        "application/vnd.microsoft.card.oauth", "application/vnd.microsoft.card.receipt", "application/vnd.microsoft.teams.card.list",
        "application/vnd.microsoft.teams.card.o365connector", "application/vnd.microsoft.teams.card.file.consent", "application/vnd.microsoft.teams.card.file.info",
        "image/png", "image/jpeg", "image/gif",
    ];

    /// <returns>The first fault: its code (as Property) and what is wrong; null when Teams takes it.</returns>
    public static FakeFault? Check(JsonObject activity)
    {
        string text = FakeJson.Text(activity["text"]) ?? "";
        JsonArray attachments = activity["attachments"] as JsonArray ?? [];
        return FakeJson.Text(activity["type"]) != "message" ? Bad("BadSyntax", "Activity type is not supported: " + activity["type"])
            : text.Length == 0 && attachments.Count == 0 ? Bad("BadSyntax", "Activity has neither text nor attachments")
            : activity["textFormat"] is { } format && !Formats.Contains(FakeJson.Text(format)) ? Bad("BadArgument", "textFormat")
            : attachments.Select(Attachment).FirstOrDefault(fault => fault is not null)
            ?? Mentions(activity, text) ?? Suggested(activity, attachments);
    }

    private static FakeFault? Attachment(JsonNode? attachment)
    {
        string type = FakeJson.Text(attachment?["contentType"]) ?? "";
        if (!ContentTypes.Contains(type))
        {
            return Bad("BadArgument", $"Unknown attachment type {type}");
        }

        return type != AdaptiveCard ? null : attachment!["content"] is JsonObject card ? AdaptiveCardRules.Check(card) : Bad("BadArgument", "An Adaptive Card without content");
    }

    /// <summary>The words of a mention stand in the text, letter by letter.</summary>
    private static FakeFault? Mentions(JsonObject activity, string text)
    {
        IEnumerable<JsonNode?> mentions = (activity["entities"] as JsonArray ?? []).Where(entity => FakeJson.Text(entity?["type"]) == "mention");
        return mentions.All(mention => FakeJson.Text(mention!["mentioned"]?["id"]) is { Length: > 0 } && FakeJson.Text(mention["text"]) is { Length: > 0 } words && text.Contains(words, StringComparison.Ordinal))
            ? null : Bad("BadArgument", "Mention text is not in the message");
    }

    private static FakeFault? Suggested(JsonObject activity, JsonArray attachments)
    {
        if (activity["suggestedActions"] is null)
        {
            return null;
        }

        string[] types = ["imBack", "Action.Compose", "Action.Submit"];
        return activity["suggestedActions"]!["actions"] is not JsonArray { Count: > 0 } actions ? Bad("BadArgument", "suggestedActions without actions")
            : attachments.Count > 0 ? Bad("BadArgument", "suggestedActions with attachments")
            : actions.Any(action => !types.Contains(FakeJson.Text(action?["type"])) || string.IsNullOrWhiteSpace(FakeJson.Text(action!["title"]))) ? Bad("BadArgument", "suggestedActions of an unknown type or without a title")
            : null;
    }

    private static FakeFault Bad(string code, string message) => new(code, message);
}
