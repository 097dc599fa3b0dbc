using System.Text.Json;
using Xunit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Rota;

public sealed class UnitRulesTests
{
    private static readonly ShiftPattern Single = new() { Name = "日祝", FreeDays = FreeDayRuns.Single, StartMinute = -720, EndMinute = 1_440 };
    private static readonly ShiftPattern Run = new() { Name = "連休", FreeDays = FreeDayRuns.Run, StartMinute = 0, EndMinute = 1_440 };
    private static readonly ShiftPattern Night = new() { Name = "夜間", StartMinute = 1_050, EndMinute = 1_950 };
    private static readonly YearEndClosure YearEnd = new(12, 29, 1, 3);

    [Fact]
    public void UnitsOf_FiscalYear2016_Has51UnitsOf36HoursAnd17Of24()
    {
        IReadOnlyList<DutyUnit> units = Units([Single, Run], "2016-04-01", "2017-04-01");
        Assert.Equal(68, units.Count);
        Assert.Equal(51, units.Count(unit => unit.EndsAt - unit.StartsAt == TimeSpan.FromHours(36)));
        Assert.Equal(17, units.Count(unit => unit.EndsAt - unit.StartsAt == TimeSpan.FromHours(24)));
        Assert.Equal(17, units.Count(unit => unit.Kind == DutyCount.Holiday)); // 16 beside Sundays, and New Year on a Sunday
        Assert.Equal(51, units.Count(unit => unit.Kind == DutyCount.Weekend));
        Assert.Equal(2, Units([Single, Run], "2016-04-01", "2017-04-01", YearEnd).Count(unit => unit.Kind == DutyCount.YearEnd));
    }

    [Theory]
    [InlineData("2016-06-05", "2016-06-04T12:00", "2016-06-06T00:00")] // a Sunday alone
    [InlineData("2016-07-17", "2016-07-17T00:00", "2016-07-18T00:00")] // first of a run: nothing on the Saturday before
    [InlineData("2016-07-18", "2016-07-18T00:00", "2016-07-19T00:00")]
    [InlineData("2016-05-04", "2016-05-04T00:00", "2016-05-05T00:00")] // the middle of three
    [InlineData("2016-04-29", "2016-04-28T12:00", "2016-04-30T00:00")] // a holiday Friday
    [InlineData("2016-05-01", "2016-04-30T12:00", "2016-05-02T00:00")] // its Sunday: by default both are single
    public void UnitsOf_SinglesAndRuns(string day, string starts, string ends) => Assert.Equal((Tokyo(starts), Tokyo(ends)), SpanOf([Single, Run], day));

    [Theory]
    [InlineData("2016-07-17", "2016-07-16T12:00")] // first of a run
    [InlineData("2016-07-18", "2016-07-18T00:00")]
    [InlineData("2016-06-05", "2016-06-04T12:00")]
    public void UnitsOf_WhereRunsBeginAtNoonOfTheDayBefore(string day, string starts) =>
        Assert.Equal(Tokyo(starts), SpanOf([Single, Run with { FirstOfRunStartMinute = -720 }], day).StartsAt);

    [Fact]
    public void UnitsOf_WhereTheSaturdayJoins_ItIsADutyAndAWeekend()
    {
        IReadOnlyList<DutyUnit> units = Units([Single, Run], "2016-04-29", "2016-05-02", null, new DutyDayEdges(SaturdayJoinsRun: true));
        Assert.Equal([DutyCount.Holiday, DutyCount.Weekend, DutyCount.Weekend], units.Select(unit => unit.Kind));
        Assert.All(units, unit => Assert.Equal(TimeSpan.FromHours(24), unit.EndsAt - unit.StartsAt));
    }

