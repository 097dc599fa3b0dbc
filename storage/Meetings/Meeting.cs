namespace Zaitaku.Storage.Meetings;

/// <summary>What is held. Stored as the id written by <see cref="MeetingTerms.Kinds"/>.</summary>
public enum MeetingKind { Professionals, CaseStudy, Training, Lecture, CommunityCare, ResidentCourse, Exchange, Committee, Other }

/// <summary>How people come together. Stored as the id written by <see cref="MeetingTerms.Ways"/>.</summary>
public enum MeetingWay { InPerson, Online, Both }

/// <summary>Who is invited by us. Stored as the id written by <see cref="MeetingTerms.Invitings"/>.</summary>
public enum MeetingInviting
{
    /// <summary>It is only listed: another organiser takes the answers.</summary>
    Nobody,

    /// <summary>Members whom its audience names, also those who become members later.</summary>
    Audience,

    /// <summary>Whom a coordinator enters. Nobody else sees it in chat or in a role's calendar, or asks for a seat.</summary>
    ByHand,
}

/// <summary>
/// One meeting or training on one day, of the hub or of another organiser of the area. Dates of a series are rows of their own, made when the series is entered,
/// so that each can be moved, called off and counted by itself.
/// </summary>
public sealed class Meeting
{
    public const int TitleLengthMax = 120;
    public const int NameLengthMax = 80;
    public const int PlaceLengthMax = 120;
    public const int UrlLengthMax = 400;
    public const int WordsLengthMax = 200;
    public const int DescriptionLengthMax = 2_000;
    public const int AgendaLengthMax = 4_000;
    public const int MinutesLengthMax = 20_000;
    public const int CheckInCodeLength = 6;

    /// <summary>Seats; also what one meeting may have invited.</summary>
    public const int CapacityMax = 5_000;

    /// <summary>Its number, as people say it over the phone.</summary>
    public int Id { get; init; }

    /// <summary>The <see cref="MeetingSeries"/> it is of; null for a date of its own.</summary>
    public int? SeriesId { get; set; }

    /// <summary>The day its series planned it for, wherever it was moved; each once (ux_meeting_series). Null without a series, and for a date agreed on beside its rule.</summary>
    public DateOnly? PlannedOn { get; set; }

    public required string Title { get; set; }

    /// <summary>Who holds it, as people name them: 拠点, 医師会.</summary>
    public string Organiser { get; set; } = "";

    public MeetingKind Kind { get; set; }

    public MeetingWay Way { get; set; }

    /// <summary>グループワーク, ワールドカフェ, …; empty where not said.</summary>
    public string Style { get; set; } = "";

    public DateTimeOffset StartsAt { get; set; }

    /// <summary>The first instant it is over; null where nobody said.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Where, as people name it; empty where it is online only, or not known yet.</summary>
    public string Place { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>The link for those who are invited, never on the public page; https or empty.</summary>
    public string OnlineUrl { get; set; } = "";

    /// <summary>Whom it is for, in words.</summary>
    public string AudienceWords { get; set; } = "";

    /// <summary>Ids of roles it is for, separated by spaces; empty, and no profession named: all who are no residents.</summary>
    public string AudienceRoles { get; set; } = "";

    /// <summary>Professions it is for besides these roles, of <see cref="MeetingTerms.Professions"/>, separated by spaces.</summary>
    public string AudienceProfessions { get; set; } = "";

    /// <summary>Areas it is for, as people name them, separated by spaces; empty for the hub's whole area.</summary>
    public string AudienceAreas { get; set; } = "";

    /// <summary>Residents may come: it stands on the public page.</summary>
    public bool IsForResidents { get; set; }

    /// <summary>Administrators and managers take part: the yearly report asks for one such.</summary>
    public bool HasAdministrators { get; set; }

    /// <summary>Seats; null where it has no limit.</summary>
    public int? Capacity { get; set; }

    /// <summary>In words: 無料, 500円.</summary>
    public string Fee { get; set; } = "";

    public string Description { get; set; } = "";

    public MeetingInviting Inviting { get; set; }

    /// <summary>Until when answers are taken by chat and page; null until it begins. A coordinator may write one down later.</summary>
    public DateTimeOffset? AnswersUntil { get; set; }

    /// <summary>Hours a seat is kept for whoever moves up from the waiting list.</summary>
    public int OfferHours { get; set; } = MeetingTimes.OfferHoursDefault;

    /// <summary>Days before it at which invitations go; 0 for as soon as it is entered.</summary>
    public int InviteDays { get; set; } = MeetingTimes.InviteDaysDefault;

    /// <summary>Days before it at which the silent are asked once more; 0 for not at all.</summary>
    public int NudgeDays { get; set; } = MeetingTimes.NudgeDaysDefault;

    /// <summary>When on the day before those who come are reminded, in minutes from midnight in Tokyo; -1 for not at all.</summary>
    public int DayBeforeMinute { get; set; } = MeetingTimes.DayBeforeMinuteDefault;

    /// <summary>Minutes before its start at which they are reminded once more; 0 for not at all.</summary>
    public int SoonMinutes { get; set; } = MeetingTimes.SoonMinutesDefault;

    /// <summary>On the wall of the room, to be typed by those who came; empty until it is first shown.</summary>
    public string CheckInCode { get; set; } = "";

    /// <summary>Set when it was called off. Its row stays.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Told to those who are invited; empty where nobody wrote one.</summary>
    public string CancelReason { get; set; } = "";

    public string Agenda { get; set; } = "";

    /// <summary>What was said and agreed; for those who are invited.</summary>
    public string Minutes { get; set; } = "";

    /// <summary>When the minutes were sent to those who came and those who could not; null while they were not.</summary>
    public DateTimeOffset? MinutesSentAt { get; set; }

    /// <summary>By which a later import of the same list knows it again; empty where it was entered by hand.</summary>
    public string ImportKey { get; set; } = "";

    /// <summary>Of the demo hub: seen only while its places are there.</summary>
    public bool IsDemo { get; init; }

    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Grows with every edit: of two who save at once one is told to look again.</summary>
    public int Revision { get; set; }

    /// <summary>The <see cref="Revision"/> up to which its messages were planned: while it lags, somebody may not know yet.</summary>
    public int FollowedRevision { get; set; }

    /// <summary>Grows with every answer that may take or free a seat: of two who want the last one, one looks again.</summary>
    public int SeatsRevision { get; set; }

    public bool IsCancelled => CancelledAt is not null;

    public bool TakesAnswers => Inviting != MeetingInviting.Nobody;

    /// <summary>Where nobody said when it ends, it is taken to be over then.</summary>
    public DateTimeOffset EndOrGuess => EndsAt ?? StartsAt + MeetingTimes.LengthGuess;

    /// <summary>What people were told, or will be.</summary>
    public MeetingFacts Facts => new(StartsAt, EndsAt, Place, OnlineUrl, IsCancelled, Way, Address);

    /// <summary>Written to: whoever looks after its messages must look again.</summary>
    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }
}

/// <summary>Dates that belong together: by a rule, or agreed on one after the other.</summary>
public sealed class MeetingSeries
{
    public int Id { get; init; }

    /// <summary>The rule as <see cref="SeriesText"/> writes and reads it; empty where dates are agreed on by hand (年4回).</summary>
    public string RuleText { get; set; } = "";

    public DateOnly From { get; set; }

    /// <summary>The last day it holds for; null for no end.</summary>
    public DateOnly? Until { get; set; }

    public HolidayWay Holidays { get; set; }

    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when no more dates are made of it.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public int Revision { get; set; }
}
