namespace Zaitaku.Storage.Covers;

/// <summary>What is asked. Stored as text.</summary>
public enum CoverKind
{
    /// <summary>Whoever can takes it over.</summary>
    Cover,

    /// <summary>Two duties change hands; the other holder is asked.</summary>
    Swap,

    /// <summary>One holder is asked to take it.</summary>
    Gift,
}

/// <summary>Where a request stands. Stored as text.</summary>
public enum CoverState
{
    /// <summary>Asked, and nobody has taken it.</summary>
    Open,

    /// <summary>Somebody took it, and a coordinator has to approve.</summary>
    Taken,

    /// <summary>The rota was changed.</summary>
    Settled,

    /// <summary>By whoever asked.</summary>
    TakenBack,

    /// <summary>By a coordinator, or by the one who was asked alone.</summary>
    Refused,

    /// <summary>The duty began, or is no longer theirs, before anybody took it.</summary>
    Lapsed,
}

/// <summary>Somebody cannot do a duty, or part of it, and asks for another to do it.</summary>
public sealed class CoverRequest
{
    public Guid Id { get; init; }

    public int RotaId { get; init; }

    public int SeatId { get; init; }

    /// <summary>Whose duty it is.</summary>
    public int HolderId { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public CoverKind Kind { get; init; }

    /// <summary>「今日むり」: the duty runs or is near, everybody is asked at once and coordinators are rung.</summary>
    public bool IsSudden { get; init; }

    /// <summary>Whom it is asked of, for <see cref="CoverKind.Swap"/> and <see cref="CoverKind.Gift"/>.</summary>
    public int? OtherHolderId { get; init; }

    /// <summary>The duty given in return, for a swap.</summary>
    public int? OtherSeatId { get; init; }

    public DateTimeOffset? OtherStartsAt { get; init; }

    public DateTimeOffset? OtherEndsAt { get; init; }

    public CoverState State { get; set; }

    /// <summary>The account that asked for somebody; null where they asked themselves.</summary>
    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int? TakerId { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often it was taken and given back: each round is won once (<see cref="CoverTaking"/>).</summary>
    public int Round { get; set; }

    /// <summary>Chasers sent.</summary>
    public int ChaseStep { get; set; }

    public DateTimeOffset? NextChaseAt { get; set; }

    public int Revision { get; set; }

    public List<CoverAsk> Asks { get; } = [];
}

/// <summary>What somebody who was asked said. Stored as text.</summary>
public enum CoverAnswer { None, No, Took, TooLate }

/// <summary>Somebody who was asked to take a duty over.</summary>
public sealed class CoverAsk
{
    public long Id { get; init; }

    public Guid RequestId { get; init; }

    public int HolderId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public CoverAnswer Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>Who was first to take a request. Its key is the request and the round: the database lets one win, whichever process they pressed in.</summary>
public sealed class CoverTaking
{
    public Guid RequestId { get; init; }

    public int Round { get; init; }

    public int HolderId { get; init; }

    public DateTimeOffset At { get; init; }
}
