using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zaitaku.Bot.Channels;

/// <summary>Something said to a person, neutral of the channel. Kept as JSON in the outbox; each channel renders it its own way.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(TextReply), "text")]
[JsonDerivedType(typeof(CardReply), "cards")]
public abstract record ReplyContent
{
    /// <summary>Offered below the message, at most <see cref="QuickRepliesMax"/>; gone when the person types something else.</summary>
    public IReadOnlyList<QuickReply> QuickReplies
    {
        get => _quickReplies;
        init => _quickReplies = value ?? []; // A job writes plain words without any.
    }

    private readonly IReadOnlyList<QuickReply> _quickReplies = [];

    /// <summary>LINE's limit.</summary>
    public const int QuickRepliesMax = 13;

    public static string ToJson(IReadOnlyList<ReplyContent> contents) => JsonSerializer.Serialize(contents, ReplyJson.Default.IReadOnlyListReplyContent);

    /// <summary>The same, marked 「再送」 where a person looks first: it may be the second time they read it.</summary>
    public static IReadOnlyList<ReplyContent> MarkResent(IReadOnlyList<ReplyContent> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return contents.Count == 0 ? contents : [Marked(contents[0]), .. contents.Skip(1)];
    }

    private static ReplyContent Marked(ReplyContent content) => content switch
    {
        TextReply text => text with { Text = $"【再送】{text.Text}" },
        CardReply { Cards.Count: > 0 } cards => cards with
        {
            AltText = $"【再送】{cards.AltText}",
            Cards = [Marked(cards.Cards[0]), .. cards.Cards.Skip(1)],
        },
        _ => content,
    };

    private static Card Marked(Card card) => card with { Kicker = card.Kicker.Length == 0 ? "再送" : $"再送・{card.Kicker}" };

    public static IReadOnlyList<ReplyContent> FromJson(string json) => JsonSerializer.Deserialize(json, ReplyJson.Default.IReadOnlyListReplyContent) ?? [];
}

/// <summary>Plain words. A channel splits them where they are too long for one message.</summary>
public sealed record TextReply(string Text) : ReplyContent;

/// <summary>A row of cards.</summary>
/// <param name="AltText">What a phone shows in its notification, and what is read aloud first.</param>
public sealed record CardReply(string AltText, IReadOnlyList<Card> Cards) : ReplyContent
{
    /// <summary>Cards of one answer; more are reached by 「もっと見る」.</summary>
    public const int CardsMax = 10;
}

/// <summary>How a card looks: its meaning, not its colour.</summary>
public enum CardTone { Plain, Danger, Notice }

/// <summary>How a row reads. Never by colour alone: the words say the same.</summary>
public enum RowTone { Plain, Good, Unsure, Bad, Faint }

/// <summary>One card: a place, a warning, a choice.</summary>
public sealed record Card
{
    public CardTone Tone { get; init; }

    /// <summary>A short line over the title: number in the list, services, デモ.</summary>
    public string Kicker { get; init; } = "";

    public required string Title { get; init; }

    public IReadOnlyList<CardRow> Rows { get; init; } = [];

    public IReadOnlyList<CardButton> Buttons { get; init; } = [];

    /// <summary>Small print: date confirmed and source.</summary>
    public string Footer { get; init; } = "";
}

/// <param name="Label">Short word on the left (電話, 距離), or empty for a line of its own.</param>
public sealed record CardRow(string Label, string Text, RowTone Tone = RowTone.Plain);

/// <summary>A button on a card.</summary>
/// <param name="Label">At most 20 characters, so that it fits every channel.</param>
public sealed record CardButton(string Label, ReplyAction Action, bool IsPrimary = false);

/// <param name="Label">At most 20 characters.</param>
public sealed record QuickReply(string Label, ReplyAction Action);

/// <summary>What pressing does.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "does")]
[JsonDerivedType(typeof(Say), "say")]
[JsonDerivedType(typeof(Press), "press")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(ShareLocation), "location")]
public abstract record ReplyAction
{
    /// <summary>As if the person had typed it.</summary>
    public sealed record Say(string Text) : ReplyAction;

    /// <param name="Data">Comes back as <see cref="ChannelEvent.PostbackData"/>; at most 300 characters.</param>
    /// <param name="Shown">What the chat shows as said by the person.</param>
    public sealed record Press(string Data, string Shown) : ReplyAction
    {
        /// <summary>True when the answer takes the place of the card whose button was pressed, where a channel can do that (Teams); else it follows as a message of its own.</summary>
        public bool InPlace { get; init; }
    }

    /// <param name="Phone">Digits and hyphens.</param>
    public sealed record Call(string Phone) : ReplyAction;

    /// <param name="Url">https or http.</param>
    public sealed record Open(string Url) : ReplyAction;

    /// <summary>Asks the phone for its position; quick replies only.</summary>
    public sealed record ShareLocation : ReplyAction;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<ReplyContent>))]
[JsonSerializable(typeof(ChannelEvent))]
public sealed partial class ReplyJson : JsonSerializerContext;
