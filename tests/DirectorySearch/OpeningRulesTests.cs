using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

public sealed class OpeningRulesTests
{
    private const string Clinic = "月-水金 9:00-12:00,14:00-18:00; 木土 9:00-12:00; 日祝 休";

    [Theory]
    [InlineData(Clinic, "2026-11-20T10:00", "いま営業中（12:00まで）")]
    [InlineData(Clinic, "2026-11-20T12:00", "営業時間外（本日 14:00から）")] // The closing minute itself is closed.
    [InlineData(Clinic, "2026-11-20T08:59", "営業時間外（本日 9:00から）")]
    [InlineData(Clinic, "2026-11-20T18:00", "本日は終了（明日 9:00から）")]
    [InlineData(Clinic, "2026-11-21T12:30", "本日は終了（火曜 9:00から）")] // Sunday closed, Monday the 23rd a holiday.
    [InlineData(Clinic, "2026-11-22T10:00", "本日は休み（火曜 9:00から）")]
    [InlineData(Clinic, "2026-11-23T10:00", "本日は休み（明日 9:00から）")]
    [InlineData("月-金 9:00-17:00", "2026-11-23T10:00", "祝日の営業は未確認")]
    [InlineData("月-金 9:00-17:00", "2026-11-21T10:00", "本日は休み（火曜 9:00から）")] // Monday's holiday is not promised.
    [InlineData("月-金 営業", "2026-11-20T10:00", "本日営業（時間は未確認）")]
    [InlineData("月-金 営業", "2026-11-21T10:00", "本日は休み（火曜営業）")]
    [InlineData("月-日祝 24時間", "2026-11-23T03:00", "24時間営業")]
    [InlineData("金 22:00-翌6:00; 土 休; 祝 休", "2026-11-21T01:00", "いま営業中（6:00まで）")] // Friday's night runs into Saturday.
    [InlineData("金 22:00-翌6:00; 土 休; 祝 休", "2026-11-20T23:00", "いま営業中（翌6:00まで）")]
    [InlineData("金 22:00-30:00", "2026-11-20T01:00", "営業時間外（本日 22:00から）")] // Thursday had no night.
    [InlineData("金 22:00-30:00", "2026-11-21T06:00", "本日は休み（金曜 22:00から）")]
    [InlineData("土 9:00-12:00; 第2・4土 休", "2026-11-14T10:00", "本日は休み（11/21 9:00から）")] // The second Saturday.
    [InlineData("土 9:00-12:00; 第2・4土 休", "2026-11-21T10:00", "いま営業中（12:00まで）")]
    [InlineData("第1・3土 9:00-12:00", "2026-11-14T10:00", "本日は休み（11/21 9:00から）")]
    [InlineData("月-金 9:00-24:00; 祝 休", "2026-11-20T23:30", "いま営業中（24:00まで）")]
    [InlineData("月 休; 祝 10:00-12:00", "2026-11-23T10:30", "いま営業中（12:00まで）")]
    [InlineData("水 休", "2026-11-20T10:00", "本日は休み")] // Never open: no next opening is invented.
    public void WhatACardSaysOfNow(string hours, string tokyo, string text)
    {
        Assert.True(WeeklyHours.TryParse(hours, out WeeklyHours weekly, out string problem), problem);
        Assert.Equal(text, HoursText.Now(weekly, Tokyo(tokyo), HolidayCalendar.ByRule.IsHoliday));
    }

    [Fact]
    public void HoursNobodyStated_AreUnknown() =>
        Assert.Equal("営業時間は未確認", HoursText.Now(null, Tokyo("2026-11-20T10:00"), HolidayCalendar.ByRule.IsHoliday));

    [Fact]
    public void InTheSmallHours_TheUtcDateIsStillYesterday_ButTheDayIsTokyos()
    {
        Assert.True(WeeklyHours.TryParse("土 0:00-3:00", out WeeklyHours weekly, out _));
        Assert.Equal(DayOpening.Open, OpeningRules.At(weekly, Tokyo("2026-11-21T01:00").ToUniversalTime(), _ => false).Now);
    }

    [Fact]
    public void OpenRoundTheClockOnWeekdays_ClosesAtTheEndOfFriday()
    {
        Assert.True(WeeklyHours.TryParse("月-金 24時間; 土日祝 休", out WeeklyHours weekly, out _));
        OpeningState state = OpeningRules.At(weekly, Tokyo("2026-11-18T10:00"), HolidayCalendar.ByRule.IsHoliday);
        Assert.Equal(Tokyo("2026-11-21T00:00"), state.Until);
    }

    [Theory]
    [InlineData(20.0, Precision.Door, "約50m")]
    [InlineData(340.0, Precision.Door, "約350m")]
    [InlineData(974.0, Precision.Door, "約950m")]
    [InlineData(980.0, Precision.Door, "約1.0km")]
    [InlineData(1240.0, Precision.Door, "約1.2km")]
    [InlineData(12600.0, Precision.Door, "約13km")]
    [InlineData(1240.0, Precision.Town, "町の中心から約1.2km")]
    [InlineData(1240.0, Precision.Unknown, "約1.2km（位置は未確認）")]
    [InlineData(null, Precision.Unknown, "距離は不明")]
    public void DistancesClaimNoMoreThanIsKnown(double? metres, Precision precision, string text) =>
        Assert.Equal(text, DistanceText.Of(metres, precision));

    internal static DateTimeOffset Tokyo(string local) => new(DateTime.Parse(local), TimeSpan.FromHours(9));
}
