namespace Zaitaku.Storage.Meetings;

/// <summary>What becomes of a date that falls on a day off. Stored as text.</summary>
public enum HolidayWay
{
    /// <summary>Held all the same.</summary>
    Hold,

    /// <summary>Left out; the series goes on with its next date.</summary>
    Skip,

    /// <summary>On the first working day after it.</summary>
    NextWorkingDay,

    /// <summary>On the last working day before it.</summary>
    WorkingDayBefore,

    /// <summary>On the same weekday of the first week after it on which it is no day off.</summary>
    WeekLater,
}

/// <summary>
/// When the meetings of a series are, as people say it: 奇数月第3火曜 19:00〜20:30, 毎月最終月曜, 隔週木曜, 毎月10日. Either by weekdays, of all weeks or of the
/// n-th of a month, or by days of the month. Meetings whose dates are agreed on from time to time have no rule, only dates.
/// </summary>
public sealed record SeriesRule
{
    /// <summary>The last such weekday, or the last day, of a month.</summary>
    public const int Last = -1;

    public const int EveryMax = 24;

    /// <summary>The first day it holds for; every second week or month is counted from its week (from Monday) or its month.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day it holds for; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>By weekdays; empty where it is by <see cref="MonthDays"/>.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>The n-th such weekday of its month, 1 to 5 or <see cref="Last"/>; empty: every week.</summary>
    public IReadOnlyList<int> Weeks { get; init; } = [];

    /// <summary>Days of the month, 1 to 31 or <see cref="Last"/>; a month without the day has no meeting.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    /// <summary>Months it is in, 1 to 12; empty: all.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];

    /// <summary>Every n-th week where it is by week, else every n-th month; 1 to <see cref="EveryMax"/>.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Minutes from midnight in Tokyo.</summary>
    public int StartMinute { get; init; }

    /// <summary>Minutes from the same midnight, after the start; null where nobody said when it ends.</summary>
    public int? EndMinute { get; init; }

    public HolidayWay Holidays { get; init; }

    /// <summary>Counted by weeks and not by months.</summary>
    public bool IsWeekly => Weekdays.Count > 0 && Weeks.Count == 0;
}

/// <summary>A date of a series.</summary>
/// <param name="Planned">As the rule has it.</param>
/// <param name="Held">When it is held; null where it is left out.</param>
/// <param name="DayOff">Why it moved or was left out: the holiday's name; empty where it was not.</param>
public sealed record SeriesDate(DateOnly Planned, DateOnly? Held, string DayOff)
{
    public bool IsMoved => Held is { } held && held != Planned;
}
