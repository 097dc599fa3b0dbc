using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>Which duties a rota's patterns make of a span of days. No clock, no database.</summary>
public static class UnitRules
{
    public const int PatternsMax = 100;

    /// <summary>Two years and some days.</summary>
    public const int DaysMax = 800;

    public const int UnitsMax = PlannerRules.UnitsMax;

    /// <summary>深夜 begins, as minutes from midnight.</summary>
    private const int NightFrom = 22 * 60;

    /// <summary>深夜 ends, as minutes from the midnight it began before.</summary>
    private const int NightUntil = (24 + 5) * 60;

    private const int DayMinutes = 24 * 60;

    /// <summary>Days around the span whose duties may reach into it: a duty of seven days that begins the day before its own.</summary>
    private const int EdgeDays = 9;

    private sealed record Made(ShiftPattern Pattern, DutyUnit Unit);

    /// <summary>The duties whose day lies in a span of days.</summary>
    /// <param name="patterns">In any order; <see cref="ShiftPattern.Rank"/> says which goes before which.</param>
    /// <param name="until">The first day no longer asked for.</param>
    /// <returns>An error, and no duties, when on a seat two overlap; also when one of the span overlaps one of the days around it.</returns>
    public static UnitOutcome UnitsOf(IReadOnlyList<ShiftPattern> patterns, DutyCalendar calendar, DateOnly from, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(calendar);
        int days = until.DayNumber - from.DayNumber;
        if (patterns.Count > PatternsMax || days > DaysMax)
        {
            return patterns.Count > PatternsMax ? new UnitOutcome.TooMany("patterns", patterns.Count, PatternsMax) : new UnitOutcome.TooMany("days", days, DaysMax);
        }

        foreach (ShiftPattern pattern in patterns)
        {
            if (ProblemOf(pattern) is { } problem)
            {
                return new UnitOutcome.BadPattern(pattern, problem);
            }
        }

        List<Made> made = Expand(patterns, calendar, from, until);
        if (OverlapIn(made, from, until) is { } overlap)
        {
            return overlap;
        }

        DutyUnit[] units = [.. made.Select(one => one.Unit).Where(unit => from <= unit.Day && unit.Day < until).OrderBy(unit => unit.StartsAt).ThenBy(unit => unit.Seat)];
        return units.Length > UnitsMax ? new UnitOutcome.TooMany("units", units.Length, UnitsMax) : new UnitOutcome.Units(units);
    }

    /// <summary>The hours that somebody is asked for on each seat, also where lines collide: then it is one stretch, from the first to the last of them. A line that is wrong as written asks for nothing.</summary>
    /// <returns>And those stretches on which lines collide.</returns>
    public static (IReadOnlyList<DutyUnit> Asked, IReadOnlyList<DutyUnit> Colliding) AskedOf(IReadOnlyList<ShiftPattern> patterns, DutyCalendar calendar, DateOnly from, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(calendar);
        List<DutyUnit> asked = [], colliding = [];
        foreach (IGrouping<int, DutyUnit> seat in Expand([.. patterns.Where(pattern => ProblemOf(pattern) is null)], calendar, from, until).Select(one => one.Unit).Where(unit => from <= unit.Day && unit.Day < until).GroupBy(unit => unit.Seat))
        {
            foreach (DutyUnit unit in seat.OrderBy(unit => unit.StartsAt).ThenBy(unit => unit.EndsAt))
            {
                if (asked.Count == 0 || asked[^1].Seat != unit.Seat || asked[^1].EndsAt <= unit.StartsAt)
                {
                    asked.Add(unit);
                    continue;
                }

                _ = colliding.Count > 0 && colliding[^1] == asked[^1] && colliding.Remove(asked[^1]);
                asked[^1] = asked[^1] with { EndsAt = asked[^1].EndsAt > unit.EndsAt ? asked[^1].EndsAt : unit.EndsAt };
                colliding.Add(asked[^1]);
            }
        }

        return (asked, colliding);
    }

    /// <summary>What is wrong with a pattern as written, or null.</summary>
    public static PatternProblem? ProblemOf(ShiftPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return string.IsNullOrWhiteSpace(pattern.Name) || pattern.Name.Length > ShiftPattern.NameLengthMax ? PatternProblem.Name
            : !IsStart(pattern.StartMinute) || (pattern.FirstOfRunStartMinute is { } first && !IsStart(first)) ? PatternProblem.Start
            : !IsLength(pattern.StartMinute, pattern.EndMinute) || !IsLength(pattern.FirstOfRunStartMinute ?? pattern.StartMinute, pattern.EndMinute) ? PatternProblem.Length
            : pattern.WeeksOfMonth.Any(week => week is not (ShiftPattern.LastWeek or (>= 1 and <= 5))) ? PatternProblem.WeekOfMonth
            : pattern.EveryWeeks is < 1 or > ShiftPattern.EveryWeeksMax || (pattern.EveryWeeks > 1 && pattern.EveryWeeksFrom is null) ? PatternProblem.EveryWeeks
            : null;
    }