    [Theory]
    [InlineData(540, 1_020, "2026-04-01", DutyCount.Day)] // 9:00–17:00, a Wednesday
    [InlineData(540, 1_320, "2026-04-01", DutyCount.Day)] // to 22:00 sharp
    [InlineData(540, 1_321, "2026-04-01", DutyCount.Night)] // a minute of the night
    [InlineData(300, 600, "2026-04-01", DutyCount.Day)] // from 5:00 sharp
    [InlineData(299, 600, "2026-04-01", DutyCount.Night)]
    [InlineData(-720, -130, "2026-04-01", DutyCount.Day)] // the afternoon before, to 21:50
    [InlineData(-1_440, -1_200, "2026-04-01", DutyCount.Night)] // the small hours of the day before
    [InlineData(1_050, 1_950, "2026-04-03", DutyCount.Night)] // Friday night, though it ends on Saturday
    [InlineData(1_050, 1_950, "2026-04-04", DutyCount.Weekend)]
    [InlineData(1_050, 1_950, "2026-04-29", DutyCount.Holiday)] // a Wednesday
    [InlineData(1_050, 1_950, "2026-12-30", DutyCount.YearEnd)]
    [InlineData(540, 1_020, "2027-01-02", DutyCount.YearEnd)] // a Saturday of the year end
    public void UnitsOf_EachCountsAsOneKind(int start, int end, string day, DutyCount kind) =>
        Assert.Equal(kind, Units([Night with { StartMinute = start, EndMinute = end }], day, Next(day), YearEnd).Single().Kind);

