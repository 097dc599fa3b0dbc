namespace Zaitaku.Storage.Unanswered;

/// <summary>Why words were kept for the coordinators. Stored as text.</summary>
public enum NoteKind
{
    /// <summary>Not understood.</summary>
    Unanswered,

    /// <summary>A note about a patient, which nobody watches this chat for.</summary>
    Observation,

    /// <summary>An answer in a disaster check.</summary>
    Safety,

    /// <summary>Free places reported by a facility.</summary>
    Vacancy,

    /// <summary>「この情報は違います」.</summary>
    WrongFact,

    /// <summary>An emergency card was shown. No words are kept.</summary>
    Emergency,
}

/// <summary>Words kept for the coordinators, with who said them and when.</summary>
public sealed class KeptNote
{
    public int Id { get; init; }

    public NoteKind Kind { get; init; }

    public Guid MemberId { get; init; }

    public DateTimeOffset SaidAt { get; init; }

    /// <summary>The words. Emptied when the person takes the message back.</summary>
    public required string Text { get; set; }

    /// <summary>The platform's id of the message, by which an unsend finds it.</summary>
    public string ChannelMessageId { get; init; } = "";

    /// <summary>The place concerned, if any.</summary>
    public int? PlaceId { get; init; }

    public DateTimeOffset? SeenAt { get; set; }
}
