namespace Zaitaku.Storage.Substitutes;

/// <summary>Where a request stands. Stored as text.</summary>
public enum SubstituteState
{
    /// <summary>Not given to anybody: papers or consent may be missing.</summary>
    Collecting,

    /// <summary>The doctor on duty has it.</summary>
    Sent,

    /// <summary>They take it.</summary>
    Accepted,

    /// <summary>They want to talk first.</summary>
    Consulting,

    Withdrawn,

    /// <summary>The cutoff came before it was complete.</summary>
    Lapsed,

    /// <summary>Asked for after the cutoff: the hub was told.</summary>
    TooLate,

    /// <summary>What came of it is written down.</summary>
    Done,
}

/// <summary>What came of a substitution. Stored as text.</summary>
public enum SubstituteOutcome
{
    None,

    /// <summary>往診.</summary>
    Visit,

    /// <summary>看取り.</summary>
    Death,

    /// <summary>Nobody called.</summary>
    Nothing,
}

/// <summary>A doctor is away and asks whoever is on duty to stand in for their patients (代診). Nothing of a patient is in it: papers go the usual way.</summary>
public sealed class SubstituteRequest
{
    /// <summary>Letters of all papers that are ready, with a line break between.</summary>
    public const int PapersLengthMax = 600;

    /// <summary>No <see cref="Rota.DutyHolder"/> has this id.</summary>
    public const int Nobody = 0;

    public Guid Id { get; init; }

    public SubstituteState State { get; set; }

    /// <summary>Who asks: a <see cref="Rota.DutyHolder"/>; <see cref="Nobody"/> once it is forgotten.</summary>
    public int RequesterId { get; set; }

    public int RotaId { get; init; }

    public int SeatId { get; init; }

    /// <summary>The duty in which it falls, as it was when it was asked for.</summary>
    public DateTimeOffset UnitStartsAt { get; init; }

    public DateTimeOffset UnitEndsAt { get; init; }

    public DateTimeOffset AbsentFrom { get; set; }

    /// <summary>The first instant they are back.</summary>
    public DateTimeOffset AbsentUntil { get; set; }

    /// <summary>Until when it must be complete; fixed when it was asked for.</summary>
    public DateTimeOffset Cutoff { get; init; }

    /// <summary>Required papers that are ready, a line each.</summary>
    public string Papers { get; set; } = "";

    /// <summary>When the family's consent was said to be there.</summary>
    public DateTimeOffset? ConsentAt { get; set; }

    /// <summary>When the visiting nurse was said to be informed.</summary>
    public DateTimeOffset? NurseToldAt { get; set; }

    /// <summary>The account that asked on the doctor's behalf; null where they asked in chat.</summary>
    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>When it was withdrawn, lapsed, too late or done.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public SubstituteOutcome Outcome { get; set; }

    public DateTimeOffset? OutcomeAt { get; set; }

    /// <summary>Reminders of what is missing that were sent.</summary>
    public int Reminded { get; set; }

    /// <summary>When the doctors on duty were asked what came of it.</summary>
    public DateTimeOffset? OutcomeAskedAt { get; set; }

    /// <summary>When coordinators were told that nobody is on duty for a part of it; null while somebody is.</summary>
    public DateTimeOffset? GapToldAt { get; set; }

    /// <summary>Grows with every change: of two who change it at once one looks again.</summary>
    public int Revision { get; set; }

    public List<SubstituteGiven> Given { get; } = [];

    /// <summary>It was given to somebody and is not over.</summary>
    public bool IsRunning => State is SubstituteState.Sent or SubstituteState.Accepted or SubstituteState.Consulting;
}

/// <summary>What a doctor on duty said. Stored as text.</summary>
public enum SubstituteAnswer { None, Accepted, Consult }

/// <summary>A doctor on duty who has a request, for one stretch of hours: who is on, off and on again has two. When the rota changes, the row ends and whoever is on then gets one.</summary>
public sealed class SubstituteGiven
{
    public long Id { get; init; }

    public Guid RequestId { get; init; }

    /// <summary>The <see cref="Rota.DutyHolder"/>.</summary>
    public int HolderId { get; init; }

    /// <summary>The part of the absence in which they are on.</summary>
    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>Rows that one holder is given at once are a tick apart.</summary>
    public DateTimeOffset GivenAt { get; init; }

    public SubstituteAnswer Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When coordinators were told that they have not answered.</summary>
    public DateTimeOffset? UnansweredToldAt { get; set; }

    /// <summary>The account that wrote the answer down.</summary>
    public Guid? StaffId { get; set; }

    /// <summary>Since when they are no longer on then.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
