namespace Zaitaku.Storage.HandRaising;

/// <summary>A doctor who was asked.</summary>
public sealed class HandAsk
{
    public long Id { get; init; }

    public int CaseId { get; init; }

    /// <summary>The <see cref="Rota.DutyHolder"/>.</summary>
    public int HolderId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether the area is known to be theirs; false is "not known".</summary>
    public bool IsAreaKnown { get; init; }

    /// <summary>Whether the procedures are known to be theirs; false is "not known".</summary>
    public bool AreProceduresKnown { get; init; }

    public HandAnswer Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Chasers sent to them.</summary>
    public int Chased { get; set; }

    /// <summary>When they were told that it is settled or withdrawn; null again where it was reopened.</summary>
    public DateTimeOffset? OverToldAt { get; set; }

    /// <summary>A hand that is up.</summary>
    public bool IsUp => Answer is HandAnswer.Main or HandAnswer.Deputy or HandAnswer.Either;

    public bool IsUpFor(HandSeatKind kind) => Answer == HandAnswer.Either || Answer == (kind == HandSeatKind.Main ? HandAnswer.Main : HandAnswer.Deputy);
}

/// <summary>A filled seat. The key lets one doctor win it, and the index keeps one doctor off both seats, whichever process they pressed in.</summary>
public sealed class HandSeat
{
    public int CaseId { get; init; }

    public HandSeatKind Kind { get; init; }

    public int HolderId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The account that chose; null for the first-come rule.</summary>
    public Guid? StaffId { get; init; }
}

/// <summary>What happened. Stored as text.</summary>
public enum HandStepKind { Sent, Raised, Lowered, Passed, Seated, SteppedBack, Settled, Reopened, Withdrawn, DeadlineMoved, Chased, DeadlineOver }

/// <summary>One line of a case's history; ids and kinds, no words.</summary>
public sealed class HandStep
{
    public long Id { get; init; }

    public int CaseId { get; init; }

    public DateTimeOffset At { get; init; }

    public HandStepKind Kind { get; init; }

    /// <summary>The doctor it is about.</summary>
    public int? HolderId { get; init; }

    /// <summary>Of <see cref="HandStepKind.Seated"/> and <see cref="HandStepKind.SteppedBack"/>; what was raised for <see cref="HandStepKind.Raised"/>.</summary>
    public HandAnswer Seat { get; init; }

    /// <summary>The account that did it; null for the doctor, or the clock.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>People asked or chased.</summary>
    public int Count { get; init; }
}
