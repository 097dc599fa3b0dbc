using System.Text.Json.Serialization;

namespace Zaitaku.Storage.Rota;

/// <summary>What a duty counts as when duties are shared out; each duty is exactly one of these.</summary>
public enum DutyCount
{
    /// <summary>On a weekday, outside 22:00–05:00.</summary>
    Day,

    /// <summary>On a weekday, touching 22:00–05:00 (深夜).</summary>
    Night,

    /// <summary>On a Saturday or Sunday.</summary>
    Weekend,
    Holiday,

    /// <summary>年末年始, whatever day of the week.</summary>
    YearEnd,
}

/// <summary>One duty to be given to one holder.</summary>
/// <param name="Seat">Of the <see cref="ShiftPattern"/>.</param>
/// <param name="Day">The day in Tokyo it belongs to, by which months and kinds are counted; it may begin the day before.</param>
/// <param name="EndsAt">The first instant it no longer holds.</param>
/// <param name="Kind">What it counts as.</param>
public sealed record DutyUnit(int Seat, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DutyCount Kind)
{
    /// <summary>The pattern it comes from (<see cref="ShiftPattern.Line"/>); 0 where that is not told.</summary>
    public int Line { get; init; }
}

/// <summary>Duties by what they count as; fractions where shares are counted.</summary>
public readonly record struct DutyTally(double Day, double Night, double Weekend, double Holiday, double YearEnd)
{
    [JsonIgnore]
    public double Total => Day + Night + Weekend + Holiday + YearEnd;

    public double Of(DutyCount kind) => kind switch
    {
        DutyCount.Day => Day,
        DutyCount.Night => Night,
        DutyCount.Weekend => Weekend,
        DutyCount.Holiday => Holiday,
        _ => YearEnd,
    };

    /// <summary>With so many more of one kind.</summary>
    public DutyTally Plus(DutyCount kind, double more) => kind switch
    {
        DutyCount.Day => this with { Day = Day + more },
        DutyCount.Night => this with { Night = Night + more },
        DutyCount.Weekend => this with { Weekend = Weekend + more },
        DutyCount.Holiday => this with { Holiday = Holiday + more },
        _ => this with { YearEnd = YearEnd + more },
    };

    public DutyTally Plus(DutyTally other) => new(Day + other.Day, Night + other.Night, Weekend + other.Weekend, Holiday + other.Holiday, YearEnd + other.YearEnd);

    public DutyTally Times(double factor) => new(Day * factor, Night * factor, Weekend * factor, Holiday * factor, YearEnd * factor);
}

/// <summary>What is wrong with a pattern as written.</summary>
public enum PatternProblem
{
    /// <summary>No name, or one longer than <see cref="ShiftPattern.NameLengthMax"/>.</summary>
    Name,

    /// <summary>A start outside the day before and the day itself.</summary>
    Start,

    /// <summary>Ends before it starts, or more than <see cref="RotaRules.ShiftLengthMax"/> after.</summary>
    Length,

    /// <summary>A week of the month other than 1 to 5 or the last.</summary>
    WeekOfMonth,

    /// <summary>Every n-th week with n outside its bounds, or without the date it counts from.</summary>
    EveryWeeks,
}

/// <summary>The duties of a span of days, or why there is no answer.</summary>
public abstract record UnitOutcome
{
    private UnitOutcome() { }

    /// <param name="All">In order of start, then seat; on no seat two overlap.</param>
    public sealed record Units(IReadOnlyList<DutyUnit> All) : UnitOutcome;

    /// <summary>Two duties of one seat overlap. The same pattern twice where it overlaps its own next day.</summary>
    /// <param name="Day">Of the earlier duty.</param>
    /// <param name="OtherDay">Of the later one; the same where both are one day's.</param>
    public sealed record Overlap(int Seat, ShiftPattern Pattern, DateOnly Day, ShiftPattern Other, DateOnly OtherDay) : UnitOutcome;

    public sealed record BadPattern(ShiftPattern Pattern, PatternProblem Problem) : UnitOutcome;

    /// <summary>More than is worked out at once.</summary>
    /// <param name="What"><c>patterns</c>, <c>days</c> or <c>units</c>.</param>
    public sealed record TooMany(string What, int Count, int Max) : UnitOutcome;
}
