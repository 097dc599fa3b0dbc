using System.Text.Json;
using System.Text.Json.Serialization;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Turns;

/// <summary>What a conversation is about. Kept for 30 minutes after the last turn.</summary>
public sealed record Dialogue
{
    public static readonly Dialogue Empty = new();

    /// <summary>The last search, as asked; refinements change it.</summary>
    public SearchTerms? Search { get; init; }

    /// <summary>Ids of the places of the last list, in order: 「2番目」 is the second.</summary>
    public IReadOnlyList<int> Listed { get; init; } = [];

    /// <summary>How many of the found places were shown so far, for 「もっと見る」.</summary>
    public int ShownCount { get; init; }

    /// <summary>The place last shown in full, so that 「何時まで？」 after it means that one.</summary>
    public int? LastPlaceId { get; init; }

    /// <summary>How much of the last words is kept as context, in UTF-16 units.</summary>
    public const int PreviousTextMax = 200;

    /// <summary>The words of the person's last turn, as context for reading the next one.</summary>
    public string? PreviousText { get; init; }

    /// <summary>Set while <see cref="PreviousText"/> is a question that a search or the knowledge base answered, and nothing is written down of it.</summary>
    public Zaitaku.Bot.Unanswered.AnsweredWords? Answered { get; init; }

    /// <summary>Number of the consultation to which the next words are a reply.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>A consultation on its way; null while none is.</summary>
    public Zaitaku.Bot.Intake.IntakeDraft? Intake { get; init; }

    /// <summary>The person was told of the center of their area: the hub counts that once.</summary>
    public bool WasHandedOver { get; init; }

    /// <summary>The person was warned about names and numbers in this conversation.</summary>
    public bool WasWarned { get; init; }

    /// <summary>The person was shown the card on abuse in this conversation.</summary>
    public bool WasToldOfAbuse { get; init; }

    /// <summary>The next words say where the person works.</summary>
    public bool AsksWorkplace { get; init; }

    /// <summary>The next words may name the day of the duty they want covered.</summary>
    public bool AsksDuty { get; init; }

    /// <summary>The last answer was a card to check about a duty, which waits for its button: a 「はい」 is to it, and to nothing else.</summary>
    public bool ChecksDuty { get; init; }

    /// <summary>The next words may name the meeting that the last ones answered; what was answered. Null while nothing of the kind was asked.</summary>
    public string? AsksMeeting { get; init; }

    /// <summary>Questions about a duty or a meeting are of one turn: whatever else is said goes on to something else.</summary>
    public Dialogue WithoutDuty() => AsksDuty || ChecksDuty || AsksMeeting is not null ? this with { AsksDuty = false, ChecksDuty = false, AsksMeeting = null } : this;

    /// <summary>When the person shared where they are; the position goes some minutes later, also where the conversation goes on.</summary>
    public DateTimeOffset? LocatedAt { get; init; }

    /// <summary>Without a position shared before an instant.</summary>
    public Dialogue WithoutPositionBefore(DateTimeOffset instant) =>
        Search?.Latitude is null || LocatedAt > instant ? this : this with { Search = Search with { Latitude = null, Longitude = null }, LocatedAt = null };

    public string ToJson() => JsonSerializer.Serialize(this, DialogueJson.Default.Dialogue);

    public static Dialogue FromJson(string json) => JsonSerializer.Deserialize(json, DialogueJson.Default.Dialogue) ?? Empty;
}

/// <summary>A search as the person put it. Names are kept, not what they resolved to, except for a choice made or a position shared.</summary>
public sealed record SearchTerms
{
    public IReadOnlyList<ServiceKind> Services { get; init; } = [];

    public IReadOnlyList<CapabilityKind> Capabilities { get; init; } = [];

    public IReadOnlyList<ConditionKind> Conditions { get; init; } = [];

    /// <summary>Place words as typed.</summary>
    public string? Place { get; init; }

    /// <summary>Set when an ambiguous name was settled by a button: the label of the chosen meaning.</summary>
    public string? PlaceChoice { get; init; }

    /// <summary>A shared position, rounded to 0.001 degrees (about 100 m).</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>How often the reach was doubled (もっと遠くても) or halved (negative).</summary>
    public int Reach { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Dialogue))]
internal sealed partial class DialogueJson : JsonSerializerContext;
