namespace Zaitaku.Storage.Meetings;

/// <summary>Defaults and limits of when people hear of a meeting. Source of the defaults: the issue of the calendar; cadences of hubs.</summary>
public static class MeetingTimes
{
    public const int InviteDaysDefault = 14;
    public const int InviteDaysMax = 120;
    public const int NudgeDaysDefault = 5;
    public const int NudgeDaysMax = 60;

    /// <summary>17:00.</summary>
    public const int DayBeforeMinuteDefault = 1_020;

    public const int SoonMinutesDefault = 120;
    public const int SoonMinutesMax = 720;
    public const int OfferHoursDefault = 24;
    public const int OfferHoursMax = 168;

    /// <summary>When on their day invitations and nudges go, in minutes from midnight in Tokyo: 10:00, after the morning's calls.</summary>
    public const int MorningMinute = 600;

    /// <summary>A meeting whose end nobody said. 「1回2時間程度」 is what most hubs write.</summary>
    public static readonly TimeSpan LengthGuess = TimeSpan.FromHours(2);

    public static readonly TimeSpan LengthMax = TimeSpan.FromDays(3);

    /// <summary>How far ahead a meeting may be entered.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromDays(5 * 366);

    /// <summary>People have at least this long to answer an invitation.</summary>
    public static readonly TimeSpan AnswerMin = TimeSpan.FromDays(1);

    /// <summary>Nobody is asked once more so soon after the invitation, where answers end early.</summary>
    public static readonly TimeSpan NudgeAfter = TimeSpan.FromDays(3);

    /// <summary>Nobody is offered a seat with less time to answer.</summary>
    public static readonly TimeSpan OfferMin = TimeSpan.FromMinutes(30);

    /// <summary>Within this time before its start nobody moves up any more: they could not come.</summary>
    public static readonly TimeSpan LastOffer = TimeSpan.FromHours(2);

    /// <summary>After the end people still look up on their page what it was.</summary>
    public static readonly TimeSpan LinkAfter = TimeSpan.FromDays(30);

    /// <summary>Who comes may say so from this time before the start until this time after the end.</summary>
    public static readonly TimeSpan CheckInBefore = TimeSpan.FromHours(2), CheckInAfter = TimeSpan.FromHours(3);
}
