namespace Zaitaku.Storage.HandRaising;

/// <summary>Where a case stands. Stored as text.</summary>
public enum HandCaseState
{
    /// <summary>Written, and sent to nobody.</summary>
    Draft,

    /// <summary>Doctors were asked, and a seat is open.</summary>
    Open,

    /// <summary>Main doctor, and deputy where one was wanted, are settled.</summary>
    Settled,

    /// <summary>Taken back by the hub.</summary>
    Withdrawn,
}

/// <summary>How a case is settled. Stored as text.</summary>
public enum HandRule
{
    /// <summary>A coordinator chooses among the hands.</summary>
    Coordinator,

    /// <summary>The first hand that fits an open seat has it.</summary>
    FirstCome,
}

/// <summary>The two seats of a case. Stored as text.</summary>
public enum HandSeatKind { Main, Deputy }

/// <summary>What somebody who was asked said. Stored as text.</summary>
public enum HandAnswer
{
    None,
    Main,
    Deputy,

    /// <summary>As main or as deputy.</summary>
    Either,

    /// <summary>Not this time.</summary>
    No,

    /// <summary>Raised, and taken down again.</summary>
    Down,
}

/// <summary>
/// A patient who needs a main doctor, and perhaps a deputy, told without anything by which somebody could know them (手上げ方式).
/// The times outlive the words: <see cref="HandErasure"/>.
/// </summary>
public sealed class HandCase
{
    public const int AreaLengthMax = 60;
    public const int RemarkLengthMax = 200;

    /// <summary>Days from sending to the deadline.</summary>
    public const int DeadlineDaysMax = 30;

    /// <summary>Its number, as people say it over the phone.</summary>
    public int Id { get; init; }

    public HandCaseState State { get; set; }

    /// <summary>Municipality or town as people name it; no house number.</summary>
    public string Area { get; set; } = "";

    public CareLevel CareLevel { get; set; }

    /// <summary>Ids of capabilities it needs (<c>ventilator</c>), separated by spaces; empty where it needs none of them.</summary>
    public string Procedures { get; set; } = "";

    /// <summary>From when; null where that is not settled.</summary>
    public DateOnly? StartsOn { get; set; }

    public bool WantsDeputy { get; set; }

    public HandRule Rule { get; set; }

    public DateTimeOffset Deadline { get; set; }

    /// <summary>Short, and looked through for what identifies somebody (<see cref="CaseWordsRules"/>).</summary>
    public string Remark { get; set; } = "";

    /// <summary>The account that wrote it.</summary>
    public Guid StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the first doctors were asked; null for a draft.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The first hand, whatever became of it.</summary>
    public DateTimeOffset? FirstHandAt { get; set; }

    /// <summary>When all seats were filled; null again while one is open because somebody stepped back.</summary>
    public DateTimeOffset? MatchedAt { get; set; }

    /// <summary>When it was settled or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Doctors who were asked; stays when their rows go.</summary>
    public int AskedCount { get; set; }

    /// <summary>Of those, who ever raised a hand.</summary>
    public int HandCount { get; set; }

    /// <summary>Chasers sent since the deadline was last set.</summary>
    public int ChaseStep { get; set; }

    /// <summary>When the next chaser, or the deadline, is due; null while nothing is.</summary>
    public DateTimeOffset? NextChaseAt { get; set; }

    /// <summary>Where the present time began: when it was sent, reopened, or given a new deadline.</summary>
    public DateTimeOffset? ChaseFrom { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>Grows with every change: of two who change it at once one looks again.</summary>
    public int Revision { get; set; }

    public List<HandAsk> Asks { get; } = [];

    /// <summary>Seats that are filled: at most one of each kind.</summary>
    public List<HandSeat> Seats { get; } = [];

    public List<HandStep> Steps { get; } = [];

    public HandSeat? SeatOf(HandSeatKind kind) => Seats.Find(seat => seat.Kind == kind);
}
