using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What we say, as LINE's message objects; and how much of it fits one call. Source: messaging-api.yml, Message.</summary>
public static class LineMessages
{
    /// <summary>Message objects of one reply or push; they count as one message of the quota.</summary>
    public const int PerCallMax = 5;

    /// <summary>UTF-16 units of one text message.</summary>
    private const int TextUnitsMax = 5_000;

    private const int AltTextUnitsMax = 1_500;

    /// <summary>Cuts what is said into rows of the outbox, each fit for one call: long texts in parts, wide carousels in several.
    /// Quick replies go to the very last message, since LINE shows those of the last one only. Empty texts are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<ReplyContent>> Split(IReadOnlyList<ReplyContent> contents)
    {
        List<ReplyContent> pieces = [.. contents.SelectMany(Pieces).Select(piece => piece.Content with { QuickReplies = [] })];
        if (pieces.Count > 0)
        {
            pieces[^1] = pieces[^1] with { QuickReplies = LastQuickReplies(contents) };
        }

        return [.. pieces.Chunk(PerCallMax)];
    }

    /// <summary>The message objects of one call. More than <see cref="PerCallMax"/> come back if <see cref="Split"/> was not used before.</summary>
    public static JsonArray Render(IReadOnlyList<ReplyContent> contents)
    {
        List<JsonObject> messages = [.. contents.SelectMany(Pieces).Select(piece => piece.Message)];
        JsonArray items = [.. LastQuickReplies(contents).Take(ReplyContent.QuickRepliesMax).Select(QuickReplyItem).OfType<JsonNode>()];
        if (messages.Count > 0 && items.Count > 0)
        {
            messages[^1]["quickReply"] = new JsonObject { ["items"] = items };
        }

        return [.. messages];
    }

    private static IReadOnlyList<QuickReply> LastQuickReplies(IReadOnlyList<ReplyContent> contents) =>
        contents.LastOrDefault(content => content.QuickReplies.Count > 0)?.QuickReplies ?? [];

    /// <summary>Each piece is exactly one message object, and stays one when it is rendered again.</summary>
    private static IEnumerable<(ReplyContent Content, JsonObject Message)> Pieces(ReplyContent content) => content switch
    {
        TextReply text => TextPieces(text.Text),
        CardReply cards => CardPieces(cards),
        _ => throw new InvalidOperationException($"Reply content {content.GetType().Name} has no form on LINE."),
    };

    private static IEnumerable<(ReplyContent, JsonObject)> TextPieces(string text) =>
        ChannelText.Split(text, TextUnitsMax).Select(part => ((ReplyContent)new TextReply(part), new JsonObject { ["type"] = "text", ["text"] = part }));

    private static IEnumerable<(ReplyContent, JsonObject)> CardPieces(CardReply reply)
    {
        List<(Card Card, JsonObject Bubble, int Bytes)> row = [];
        foreach (Card card in reply.Cards)
        {
            JsonObject? bubble = LineCards.Bubble(card, out int bytes);
            bool isFull = bubble is null || row.Count == LineCards.BubblesMax || row.Sum(other => other.Bytes) + bytes > LineCards.CarouselBytesMax - 100;
            if (isFull && row.Count > 0)
            {
                yield return CardPiece(reply.AltText, row);
                row = [];
            }

            if (bubble is not null)
            {
                row.Add((card, bubble, bytes));
                continue;
            }

            foreach ((ReplyContent, JsonObject) piece in TextPieces(LineCards.InWords(card)))
            {
                yield return piece;
            }
        }

        if (row.Count > 0)
        {
            yield return CardPiece(reply.AltText, row);
        }
    }

    private static (ReplyContent, JsonObject) CardPiece(string altText, List<(Card Card, JsonObject Bubble, int Bytes)> row)
    {
        string spoken = string.IsNullOrWhiteSpace(altText) ? row[0].Card.Title : altText;
        JsonObject contents = row.Count == 1
            ? row[0].Bubble
            : new JsonObject { ["type"] = "carousel", ["contents"] = new JsonArray([.. row.Select(entry => (JsonNode)entry.Bubble)]) };
        JsonObject message = new()
        {
            ["type"] = "flex",
            ["altText"] = ChannelText.FitUnits(string.IsNullOrWhiteSpace(spoken) ? "お知らせ" : spoken, AltTextUnitsMax),
            ["contents"] = contents,
        };
        return (new CardReply(altText, [.. row.Select(entry => entry.Card)]), message);
    }

    private static JsonObject? QuickReplyItem(QuickReply reply) =>
        LineActions.Of(reply.Label, reply.Action, LineActions.QuickReplyLabelMax) is { } action
            ? new JsonObject { ["type"] = "action", ["action"] = action }
            : null;
}
