namespace Zaitaku.Storage.Meetings;

/// <summary>Why somebody is on the list of a meeting. Stored as text.</summary>
public enum InviteeKind
{
    /// <summary>Invited by us.</summary>
    Person,

    /// <summary>Invited to name who comes: an association's contact.</summary>
    Contact,

    /// <summary>Named by a contact.</summary>
    Delegate,

    /// <summary>Comes instead of somebody.</summary>
    Deputy,

    /// <summary>Asked for a seat themselves.</summary>
    Applicant,

    /// <summary>Came without having been on the list.</summary>
    WalkIn,
}

/// <summary>What somebody said, and where they stand. Stored as text.</summary>
public enum MeetingAnswer
{
    None,
    Yes,
    No,

    /// <summary>Somebody else comes instead; see <see cref="MeetingInvitee.ForId"/> of theirs.</summary>
    SendsDeputy,

    /// <summary>Wants to come, and no seat is free.</summary>
    Waiting,

    /// <summary>A seat is kept for them until <see cref="MeetingInvitee.OfferUntil"/>.</summary>
    Offered,

    /// <summary>Was offered one and said nothing in time.</summary>
    Lapsed,
}

/// <summary>By whom an answer, or that somebody came, was written. Stored as text.</summary>
public enum AnswerVia
{
    None,
    Chat,

    /// <summary>The page of their own behind a link.</summary>
    Page,

    /// <summary>A coordinator: by phone, on paper.</summary>
    Staff,

    /// <summary>Whoever named them: a contact, or whom they come instead of.</summary>
    Other,

    /// <summary>The code on the wall.</summary>
    Code,
}

/// <summary>Somebody on the list of a meeting: invited, answered, came. Names and workplaces are as of then, since people change both and a year's count must not.</summary>
public sealed class MeetingInvitee
{
    public long Id { get; init; }

    public int MeetingId { get; init; }

    /// <summary>The member it is; null for somebody who is none. One row a meeting and member (ux_meeting_invitee_member).</summary>
    public Guid? MemberId { get; set; }

    /// <summary>The <see cref="Association"/> whose contact it is, or who sends them.</summary>
    public int? AssociationId { get; set; }

    /// <summary>The row of whoever named them: contact, or whom they come instead of.</summary>
    public long? ForId { get; set; }

    public InviteeKind Kind { get; set; }

    /// <summary>Empty where only the member is known. Personal data: never logged.</summary>
    public string Name { get; set; } = "";

    /// <summary>One of <see cref="MeetingTerms.Professions"/>, or empty where not known.</summary>
    public string Profession { get; set; } = "";

    /// <summary>Where they work; empty where not known.</summary>
    public string Organisation { get; set; } = "";

    public MeetingAnswer Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public AnswerVia AnsweredVia { get; set; }

    /// <summary>The account that wrote the answer down.</summary>
    public Guid? AnsweredStaffId { get; set; }

    /// <summary>Since when they wait for a seat: the order of the waiting list. Kept while a seat is offered.</summary>
    public DateTimeOffset? WaitingSince { get; set; }

    public DateTimeOffset? OfferUntil { get; set; }

    /// <summary>When they were put on the list.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When their messages were planned; null while they must be planned anew.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    /// <summary>When they were taken off it: told nothing any more, but that.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public DateTimeOffset? AttendedAt { get; set; }

    public AnswerVia AttendedVia { get; set; }

    /// <summary>Grows with every change: of two who save at once one looks again.</summary>
    public int Revision { get; set; }

    public bool IsOpen => RemovedAt is null;

    /// <summary>Writes down that they came, or that they did not after all. Who was written down already stays as they were.</summary>
    public void Attend(bool came, AnswerVia via, DateTimeOffset now)
    {
        if (came == AttendedAt is not null)
        {
            return;
        }

        (AttendedAt, AttendedVia) = (came ? now : null, came ? via : AnswerVia.None);
        Revision++;
    }

    /// <summary>Holds a seat: comes, or is offered one. A contact holds none, whoever they name does.</summary>
    public bool HoldsSeat => IsOpen && Kind != InviteeKind.Contact && (Answer is MeetingAnswer.Yes or MeetingAnswer.Offered);
}

/// <summary>People who came and are not named: counted on paper, by profession and where they work.</summary>
public sealed class MeetingHeadcount
{
    public long Id { get; init; }

    public int MeetingId { get; init; }

    /// <summary>One of <see cref="MeetingTerms.Professions"/>.</summary>
    public required string Profession { get; set; }

    /// <summary>Where they work; empty where not written down.</summary>
    public string Organisation { get; set; } = "";

    public int Count { get; set; }
}

/// <summary>A body that names who comes: 医師会, 薬剤師会. Invitations go to its contact.</summary>
public sealed class Association
{
    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Who answers for it in chat; null while nobody does.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>As they are called; empty where not known. Personal data: never logged.</summary>
    public string ContactName { get; set; } = "";

    public string Phone { get; set; } = "";

    /// <summary>Profession of those it names, one of <see cref="MeetingTerms.Professions"/>; empty where several.</summary>
    public string Profession { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public int Revision { get; set; }
}

/// <summary>A secret address behind which one invitee answers, names a deputy or delegates: sent by chat, printed on a letter, passed on to a deputy. Only its hash is kept.</summary>
public sealed class MeetingLink
{
    public Guid Id { get; init; }

    public long InviteeId { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
