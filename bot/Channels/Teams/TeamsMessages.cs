using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What we say, as message activities. One activity holds either plain words or one card, never both: the two together are known to go wrong.
/// Several cards of ours become one card with a list, since Teams' carousel is not drawn everywhere.</summary>
public static class TeamsMessages
{
    /// <summary>Teams counts about 100 KB in UTF-16 and older clients less; we aim far below.</summary>
    public const int AimBytes = 28 * 1024;

    /// <summary>Past it nothing is sent: Teams would answer 413.</summary>
    public const int BytesMax = 80 * 1024;

    /// <summary>Kept free beside the blocks: quick replies, summary and the like.</summary>
    private const int FrameBytes = 5 * 1024;

    /// <summary>Plain words of one message: 21 KB in UTF-8.</summary>
    private const int TextUnitsMax = 7_000;

    /// <summary>What a lock screen shows in place of the card: nothing of anybody's health.</summary>
    private const string NeutralSummary = "お返事があります";

    private const string DangerSummary = "すぐに確認してください";

    /// <summary>Cuts what is said into rows of the outbox, each fit for one activity. Quick replies go to the very last.</summary>
    public static IReadOnlyList<IReadOnlyList<ReplyContent>> Split(IReadOnlyList<ReplyContent> contents)
    {
        IReadOnlyList<QuickReply> quick = LastQuickReplies(contents);
        List<ReplyContent> pieces = [.. contents.SelectMany(Pieces)];
        if (pieces.Count == 0)
        {
            return [];
        }

        List<List<ReplyContent>> rows = [[]];
        int room = AimBytes - FrameBytes;
        bool hasCard = false;
        foreach (ReplyContent piece in pieces)
        {
            int bytes = BytesOf(BlocksOf(piece, new TeamsActions(Guid.Empty)));
            bool joins = rows[^1].Count == 0 || (bytes <= room && (hasCard || piece is CardReply));
            if (!joins)
            {
                rows.Add([]);
                (room, hasCard) = (AimBytes - FrameBytes, false);
            }

            rows[^1].Add(piece);
            room -= bytes;
            hasCard |= piece is CardReply;
        }

        rows[^1][^1] = rows[^1][^1] with { QuickReplies = quick };
        return rows;
    }

    /// <summary>One activity for all of these; as a card where there are cards or buttons, or where one is asked for.</summary>
    /// <param name="key">Id of the message, which becomes part of each button's id.</param>
    /// <returns>Null when there is nothing to say.</returns>
    public static JsonObject? Render(IReadOnlyList<ReplyContent> contents, Guid key)
    {
        if (contents is [TextReply { QuickReplies.Count: 0 } words])
        {
            return string.IsNullOrWhiteSpace(words.Text) ? null
                : new JsonObject { ["type"] = "message", ["textFormat"] = "plain", ["text"] = words.Text };
        }

        return Card(contents, key) is { } card ? WithCard(card, IsDanger(contents)) : null;
    }

    /// <summary>The same as one Adaptive Card, for the answer to a pressed button and for a card that is updated.</summary>
    public static JsonObject? Card(IReadOnlyList<ReplyContent> contents, Guid key)
    {
        TeamsActions actions = new(key);
        List<JsonObject> blocks = [.. contents.SelectMany(content => BlocksOf(content, actions))];
        if (blocks.Count == 0)
        {
            return null;
        }

        foreach (JsonObject later in blocks.Skip(1))
        {
            later["separator"] = true;
            later["spacing"] = "Medium";
        }

        blocks.AddRange(TeamsActions.Sets(LastQuickReplies(contents).Take(ReplyContent.QuickRepliesMax)
            .Select(reply => actions.Of(reply.Label, reply.Action)).OfType<JsonObject>()));
        return TeamsCards.Card(blocks, FallbackOf(contents));
    }

    public static JsonObject WithCard(JsonObject card, bool isDanger) => new()
    {
        ["type"] = "message",
        ["summary"] = isDanger ? DangerSummary : NeutralSummary,
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = TeamsCards.ContentType, ["content"] = card }),
    };

    public static bool IsDanger(IReadOnlyList<ReplyContent> contents) =>
        contents.OfType<CardReply>().Any(reply => reply.Cards.Any(card => card.Tone == CardTone.Danger));

    /// <summary>The larger of what UTF-8 and UTF-16 make of it.</summary>
    public static int BytesOf(string json) => Math.Max(Encoding.UTF8.GetByteCount(json), json.Length * 2);

    private static int BytesOf(IEnumerable<JsonObject> blocks) => blocks.Sum(block => BytesOf(block.ToJsonString(ChannelJson.WriteOptions)) + 80);

    /// <summary>Small enough to be a block of a card each; what no card can hold is said in words.</summary>
    private static IEnumerable<ReplyContent> Pieces(ReplyContent content) => content switch
    {
        TextReply text => ChannelText.Split(text.Text, TextUnitsMax).Select(part => new TextReply(part)),
        CardReply cards => cards.Cards.SelectMany(card => Fits(card) ? [new CardReply(cards.AltText, [card])] : Pieces(new TextReply(PlainText.Of(card)))),
        _ => throw new InvalidOperationException($"Reply content {content.GetType().Name} has no form on Teams."),
    };

    private static bool Fits(Card card) => BytesOf([TeamsCards.Block(card, new TeamsActions(Guid.Empty))]) <= BytesMax - FrameBytes;

    private static IEnumerable<JsonObject> BlocksOf(ReplyContent content, TeamsActions actions) => content switch
    {
        TextReply text when string.IsNullOrWhiteSpace(text.Text) => [],
        TextReply text => [TeamsCards.Words(text.Text)],
        CardReply cards => cards.Cards.Select(card => TeamsCards.Block(card, actions)),
        _ => [],
    };

    private static string FallbackOf(IReadOnlyList<ReplyContent> contents) => string.Join(" ", contents.Select(content => content switch
    {
        CardReply cards => string.IsNullOrWhiteSpace(cards.AltText) ? string.Join("、", cards.Cards.Select(card => card.Title)) : cards.AltText,
        TextReply text => text.Text,
        _ => "",
    }).Distinct());

    private static IReadOnlyList<QuickReply> LastQuickReplies(IReadOnlyList<ReplyContent> contents) =>
        contents.LastOrDefault(content => content.QuickReplies.Count > 0)?.QuickReplies ?? [];
}
