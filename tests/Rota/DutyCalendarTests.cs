using Xunit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

public sealed class DutyCalendarTests
{
    private static readonly YearEndClosure YearEnd = new(12, 29, 1, 3);

    [Theory]
    [InlineData("2016-04-28", DutyDayKind.Weekday)]
    [InlineData("2016-04-29", DutyDayKind.Holiday)]
    [InlineData("2016-04-30", DutyDayKind.Saturday)]
    [InlineData("2016-05-01", DutyDayKind.Sunday)]
    [InlineData("2016-12-28", DutyDayKind.Weekday)] // the day before it begins
    [InlineData("2016-12-29", DutyDayKind.YearEnd)] // its first day, a Thursday
    [InlineData("2016-12-31", DutyDayKind.YearEnd)] // a Saturday
    [InlineData("2017-01-01", DutyDayKind.YearEnd)] // a Sunday and a holiday
    [InlineData("2017-01-03", DutyDayKind.YearEnd)] // its last day
    [InlineData("2017-01-04", DutyDayKind.Weekday)]
    [InlineData("2017-02-11", DutyDayKind.Holiday)] // a Saturday
    [InlineData("2018-02-11", DutyDayKind.Holiday)] // a Sunday
    [InlineData("2018-02-12", DutyDayKind.Holiday)] // its substitute
    public void KindOf_ADayIsTheFirstThatItIs(string day, DutyDayKind kind) => Assert.Equal(kind, With(YearEnd).KindOf(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2016-12-29", DutyDayKind.Weekday)]
    [InlineData("2016-12-31", DutyDayKind.Saturday)]
    [InlineData("2017-01-01", DutyDayKind.Holiday)]
    public void KindOf_WithoutAYearEnd_ADayIsWhatItIsWithoutIt(string day, DutyDayKind kind) => Assert.Equal(kind, With(null).KindOf(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2017-02-11", DutyDayKind.Saturday)]
    [InlineData("2018-02-11", DutyDayKind.Sunday)]
    [InlineData("2018-02-12", DutyDayKind.Holiday)] // a Monday
    [InlineData("2018-12-30", DutyDayKind.YearEnd)] // a Sunday, but the year end goes first all the same
    public void KindOf_WhereHolidaysDoNotWinOnWeekends(string day, DutyDayKind kind) =>
        Assert.Equal(kind, With(YearEnd, new DutyDayEdges(HolidayWinsOnWeekend: false)).KindOf(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2017-01-01", true)] // year end, but a Sunday and a holiday
    [InlineData("2017-01-02", true)] // the substitute
    [InlineData("2017-01-03", false)] // year end, and nothing else
    [InlineData("2016-04-30", false)] // a Saturday
    [InlineData("2017-02-11", true)] // a holiday Saturday
    public void IsFree_IsSundaysAndHolidays_WhateverTheYearEndSays(string day, bool isFree)
    {
        Assert.Equal(isFree, With(YearEnd).IsFree(DateOnly.Parse(day)));
        Assert.Equal(isFree, With(YearEnd, new DutyDayEdges(HolidayWinsOnWeekend: false)).IsFree(DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("2016-05-03", "2016-05-03", "2016-05-05")] // first of three
    [InlineData("2016-05-04", "2016-05-03", "2016-05-05")] // in the middle
    [InlineData("2016-06-05", "2016-06-05", "2016-06-05")] // a Sunday alone
    [InlineData("2016-04-29", "2016-04-29", "2016-04-29")] // a Friday; the Saturday after is not free
    [InlineData("2016-04-30", null, null)]
    [InlineData("2016-06-06", null, null)]
    [InlineData("2017-01-02", "2017-01-01", "2017-01-02")] // the year end makes no day free
    [InlineData("2019-05-01", "2019-04-28", "2019-05-06")] // Sunday to substitute: nine days
    public void RunOf_IsTheFreeDaysAround(string day, string? first, string? last)
    {
        (DateOnly First, DateOnly Last)? run = With(YearEnd).RunOf(DateOnly.Parse(day));
        Assert.Equal(first is null ? null : (DateOnly.Parse(first), DateOnly.Parse(last!)), run);
    }

    [Theory]
    [InlineData("2016-04-29", "2016-04-29", "2016-05-01")] // holiday Friday
    [InlineData("2016-04-30", "2016-04-29", "2016-05-01")] // the Saturday itself
    [InlineData("2016-06-04", null, null)] // a Saturday after a common Friday
    [InlineData("2016-06-05", "2016-06-05", "2016-06-05")]
    public void RunOf_WhereTheSaturdayJoins(string day, string? first, string? last)
    {
        (DateOnly First, DateOnly Last)? run = With(YearEnd, new DutyDayEdges(SaturdayJoinsRun: true)).RunOf(DateOnly.Parse(day));
        Assert.Equal(first is null ? null : (DateOnly.Parse(first), DateOnly.Parse(last!)), run);
    }

    [Fact]
    public void RunOf_ACalendarOfHolidaysOnly_EndsAtItsBound()
    {
        DateOnly day = new(2026, 6, 15);
        HolidayCalendar allFree = new(Enumerable.Range(-100, 200).Select(days => new HolidayCorrection { Day = day.AddDays(days), IsHoliday = true, Name = "" }));
        Assert.Equal((day.AddDays(-DutyCalendar.RunDaysMax), day.AddDays(DutyCalendar.RunDaysMax)), new DutyCalendar(allFree, null).RunOf(day));
    }

    [Fact]
    public void FiscalYear2016_Has52SundaysAnd16OtherHolidays()
    {
        DutyCalendar calendar = With(null);
        DateOnly[] days = [.. Enumerable.Range(0, 365).Select(new DateOnly(2016, 4, 1).AddDays)];
        Assert.Equal(new DateOnly(2017, 3, 31), days[^1]);
        Assert.Equal(52, days.Count(day => day.DayOfWeek == DayOfWeek.Sunday));
        Assert.Equal(16, days.Count(day => day.DayOfWeek != DayOfWeek.Sunday && calendar.IsFree(day)));
        Assert.Equal(8, days.Count(day => calendar.RunOf(day) is { } run && run.First == day && run.Last > day));
    }

    private static DutyCalendar With(YearEndClosure? yearEnd, DutyDayEdges? edges = null) => new(HolidayCalendar.ByRule, yearEnd, edges);
}
