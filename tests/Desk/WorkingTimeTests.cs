using Xunit;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Desk;

/// <summary>Time as the hub counts it. Golden week of 2026: 29 April (Wed), 4 to 6 May (Mon to Wed) are holidays.</summary>
public sealed class WorkingTimeTests
{
    private const string TwoSpans = "月-金 8:30-12:00,13:00-17:15";

    [Theory]
    [InlineData("2026-04-28T11:30", "2026-04-28T13:30", 60)]   // the lunch break does not count
    [InlineData("2026-04-28T12:00", "2026-04-28T13:00", 0)]    // nothing but lunch
    [InlineData("2026-04-28T06:00", "2026-04-28T08:30", 0)]    // before opening
    [InlineData("2026-04-28T08:30", "2026-04-28T17:15", 465)]  // a whole day
    [InlineData("2026-04-28T17:00", "2026-04-30T08:45", 30)]   // over 昭和の日
    [InlineData("2026-05-01T17:00", "2026-05-07T09:00", 45)]   // over the long holidays
    [InlineData("2026-04-25T10:00", "2026-04-26T10:00", 0)]    // a weekend
    [InlineData("2026-12-28T17:00", "2027-01-04T09:00", 45)]   // over the turn of the year
    [InlineData("2026-04-28T13:30", "2026-04-28T11:30", -60)]  // backwards
    public void MinutesBetween_CountsTheHubsHours(string from, string to, int minutes) => Assert.Equal(minutes, Time(TwoSpans).MinutesBetween(At(from), At(to)));

    [Theory]
    [InlineData("2026-04-28T11:30", 60, "2026-04-28T13:30")]
    [InlineData("2026-04-28T12:30", 30, "2026-04-28T13:30")]   // begun in the break
    [InlineData("2026-04-28T16:15", 60, "2026-04-28T17:15")]   // just to the close
    [InlineData("2026-04-28T16:30", 120, "2026-04-30T09:45")]  // over a holiday
    [InlineData("2026-12-28T17:00", 30, "2027-01-04T08:45")]
    [InlineData("2026-04-25T10:00", 0, "2026-04-27T08:30")]    // nothing left still ends in working time
    public void Add_EndsInTheHubsHours(string from, int minutes, string to) => Assert.Equal(At(to), Time(TwoSpans).Add(At(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-04-28T10:00", 2, "2026-05-01T17:15")]    // 29 is a holiday: 30 and 1
    [InlineData("2026-04-28T20:00", 1, "2026-04-30T17:15")]    // after the close the day does not count either
    [InlineData("2026-04-25T10:00", 2, "2026-04-28T17:15")]    // Saturday: Monday and Tuesday
    [InlineData("2026-12-28T10:00", 1, "2027-01-04T17:15")]
    [InlineData("2026-04-28T10:00", 0, "2026-04-28T17:15")]
    [InlineData("2026-04-28T18:00", 0, "2026-04-30T17:15")]
    public void EndOfDay_DoesNotCountTheDayOfReceipt(string from, int days, string to) => Assert.Equal(At(to), Time(TwoSpans).EndOfDay(At(from), days));

    [Theory]
    [InlineData("2026-04-28T08:29", false)]
    [InlineData("2026-04-28T08:30", true)]   // the first minute
    [InlineData("2026-04-28T12:00", false)]  // the closing minute itself is closed
    [InlineData("2026-04-28T17:14", true)]
    [InlineData("2026-04-29T10:00", false)]  // a holiday
    [InlineData("2026-12-29T10:00", false)]  // first day of the closure
    [InlineData("2027-01-03T10:00", false)]  // last day
    [InlineData("2027-01-04T10:00", true)]
    public void IsOpen_Boundary(string at, bool isOpen) => Assert.Equal(isOpen, Time(TwoSpans).IsOpen(At(at)));

    [Fact]
    public void SpansThatOverlapOrRunPastMidnight_AreCountedOnce()
    {
        WorkingTime nights = Time("月-金 8:30-17:15; 月-金 17:00-翌9:00");
        Assert.Equal(24 * 60, nights.MinutesBetween(At("2026-04-21T08:30"), At("2026-04-22T08:30")));
        Assert.Equal(24 * 60 * 7, new WorkingTime(Hours("月-日 24時間"), HolidayCalendar.ByRule, isClosedOnHolidays: false, null).MinutesBetween(At("2026-04-27T00:00"), At("2026-05-04T00:00")));
        Assert.True(nights.IsOpen(At("2026-04-25T08:00"))); // Friday's night runs into Saturday.
    }

    [Fact]
    public void ACoordinatorsWordOnADay_WinsOverTheRules()
    {
        HolidayCalendar corrected = new([new HolidayCorrection { Day = new DateOnly(2026, 4, 28), IsHoliday = true }, new HolidayCorrection { Day = new DateOnly(2026, 4, 29), IsHoliday = false }]);
        WorkingTime time = new(Hours(TwoSpans), corrected, isClosedOnHolidays: true, null);
        Assert.False(time.IsOpen(At("2026-04-28T10:00")));
        Assert.True(time.IsOpen(At("2026-04-29T10:00")));
    }

    [Fact]
    public void ADeskThatNeverOpens_IsNoEndlessLoop()
    {
        WorkingTime never = new(Hours("祝 9:00-10:00"), HolidayCalendar.ByRule, isClosedOnHolidays: false, null);
        Assert.Null(never.OpensAt(At("2026-04-28T10:00")));
        Assert.Equal(0, never.MinutesBetween(At("2026-04-28T10:00"), At("2027-04-28T10:00")));
        Assert.True(never.Add(At("2026-04-28T10:00"), TimeSpan.FromHours(1)) >= At("2026-04-28T10:00"));
    }

    private static WorkingTime Time(string hours) => new(Hours(hours), HolidayCalendar.ByRule, isClosedOnHolidays: true, new YearEndClosure(12, 29, 1, 3));

    private static WeeklyHours Hours(string text) => WeeklyHours.TryParse(text, out WeeklyHours hours, out string problem) ? hours : throw new InvalidOperationException(problem);

    private static DateTimeOffset At(string tokyo) => DateTimeOffset.Parse($"{tokyo}:00+09:00", System.Globalization.CultureInfo.InvariantCulture);
}
