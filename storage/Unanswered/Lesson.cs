namespace Zaitaku.Storage.Unanswered;

/// <summary>What a coordinator taught. Stored as text.</summary>
public enum LessonKind
{
    /// <summary>These words mean that word.</summary>
    Synonym,

    /// <summary>People call that place so.</summary>
    PlaceName,

    /// <summary>This question is answered by that entry of the knowledge base.</summary>
    Answer,

    /// <summary>This is nothing the hub answers.</summary>
    OutOfScope,
}

/// <summary>Something taught from what had no answer. Holds until it is undone; a row is never removed, so that who taught what and when can be told.</summary>
public sealed class Lesson
{
    public int Id { get; init; }

    public LessonKind Kind { get; init; }

    /// <summary>As people write it, without anything that tells who somebody is. Emptied, and the lesson undone, when the one person who asked so takes the question back.</summary>
    public required string Words { get; set; }

    /// <summary>The word or place meant, or the key of the entry; empty for what is out of scope.</summary>
    public required string Means { get; init; }

    public DateTimeOffset TaughtAt { get; init; }

    /// <summary>The staff account.</summary>
    public Guid TaughtBy { get; init; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }
}
