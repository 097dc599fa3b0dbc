using System.Text.Json.Serialization;

namespace Zaitaku.Storage.Rota;

/// <summary>Which free days (Sundays and holidays, <see cref="DutyCalendar.IsFree"/>) a pattern is for.</summary>
public enum FreeDayRuns
{
    /// <summary>Free or not does not matter.</summary>
    Any,

    /// <summary>A free day that stands alone.</summary>
    Single,

    /// <summary>Each day of a run of two free days or more (連休).</summary>
    Run,
}

/// <summary>
/// One line of a rota's shift pattern: on which days a seat has a duty, and from when to when. A day must meet all conditions that are set.
/// Of the lines that match a seat's day only those of the highest <see cref="Rank"/> count; several of one rank are several duties of that day.
/// </summary>
/// <remarks>
/// 七尾 has two lines: <see cref="FreeDayRuns.Single"/> from −720 to 1440 (12:00 of the day before to 24:00, 36 h) and
/// <see cref="FreeDayRuns.Run"/> from 0 to 1440 (24 h each).
/// </remarks>
public sealed record ShiftPattern
{
    public const int NameLengthMax = 60;

    /// <summary>The last week of a month in <see cref="WeeksOfMonth"/>: a day without another of its weekday after it.</summary>
    public const int LastWeek = -1;

    /// <summary>00:00 of the day before.</summary>
    public const int StartMinuteMin = -1_440;

    /// <summary>23:59 of the day.</summary>
    public const int StartMinuteMax = 1_439;

    public const int EveryWeeksMax = 52;

    /// <summary>As coordinators call it; named when two lines collide.</summary>
    public required string Name { get; init; }

    /// <summary>The place of the rota it fills (<see cref="DutySeat.Position"/>, or any number of the caller's).</summary>
    public int Seat { get; init; }

    /// <summary>The caller's number of this line; its duties carry it (<see cref="DutyUnit.Line"/>).</summary>
    [JsonIgnore]
    public int Line { get; init; }

    /// <summary>The more special line has the higher number: 0 for every night, 1 for holidays, 2 for the year end.</summary>
    public int Rank { get; init; }

    /// <summary>Empty: every day of the week.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Empty: every kind. A Sunday on 1 January is no <see cref="DutyDayKind.Sunday"/> for a rota that knows a year end; <see cref="FreeDays"/> sees it as one all the same.</summary>
    public IReadOnlyList<DutyDayKind> Kinds { get; init; } = [];

    /// <summary>The n-th such weekday of its month, 1 to 5 or <see cref="LastWeek"/>; empty: all.</summary>
    public IReadOnlyList<int> WeeksOfMonth { get; init; } = [];

    /// <summary>Every n-th week, 1 to <see cref="EveryWeeksMax"/>; a week is seven days counted from <see cref="EveryWeeksFrom"/>, on whatever weekday that is.</summary>
    public int EveryWeeks { get; init; } = 1;

    /// <summary>The first day it holds for; needed where <see cref="EveryWeeks"/> is more than 1. Null: always.</summary>
    public DateOnly? EveryWeeksFrom { get; init; }

    public FreeDayRuns FreeDays { get; init; }

    /// <summary>Minutes from the day's midnight in Tokyo; negative on the day before (−720 is its noon).</summary>
    public int StartMinute { get; init; }

    /// <summary>Minutes from the day's midnight in Tokyo, past 1440 on days after; more than the start and at most <see cref="RotaRules.ShiftLengthMax"/> after it.</summary>
    public int EndMinute { get; init; }

    /// <summary>Start on the first day of a run of two or more (−720: at noon of the day before). Null: as on its other days, so nobody is on duty the afternoon before.</summary>
    public int? FirstOfRunStartMinute { get; init; }
}
