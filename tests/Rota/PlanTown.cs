using Xunit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Rota;

/// <summary>Networks for planner tests: one like a real one with 14 doctors, one large, and single duties written by hand.</summary>
internal static class PlanTown
{
    public static readonly YearEndClosure YearEnd = new(12, 29, 1, 3);

    private static readonly ShiftPattern[] SundaysAndHolidays =
    [
        new() { Name = "日祝", FreeDays = FreeDayRuns.Single, StartMinute = -720, EndMinute = 1_440 },
        new() { Name = "連休", FreeDays = FreeDayRuns.Run, EndMinute = 1_440 },
    ];

    /// <summary>Sundays and holidays of a fiscal year for so many doctors; 68 duties in 2016.</summary>
    public static PlanRequest Doctors(int year = 2016, int doctors = 14, YearEndClosure? yearEnd = null) =>
        Of(SundaysAndHolidays, new DateOnly(year, 4, 1), new DateOnly(year + 1, 4, 1), doctors, yearEnd);

    /// <summary>Every night of a fiscal year on so many seats.</summary>
    public static PlanRequest Nights(int holders, int seats) => Of(
        [.. Enumerable.Range(0, seats).Select(seat => new ShiftPattern { Name = "夜間", Seat = seat, StartMinute = 1_050, EndMinute = 1_950 })],
        new DateOnly(2026, 4, 1), new DateOnly(2027, 4, 1), holders, YearEnd);

    /// <summary>A duty of a day of April or May 2026, in hours of that day.</summary>
    public static PlanUnit Duty(int month, int day, int from, int until, int seat = 0, int? holder = null, DutyCount kind = DutyCount.Day) =>
        new(new DutyUnit(seat, new DateOnly(2026, month, day), At(month, day, from), At(month, day, until), kind), holder);

    /// <summary>Hours of a day of April or May 2026; minutes besides.</summary>
    public static PlanSpan Span(int month, int day, int from, int until, int fromMinutes = 0, int untilMinutes = 0) =>
        new(At(month, day, from).AddMinutes(fromMinutes), At(month, day, until).AddMinutes(untilMinutes));

    public static PlanRequest Ask(PlanUnit[] units, params PlanHolder[] holders) => new() { Units = units, Holders = holders };

    public static PlanOutcome.Planned Planned(PlanRequest request)
    {
        PlanOutcome.Planned planned = Assert.IsType<PlanOutcome.Planned>(PlannerRules.Plan(request));
        Assert.Empty(PlanChecker.Breaches(request, PlanChecker.TableOf(request, planned.Assignments)));
        return planned;
    }

    public static IReadOnlyList<PlanConflict> Conflicts(PlanRequest request)
    {
        IReadOnlyList<PlanConflict> conflicts = Assert.IsType<PlanOutcome.Impossible>(PlannerRules.Plan(request)).Conflicts;
        Assert.All(conflicts, conflict => PlanProofChecker.Check(request, conflict));
        return conflicts;
    }

    private static PlanRequest Of(ShiftPattern[] patterns, DateOnly from, DateOnly until, int holders, YearEndClosure? yearEnd)
    {
        UnitOutcome units = UnitRules.UnitsOf(patterns, new DutyCalendar(HolidayCalendar.ByRule, yearEnd), from, until);
        return Ask([.. Assert.IsType<UnitOutcome.Units>(units).All.Select(unit => new PlanUnit(unit))], [.. Enumerable.Range(1, holders).Select(id => new PlanHolder(id))]);
    }

    private static DateTimeOffset At(int month, int day, int hour) => OfficeTime.At(new DateOnly(2026, month, day), hour * 60);
}
