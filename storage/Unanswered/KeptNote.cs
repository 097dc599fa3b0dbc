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

/// <summary>What told that a question had no good answer. Stored as text.</summary>
public enum NoteReason
{
    /// <summary>Not understood, or no entry was surely meant.</summary>
    Unsure,

    /// <summary>「この答えではない」.</summary>
    NotThis,

    /// <summary>Asked again in other words soon after the answer.</summary>
    Rephrased,

    /// <summary>Broke off, or asked for a person, soon after the answer.</summary>
    GaveUp,
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

    /// <summary>Of an unanswered question, what told so; null for other kinds and for notes of before this was written down.</summary>
    public NoteReason? Reason { get; init; }

    /// <summary>What was taught from it, if anything; undone, the question is open again.</summary>
    public int? LessonId { get; set; }
}