    /// <summary>True when a pattern's own conditions hold for a day, whatever other patterns say.</summary>
    public static bool Matches(ShiftPattern pattern, DutyCalendar calendar, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(calendar);
        return (pattern.Weekdays.Count == 0 || pattern.Weekdays.Contains(day.DayOfWeek))
            && (pattern.Kinds.Count == 0 || pattern.Kinds.Contains(calendar.KindOf(day)))
            && (pattern.WeeksOfMonth.Count == 0 || pattern.WeeksOfMonth.Any(week => IsWeekOfMonth(day, week)))
            && IsTurn(pattern, day)
            && (pattern.FreeDays == FreeDayRuns.Any || pattern.FreeDays == RunsOf(calendar, day));
    }

    private static List<Made> Expand(IReadOnlyList<ShiftPattern> patterns, DutyCalendar calendar, DateOnly from, DateOnly until)
    {
        List<Made> made = [];
        for (DateOnly day = from.AddDays(-EdgeDays); from < until && day < until.AddDays(EdgeDays); day = day.AddDays(1))
        {
            foreach (IGrouping<int, ShiftPattern> seat in patterns.Where(pattern => Matches(pattern, calendar, day)).GroupBy(pattern => pattern.Seat))
            {
                int rank = seat.Max(pattern => pattern.Rank);
                made.AddRange(seat.Where(pattern => pattern.Rank == rank).Select(pattern => new Made(pattern, UnitOf(pattern, calendar, day))));
            }
        }

        return made;
    }

    private static DutyUnit UnitOf(ShiftPattern pattern, DutyCalendar calendar, DateOnly day)
    {
        bool opensRun = calendar.RunOf(day) is { } run && run.First == day && run.Last > day;
        int start = opensRun ? pattern.FirstOfRunStartMinute ?? pattern.StartMinute : pattern.StartMinute;
        return new DutyUnit(pattern.Seat, day, OfficeTime.At(day, start), OfficeTime.At(day, pattern.EndMinute), CountOf(calendar, day, start, pattern.EndMinute)) { Line = pattern.Line };
    }

    /// <summary>What a duty of a day counts as.</summary>
    /// <param name="start">Minutes from the day's midnight, as in <see cref="ShiftPattern.StartMinute"/>.</param>
    /// <param name="end">Minutes from the same midnight.</param>
    public static DutyCount CountOf(DutyCalendar calendar, DateOnly day, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.KindOf(day) switch
        {
            DutyDayKind.YearEnd => DutyCount.YearEnd,
            DutyDayKind.Holiday => DutyCount.Holiday,
            DutyDayKind.Saturday or DutyDayKind.Sunday => DutyCount.Weekend,
            _ => TouchesNight(start, end) ? DutyCount.Night : DutyCount.Day,
        };
    }

    /// <summary>Each duty is held against the one before it that lasts longest: if any two overlap, such a pair does.</summary>
    private static UnitOutcome.Overlap? OverlapIn(List<Made> made, DateOnly from, DateOnly until)
    {
        foreach (IGrouping<int, Made> seat in made.GroupBy(one => one.Unit.Seat).OrderBy(seat => seat.Key))
        {
            Made? longest = null;
            foreach (Made one in seat.OrderBy(one => one.Unit.StartsAt).ThenBy(one => one.Unit.EndsAt))
            {
                if (longest is not null && one.Unit.StartsAt < longest.Unit.EndsAt && (IsAsked(one.Unit.Day) || IsAsked(longest.Unit.Day)))
                {
                    return new UnitOutcome.Overlap(seat.Key, longest.Pattern, longest.Unit.Day, one.Pattern, one.Unit.Day);
                }

                longest = longest is null || one.Unit.EndsAt > longest.Unit.EndsAt ? one : longest;
            }
        }

        return null;

        bool IsAsked(DateOnly day) => from <= day && day < until;
    }

    private static FreeDayRuns RunsOf(DutyCalendar calendar, DateOnly day) =>
        calendar.RunOf(day) is not { } run ? FreeDayRuns.Any : run.First == run.Last ? FreeDayRuns.Single : FreeDayRuns.Run;

    private static bool IsWeekOfMonth(DateOnly day, int week) =>
        week == ShiftPattern.LastWeek ? day.AddDays(7).Month != day.Month : (day.Day - 1) / 7 == week - 1;

    private static bool IsTurn(ShiftPattern pattern, DateOnly day) =>
        pattern.EveryWeeksFrom is not { } first || (day >= first && (day.DayNumber - first.DayNumber) / 7 % pattern.EveryWeeks == 0);

    /// <summary>Nights from the one that ends on the day before to the one after the longest duty.</summary>
    private static bool TouchesNight(int start, int end)
    {
        for (int midnight = -2 * DayMinutes; midnight < end; midnight += DayMinutes)
        {
            if (start < midnight + NightUntil && midnight + NightFrom < end)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStart(int minute) => minute is >= ShiftPattern.StartMinuteMin and <= ShiftPattern.StartMinuteMax;

    private static bool IsLength(int start, int end) => start < end && end - (long)start <= (long)RotaRules.ShiftLengthMax.TotalMinutes;
}
