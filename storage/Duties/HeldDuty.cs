namespace Zaitaku.Storage.Duties;

/// <summary>By whom a duty was confirmed. Stored as text.</summary>
public enum ConfirmedVia
{
    None,

    /// <summary>A tap or 「了解」 of the holder.</summary>
    Chat,

    /// <summary>A coordinator wrote it down: by phone, on paper.</summary>
    Staff,

    /// <summary>They took it over themselves.</summary>
    Cover,
}

/// <summary>
/// A duty of one holder that the product looks after: told, reminded of, confirmed, escalated. Worked out from the rota's shifts
/// (<see cref="DutyStretch"/>) whenever those change. Hours are never changed: a duty at other hours is another row, so what was said of this one stays true of it.
/// </summary>
public sealed class HeldDuty
{
    /// <summary>Calls one can count in a duty.</summary>
    public const int CallsMax = 999;

    public long Id { get; init; }

    public int RotaId { get; init; }

    public int SeatId { get; init; }

    public int HolderId { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant it no longer holds.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>When the product knew of it.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is no longer theirs; null while it is, also when it is over.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The news with which they were told of it (a part of the messages' About); null where they were not, or could not be.</summary>
    public Guid? ToldBy { get; set; }

    /// <summary>The news with which they were told that it is no longer theirs.</summary>
    public Guid? EndToldBy { get; set; }

    /// <summary>When they first said that they know of it, however long before.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When they confirmed it near enough to its start (<see cref="HeldDutyRules.ConfirmWithin"/>): nobody is asked any more.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public ConfirmedVia ConfirmedVia { get; set; }

    /// <summary>The account that wrote the confirmation down.</summary>
    public Guid? ConfirmedStaffId { get; set; }

    /// <summary>When the next step is due that is taken if nobody confirms; null when none is left, or none is taken.</summary>
    public DateTimeOffset? NextStepAt { get; set; }

    /// <summary>When its reminders were planned; null while they are not, or must be planned anew.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    /// <summary>Calls received on it, as its holder said; null where they did not.</summary>
    public int? CallsReceived { get; set; }

    /// <summary>Grows with every change: of two who save at once one looks again.</summary>
    public int Revision { get; set; }

    public List<DutyStep> Steps { get; } = [];

    public bool IsOpen => EndedAt is null;

    public bool IsAsOf(DutyStretch stretch)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        return (SeatId, HolderId, StartsAt, EndsAt) == (stretch.SeatId, stretch.HolderId, stretch.StartsAt, stretch.EndsAt);
    }

    /// <summary>A word of theirs that they know of it would still say something.</summary>
    public bool IsToBeConfirmed(DateTimeOffset now) => IsOpen && ConfirmedAt is null && (SeenAt is null || HeldDutyRules.IsNear(StartsAt, now));

    /// <summary>They know of it. Near its start nothing is left to ask then; months before, it is noted and asked again.</summary>
    /// <returns>False when that was known already.</returns>
    public bool Confirm(ConfirmedVia via, Guid? staff, DateTimeOffset now)
    {
        if (ConfirmedAt is not null || (SeenAt is not null && !HeldDutyRules.IsNear(StartsAt, now)))
        {
            return false;
        }

        (SeenAt, ConfirmedVia, ConfirmedStaffId) = (SeenAt ?? now, via, staff);
        if (HeldDutyRules.IsNear(StartsAt, now))
        {
            (ConfirmedAt, NextStepAt) = (now, null);
        }

        Revision++;
        return true;
    }

    /// <summary>It is no longer theirs.</summary>
    public void End(DateTimeOffset now)
    {
        (EndedAt, NextStepAt, PlannedAt) = (now, null, null);
        Revision++;
    }

    /// <summary>Somebody else answers for its holder from now on: they were told nothing yet, and did not confirm. What a coordinator wrote down stands.</summary>
    public void ForgetWho()
    {
        (ToldBy, EndToldBy, NextStepAt) = (null, null, null);
        if (ConfirmedVia != ConfirmedVia.Staff)
        {
            (SeenAt, ConfirmedAt, ConfirmedVia) = (null, null, ConfirmedVia.None);
        }

        Revision++;
    }

    /// <summary>It is a part of a duty that they knew of, and what they said of that holds of it too.</summary>
    public void Inherit(HeldDuty whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        (SeenAt, ConfirmedAt, ConfirmedVia, ConfirmedStaffId) = (whole.SeenAt, whole.ConfirmedAt, whole.ConfirmedVia, whole.ConfirmedStaffId);
    }

    /// <summary>It is theirs again, before they heard that it was not.</summary>
    public void Reopen()
    {
        EndedAt = null;
        Revision++;
    }
}

/// <summary>Steps taken because nobody confirmed a duty, in order. Stored as text.</summary>
public enum DutyStepKind
{
    /// <summary>Asked again, on another channel where there is one.</summary>
    SecondTry,

    /// <summary>The next in line and the coordinators know.</summary>
    NextInLine,

    /// <summary>It has begun or is about to, and all coordinators are rung.</summary>
    Everyone,
}

/// <summary>A step that was taken; each once (ux_duty_step), written in one save with what it says.</summary>
public sealed class DutyStep
{
    public long Id { get; init; }

    public long DutyId { get; init; }

    public DutyStepKind Kind { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Words from the one going off to the one coming on, written and read behind a link of ours, never in chat. May speak of patients.</summary>
public sealed class HandoverNote
{
    public const int TextLengthMax = 4_000;

    public Guid Id { get; init; }

    public int RotaId { get; init; }

    /// <summary>The duty it was written after; null where a coordinator wrote it for all (open watch points). Goes along when the duty gets other hours.</summary>
    public long? DutyId { get; set; }

    /// <summary>Who wrote it, where that was a person in chat. Personal data.</summary>
    public Guid? MemberId { get; set; }

    public Guid? StaffId { get; init; }

    /// <summary>Emptied when it is past its time. Never logged.</summary>
    public required string Text { get; set; }

    /// <summary>When its words were written, or changed last.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Shown to who comes on until then.</summary>
    public DateTimeOffset ShownUntil { get; set; }

    public int Revision { get; set; }
}
