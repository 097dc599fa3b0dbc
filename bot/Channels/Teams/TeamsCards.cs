using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Draws what we say as Adaptive Cards 1.5. No tables (phones lag behind), every text wraps, meaning never by colour alone.
/// Source: adaptivecards.io, and learn.microsoft.com/microsoftteams, "Types of cards".</summary>
internal static class TeamsCards
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    private const int TitleUnitsMax = 200;
    private const int RowUnitsMax = 1_000;
    private const int FallbackUnitsMax = 300;

    /// <param name="blocks">Containers and texts, in order.</param>
    /// <param name="fallback">For a client that cannot draw the card.</param>
    public static JsonObject Card(IEnumerable<JsonObject> blocks, string fallback) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["fallbackText"] = ChannelText.FitUnits(string.IsNullOrWhiteSpace(fallback) ? "カードを表示できません。" : fallback, FallbackUnitsMax),
        ["body"] = new JsonArray([.. blocks]),
        ["msteams"] = new JsonObject { ["width"] = "Full" },
    };

    /// <summary>Shown where a pressed button stood, until the answer takes its place.</summary>
    public static JsonObject Received() =>
        Card([Text("受付中です。", "Medium", "Bolder"), Text("できしだい、ここに表示します。")], "受付中です。できしだい表示します。");

    /// <summary>Words of a message, as a block of a card.</summary>
    public static JsonObject Words(string text) => Text(TeamsText.Plain(text, int.MaxValue));

    /// <summary>One card of ours as one block, its buttons inside.</summary>
    public static JsonObject Block(Card card, TeamsActions actions)
    {
        List<CardRow> rows = [.. card.Rows];
        List<JsonObject> buttons = [];
        foreach (CardButton button in card.Buttons)
        {
            if (actions.Of(button.Label, button.Action, button.IsPrimary, card.Tone) is { } action)
            {
                buttons.Add(action);
            }
            else if (PlainText.InWords(button.Label, button.Action) is { Length: > 0 } words)
            {
                rows.Add(new CardRow("", words));
            }
        }

        List<JsonObject> items = card.Tone == CardTone.Plain ? [.. Head(card)] : [Banner(card)];
        items.AddRange(rows.Where(row => !string.IsNullOrWhiteSpace(row.Text)).Select(Row));
        if (!string.IsNullOrWhiteSpace(card.Footer))
        {
            items.Add(Faint(Text(TeamsText.Plain(card.Footer, RowUnitsMax), "Small")));
        }

        items.AddRange(TeamsActions.Sets(buttons));
        return Container(items);
    }

    private static IEnumerable<JsonObject> Head(Card card)
    {
        if (!string.IsNullOrWhiteSpace(card.Kicker))
        {
            yield return Faint(Text(TeamsText.Plain(card.Kicker, TitleUnitsMax), "Small"));
        }

        JsonObject title = Text(string.IsNullOrWhiteSpace(card.Title) ? "（名前なし）" : TeamsText.Plain(card.Title, TitleUnitsMax), "Large", "Bolder");
        title["style"] = "heading";
        title["spacing"] = "None";
        yield return title;
    }

    /// <summary>The head on a coloured ground. Teams chooses the shades, in dark mode and high contrast too.</summary>
    private static JsonObject Banner(Card card)
    {
        JsonObject banner = Container([.. Head(card)]);
        foreach (JsonNode? text in banner["items"]!.AsArray())
        {
            text!.AsObject().Remove("isSubtle");
        }

        banner["style"] = card.Tone == CardTone.Danger ? "attention" : "accent";
        banner["bleed"] = true;
        return banner;
    }

    private static JsonObject Row(CardRow row)
    {
        JsonObject words = Toned(Text(TeamsText.Plain(row.Text, RowUnitsMax)), row.Tone);
        if (string.IsNullOrWhiteSpace(row.Label))
        {
            return words;
        }

        JsonObject label = Faint(Text(TeamsText.Plain(row.Label, TitleUnitsMax)));
        return new JsonObject { ["type"] = "ColumnSet", ["spacing"] = "Small", ["columns"] = new JsonArray(Column(label, 2), Column(words, 5)) };
    }

    private static JsonObject Column(JsonObject item, int width) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray(item) };

    private static JsonObject Toned(JsonObject text, RowTone tone)
    {
        string? colour = tone switch { RowTone.Good => "Good", RowTone.Unsure => "Warning", RowTone.Bad => "Attention", _ => null };
        if (colour is not null)
        {
            text["color"] = colour;
        }

        if (tone is RowTone.Good or RowTone.Bad)
        {
            text["weight"] = "Bolder";
        }

        return tone == RowTone.Faint ? Faint(text) : text;
    }

    private static JsonObject Container(List<JsonObject> items) => new() { ["type"] = "Container", ["items"] = new JsonArray([.. items]) };

    private static JsonObject Faint(JsonObject text)
    {
        text["isSubtle"] = true;
        return text;
    }

    private static JsonObject Text(string text, string? size = null, string? weight = null)
    {
        JsonObject block = new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
        if (size is not null)
        {
            block["size"] = size;
        }

        if (weight is not null)
        {
            block["weight"] = weight;
        }

        return block;
    }
}
