namespace Zaitaku.Bot.Understanding;

/// <summary>What a word of time is, before it is known which day it means.</summary>
internal enum DateWordKind
{
    /// <summary>Looks like a word of time and is none (今日子, 二日酔い).</summary>
    Trap,

    /// <summary>いま.</summary>
    Now,

    /// <summary>Value: days from today (明日: 1).</summary>
    Day,

    /// <summary>今夜, which after midnight is still the night before.</summary>
    Tonight,

    /// <summary>Value: weeks from this one.</summary>
    Week,

    /// <summary>Value: months from this one.</summary>
    Month,

    /// <summary>Value: years from this one.</summary>
    Year,

    /// <summary>Year: as numbered in the West.</summary>
    YearNumber,

    /// <summary>Month: 1 to 12.</summary>
    MonthNumber,

    /// <summary>Day, with Month and Year where they were written into it (12/23); 0 where not.</summary>
    Date,

    /// <summary>Value: <see cref="DayOfWeek"/>.</summary>
    Weekday,

    /// <summary>Value: <see cref="DayOfWeek"/>; Day: which one of the month, <see cref="JapaneseDateRules.LastNth"/> for the last.</summary>
    NthWeekday,

    /// <summary>週末, 土日.</summary>
    Weekend,

    /// <summary>祝日.</summary>
    Holiday,

    /// <summary>勤労感謝の日. Value: day number of the next one.</summary>
    NamedHoliday,

    /// <summary>休日: a Sunday or a holiday.</summary>
    FreeDay,

    /// <summary>連休.</summary>
    Run,

    /// <summary>Value: index in <see cref="JapaneseDateRules.Seasons"/>.</summary>
    Season,

    /// <summary>週明け.</summary>
    WeekStart,

    /// <summary>次の, 今度の.</summary>
    Next,

    /// <summary>朝, 夜.</summary>
    Part,

    /// <summary>Value: days from the day before it on, that one counted (明日から3日間).</summary>
    Length,

    /// <summary>Value: minutes as read off the words, before 夜 or 午後 is counted in.</summary>
    Clock,
}

/// <summary>How a part of a day bends the hour said after it. Finer than <see cref="AskedPart"/>: 夜2時 and 未明2時 are different days.</summary>
internal enum DaySense
{
    None,
    Am,
    Morning,
    Noon,
    Pm,
    Evening,
    Night,
    Deep,
    Dawn,
    Now,
}

/// <summary>One word of time in a folded text, end not included.</summary>
internal readonly record struct DateWord(DateWordKind Kind, int Start, int End)
{
    public int Value { get; init; }

    public DaySense Sense { get; init; }

    public int Year { get; init; }

    public int Month { get; init; }

    public int Day { get; init; }

    /// <summary>Written as (土).</summary>
    public bool IsBracketed { get; init; }

    /// <summary>A further member of one list (the 水 of 月・水・金), so that 「の夜」 after it is of all of them.</summary>
    public bool Continues { get; init; }

    /// <summary>A day of the month without its month.</summary>
    public bool IsDayOnly => Kind == DateWordKind.Date && Month == 0;
}