    [Theory]
    [InlineData("2026-04-11", new[] { 2 }, true)] // 第2土曜
    [InlineData("2026-04-04", new[] { 2 }, false)]
    [InlineData("2026-04-25", new[] { -1 }, true)] // the fourth is the last
    [InlineData("2026-05-23", new[] { -1 }, false)] // May has a fifth
    [InlineData("2026-05-30", new[] { -1 }, true)]
    [InlineData("2026-05-30", new[] { 5 }, true)]
    [InlineData("2026-05-02", new[] { 1, 3 }, true)]
    [InlineData("2026-05-31", new[] { 5 }, false)] // a fifth Sunday is no Saturday
    public void Matches_NthWeekdayOfTheMonth(string day, int[] weeks, bool matches) =>
        Assert.Equal(matches, UnitRules.Matches(Night with { Weekdays = [DayOfWeek.Saturday], WeeksOfMonth = weeks }, Calendar(), DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-04-01", true)] // the day it counts from, a Wednesday
    [InlineData("2026-04-07", true)] // the seventh day
    [InlineData("2026-04-08", false)]
    [InlineData("2026-04-15", true)] // two weeks on
    [InlineData("2026-03-31", false)] // before
    [InlineData("2026-03-18", false)] // two weeks before
    public void Matches_EverySecondWeek(string day, bool matches) =>
        Assert.Equal(matches, UnitRules.Matches(Night with { EveryWeeks = 2, EveryWeeksFrom = new DateOnly(2026, 4, 1) }, Calendar(), DateOnly.Parse(day)));

    [Fact]
    public void UnitsOf_TheHigherRankReplacesAllOfASeatsDay_InAnyOrder()
    {
        ShiftPattern day = new() { Name = "日中", StartMinute = 540, EndMinute = 1_050 };
        ShiftPattern holiday = new() { Name = "祝日", Rank = 1, Kinds = [DutyDayKind.Holiday], StartMinute = 540, EndMinute = 1_950 };
        ShiftPattern other = new() { Name = "副", Seat = 1, StartMinute = 540, EndMinute = 1_050 };
        foreach (ShiftPattern[] order in new ShiftPattern[][] { [day, Night, holiday, other], [other, holiday, Night, day] })
        {
            IReadOnlyList<DutyUnit> units = Units(order, "2026-04-28", "2026-05-01");
            Assert.Equal([2, 1, 2], units.Where(unit => unit.Seat == 0).GroupBy(unit => unit.Day).Select(one => one.Count()));
            Assert.Equal(3, units.Count(unit => unit.Seat == 1)); // another seat is not replaced
            Assert.Equal(units.OrderBy(unit => unit.StartsAt).ThenBy(unit => unit.Seat), units);
        }
    }

    [Fact]
    public void UnitsOf_AWeekOnCall_MeetsTheNextWithoutAHole()
    {
        ShiftPattern week = new() { Name = "週番", Weekdays = [DayOfWeek.Monday], StartMinute = 540, EndMinute = 540 + 10_080 };
        IReadOnlyList<DutyUnit> units = Units([week], "2026-04-01", "2026-05-01");
        Assert.Equal(4, units.Count);
        Assert.All(units.Zip(units.Skip(1)), pair => Assert.Equal(pair.First.EndsAt, pair.Second.StartsAt));
    }

    [Theory]
    [InlineData(0, 1_000, "2026-04-06", "2026-04-06")] // two of one rank on one day
    [InlineData(1, -720, "2026-04-05", "2026-04-06")] // from noon of the day before, over the night of the Sunday
    [InlineData(1, 509, "2026-04-05", "2026-04-06")] // a minute of it
    public void UnitsOf_TwoOnOneSeat_NamesBothAndTheDays(int rank, int start, string firstDay, string secondDay)
    {
        ShiftPattern other = new() { Name = "月曜", Rank = rank, Weekdays = [DayOfWeek.Monday], StartMinute = start, EndMinute = 1_100 };
        UnitOutcome.Overlap overlap = Assert.IsType<UnitOutcome.Overlap>(UnitRules.UnitsOf([Night, other], Calendar(), new(2026, 4, 6), new(2026, 4, 7)));
        Assert.Equal([DateOnly.Parse(firstDay), DateOnly.Parse(secondDay)], new[] { overlap.Day, overlap.OtherDay }.Order());
        Assert.Equal(["夜間", "月曜"], new[] { overlap.Pattern.Name, overlap.Other.Name }.OrderBy(name => name == "月曜"));
        Assert.Equal(0, overlap.Seat);
    }

    [Fact]
    public void UnitsOf_ALongDutyOverASecondOne_IsFoundBehindAThird()
    {
        ShiftPattern week = new() { Name = "週番", Weekdays = [DayOfWeek.Monday], EndMinute = 10_080 };
        ShiftPattern tuesday = new() { Name = "火曜", Weekdays = [DayOfWeek.Tuesday], EndMinute = 60 };
        ShiftPattern friday = new() { Name = "金曜", Weekdays = [DayOfWeek.Friday], EndMinute = 60 };
        UnitOutcome.Overlap overlap = Assert.IsType<UnitOutcome.Overlap>(UnitRules.UnitsOf([week, tuesday, friday], Calendar(), new(2026, 4, 10), new(2026, 4, 11)));
        Assert.Equal(("週番", "金曜", new DateOnly(2026, 4, 6)), (overlap.Pattern.Name, overlap.Other.Name, overlap.Day));
    }

    [Fact]
    public void UnitsOf_MeetingSharplyIsNoOverlap() =>
        Assert.Equal(2, Units([Night with { EndMinute = 1_440 }, Night with { Name = "早朝", StartMinute = 0, EndMinute = 1_050 }], "2026-04-06", "2026-04-07").Count);

    [Fact]
    public void ProblemOf_NamesWhatIsWrong()
    {
        Assert.Null(UnitRules.ProblemOf(Single));
        Assert.Equal(PatternProblem.Name, UnitRules.ProblemOf(Single with { Name = " " }));
        Assert.Equal(PatternProblem.Name, UnitRules.ProblemOf(Single with { Name = new string('あ', 61) }));
        Assert.Equal(PatternProblem.Start, UnitRules.ProblemOf(Single with { StartMinute = -1_441 }));
        Assert.Equal(PatternProblem.Start, UnitRules.ProblemOf(Single with { StartMinute = 1_440, EndMinute = 2_000 }));
        Assert.Equal(PatternProblem.Start, UnitRules.ProblemOf(Single with { FirstOfRunStartMinute = int.MinValue }));
        Assert.Equal(PatternProblem.Length, UnitRules.ProblemOf(Single with { EndMinute = -720 })); // as long as nothing
        Assert.Equal(PatternProblem.Length, UnitRules.ProblemOf(Single with { EndMinute = int.MaxValue }));
        Assert.Equal(PatternProblem.Length, UnitRules.ProblemOf(Run with { EndMinute = 10_080, FirstOfRunStartMinute = -1 })); // seven days and a minute
        Assert.Equal(PatternProblem.WeekOfMonth, UnitRules.ProblemOf(Single with { WeeksOfMonth = [6] }));
        Assert.Equal(PatternProblem.EveryWeeks, UnitRules.ProblemOf(Single with { EveryWeeks = 2 })); // from when?
        Assert.Equal(PatternProblem.EveryWeeks, UnitRules.ProblemOf(Single with { EveryWeeks = 0 }));
        Assert.Equal(PatternProblem.EveryWeeks, Assert.IsType<UnitOutcome.BadPattern>(UnitRules.UnitsOf([Run, Single with { EveryWeeks = 53 }], Calendar(), new(2026, 4, 1), new(2026, 4, 2))).Problem);
    }

    [Fact]
    public void UnitsOf_TooMuch_IsSaid()
    {
        DateOnly from = new(2026, 4, 1);
        Assert.Equal("patterns", Assert.IsType<UnitOutcome.TooMany>(UnitRules.UnitsOf([.. Enumerable.Repeat(Night, UnitRules.PatternsMax + 1)], Calendar(), from, from.AddDays(1))).What);
        Assert.Equal("days", Assert.IsType<UnitOutcome.TooMany>(UnitRules.UnitsOf([Night], Calendar(), from, from.AddDays(UnitRules.DaysMax + 1))).What);
        ShiftPattern[] seats = [.. Enumerable.Range(0, 20).Select(seat => Night with { Seat = seat })];
        Assert.Equal("units", Assert.IsType<UnitOutcome.TooMany>(UnitRules.UnitsOf(seats, Calendar(), from, from.AddDays(400))).What);
        Assert.Empty(Units([Night], "2026-04-02", "2026-04-02"));
        Assert.Empty(Units([Night], "2026-04-02", "2026-04-01"));
    }

    [Fact]
    public void ShiftPattern_GoesThroughJson()
    {
        ShiftPattern pattern = Run with { Weekdays = [DayOfWeek.Sunday], Kinds = [DutyDayKind.YearEnd], WeeksOfMonth = [-1], Rank = 2, Seat = 1 };
        pattern = pattern with { EveryWeeks = 2, EveryWeeksFrom = new DateOnly(2026, 4, 1), FirstOfRunStartMinute = -720 };
        string json = JsonSerializer.Serialize(pattern);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<ShiftPattern>(json)));
        Assert.Equal(pattern.EveryWeeksFrom, JsonSerializer.Deserialize<ShiftPattern>(json)!.EveryWeeksFrom);
        DutyTally tally = new(1, 2.5, -3, 0, 0.25);
        Assert.Equal(tally, JsonSerializer.Deserialize<DutyTally>(JsonSerializer.Serialize(tally)));
    }

    private static DutyCalendar Calendar(YearEndClosure? yearEnd = null, DutyDayEdges? edges = null) => new(HolidayCalendar.ByRule, yearEnd, edges);

    private static IReadOnlyList<DutyUnit> Units(ShiftPattern[] patterns, string from, string until, YearEndClosure? yearEnd = null, DutyDayEdges? edges = null) =>
        Assert.IsType<UnitOutcome.Units>(UnitRules.UnitsOf(patterns, Calendar(yearEnd, edges), DateOnly.Parse(from), DateOnly.Parse(until))).All;

    private static (DateTimeOffset StartsAt, DateTimeOffset EndsAt) SpanOf(ShiftPattern[] patterns, string day)
    {
        DutyUnit unit = Units(patterns, day, Next(day)).Single();
        return (unit.StartsAt, unit.EndsAt);
    }

    private static string Next(string day) => DateOnly.Parse(day).AddDays(1).ToString("yyyy-MM-dd");

    private static DateTimeOffset Tokyo(string local) => OfficeTime.At(DateOnly.Parse(local[..10]), (int)TimeOnly.Parse(local[11..]).ToTimeSpan().TotalMinutes);
}
