using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Draws a card as a Flex bubble. Source: messaging-api.yml, FlexBubble; limits: developers.line.biz, "Flex Message".
/// Texts carry <c>scaling</c>, so that they follow the letter size the person chose in LINE.</summary>
internal static class LineCards
{
    /// <summary>JSON of one bubble, in UTF-8.</summary>
    public const int BubbleBytesMax = 30_000;

    /// <summary>JSON of a whole carousel.</summary>
    public const int CarouselBytesMax = 50_000;

    public const int BubblesMax = 12;

    /// <summary>More than a thumb can tell apart.</summary>
    private const int ButtonsMax = 8;

    private const int RowsMax = 30;
    private const int TitleUnitsMax = 200;
    private const int RowUnitsMax = 1_000;

    /// <summary>LINE's own 20 px leaves 13 letters a line for a title; this leaves 14: 「すぐに119へ電話してください」.</summary>
    private const string Padding = "16px";

    /// <param name="bytes">Its JSON in UTF-8, with the comma that follows it in a carousel.</param>
    /// <returns>Null when no bubble of LINE's can hold the card; it is said in words then.</returns>
    public static JsonObject? Bubble(Card card, out int bytes)
    {
        bytes = 0;
        if (card.Rows.Count > RowsMax || card.Buttons.Count > ButtonsMax)
        {
            return null;
        }

        List<CardRow> rows = [.. card.Rows];
        List<JsonNode> buttons = [];
        foreach (CardButton button in card.Buttons)
        {
            // Flex has no location action; in words it is of no use.
            if (button.Action is not ReplyAction.ShareLocation && LineActions.Of(button.Label, button.Action, LineActions.ButtonLabelMax) is { } action)
            {
                buttons.Add(Button(action, button.IsPrimary, card.Tone));
            }
            else if (PlainText.InWords(button.Label, button.Action) is { Length: > 0 } words)
            {
                rows.Add(new CardRow("", words));
            }
        }

        JsonObject bubble = Assemble(card, rows, buttons);
        bytes = BytesOf(bubble) + 1;
        return bytes <= BubbleBytesMax ? bubble : null;
    }

    /// <summary>The card in plain words, for where a bubble cannot be.</summary>
    public static string InWords(Card card)
    {
        StringBuilder words = new();
        foreach (string line in new[] { card.Kicker, card.Title }.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            words.AppendLine(line);
        }

        foreach (CardRow row in card.Rows)
        {
            words.AppendLine(row.Label.Length > 0 ? $"{row.Label}：{row.Text}" : row.Text);
        }

        foreach (CardButton button in card.Buttons)
        {
            words.AppendLine(PlainText.InWords(button.Label, button.Action));
        }

        return words.Append(card.Footer).ToString().Trim();
    }

    public static int BytesOf(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(ChannelJson.WriteOptions));

    private static JsonObject Assemble(Card card, List<CardRow> rows, List<JsonNode> buttons)
    {
        JsonObject bubble = new() { ["type"] = "bubble" };
        List<JsonNode> body = [];
        if (card.Tone == CardTone.Plain)
        {
            body.AddRange(Head(card, CardColours.Faint, CardColours.Ink));
        }
        else
        {
            JsonObject header = Column(Head(card, CardColours.OnGround, CardColours.OnGround), "sm");
            header["backgroundColor"] = CardColours.GroundOf(card.Tone);
            header["paddingAll"] = Padding;
            bubble["header"] = header;
        }

        body.AddRange(rows.Where(row => !string.IsNullOrWhiteSpace(row.Text)).Select(Row));
        if (!string.IsNullOrWhiteSpace(card.Footer))
        {
            body.Add(Text(ChannelText.FitUnits(card.Footer, RowUnitsMax), CardColours.Faint, "sm"));
        }

        // A body must not be empty, nor may a bubble be all header.
        JsonObject column = Column(body.Count > 0 ? body : Head(card, CardColours.Faint, CardColours.Ink), "md");
        column["paddingAll"] = Padding;
        bubble["body"] = column;
        if (buttons.Count > 0)
        {
            bubble["footer"] = Column(buttons, "sm");
        }

        return bubble;
    }

    private static List<JsonNode> Head(Card card, string kickerColour, string titleColour)
    {
        List<JsonNode> head = [];
        if (!string.IsNullOrWhiteSpace(card.Kicker))
        {
            head.Add(Text(ChannelText.FitUnits(card.Kicker, TitleUnitsMax), kickerColour, "sm"));
        }

        JsonObject title = Text(string.IsNullOrWhiteSpace(card.Title) ? "（名前なし）" : ChannelText.FitUnits(card.Title, TitleUnitsMax), titleColour, "lg");
        title["weight"] = "bold";
        head.Add(title);
        return head;
    }

    private static JsonNode Row(CardRow row)
    {
        JsonObject words = Text(ChannelText.FitUnits(row.Text, RowUnitsMax), CardColours.Of(row.Tone), "md");
        if (row.Tone is RowTone.Good or RowTone.Bad)
        {
            words["weight"] = "bold";
        }

        if (string.IsNullOrWhiteSpace(row.Label))
        {
            return words;
        }

        JsonObject label = Text(ChannelText.FitUnits(row.Label, TitleUnitsMax), CardColours.Faint, "sm");
        label["flex"] = 1; // Six letters of a label in one line: 専門職の連絡.
        words["flex"] = 2;
        return new JsonObject { ["type"] = "box", ["layout"] = "baseline", ["spacing"] = "sm", ["contents"] = new JsonArray(label, words) };
    }

    private static JsonObject Button(JsonObject action, bool isPrimary, CardTone tone) => new()
    {
        ["type"] = "button",
        ["style"] = isPrimary ? "primary" : "secondary",
        ["color"] = isPrimary ? CardColours.ButtonOf(tone) : CardColours.QuietButton,
        ["action"] = action,
        ["adjustMode"] = "shrink-to-fit",
        ["scaling"] = true,
    };

    private static JsonObject Column(List<JsonNode> contents, string spacing) =>
        new() { ["type"] = "box", ["layout"] = "vertical", ["spacing"] = spacing, ["contents"] = new JsonArray([.. contents]) };

    private static JsonObject Text(string text, string colour, string size) =>
        new() { ["type"] = "text", ["text"] = text, ["color"] = colour, ["size"] = size, ["wrap"] = true, ["scaling"] = true };
}
