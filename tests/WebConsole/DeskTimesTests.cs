using Xunit;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.WebConsole;

/// <summary>What is left, in the hub's hours: weekdays 8:30 to 17:15. Monday 2026-04-20 is the day.</summary>
public sealed class DeskTimesTests
{
    [Theory]
    [InlineData("2026-04-20T09:30", "2026-04-20T10:50", "あと 1時間20分")]
    [InlineData("2026-04-20T09:30", "2026-04-20T09:30:20", "あと 1分")]
    [InlineData("2026-04-20T16:15", "2026-04-21T10:30", "あと 3時間")]           // One hour today, two tomorrow.
    [InlineData("2026-04-17T17:00", "2026-04-20T09:00", "あと 45分")]            // Over a weekend.
    [InlineData("2026-04-20T09:30", "2026-04-22T17:15", "4月22日 17:15 まで")]   // More than a day's work: the day says more.
    [InlineData("2026-04-20T09:30", "2026-12-01T09:00", "12月1日 9:00 まで")]
    [InlineData("2026-04-20T09:30", "2026-04-20T09:30", "1分 過ぎました")]       // The instant itself is late.
    [InlineData("2026-04-20T09:30", "2026-04-20T08:00", "1時間 過ぎました")]
    [InlineData("2026-04-20T09:30", "2026-04-17T09:00", "3日 過ぎました")]
    public void Left_Boundary(string now, string target, string words) => Assert.Equal(words, TimesAt(now).Left(At(target)));

    [Fact]
    public void Left_NothingOwed_SaysNothing() => Assert.Equal("", TimesAt("2026-04-20T09:30").Left(null));

    [Theory]
    [InlineData("2026-04-20T09:29:30", "1分前")]
    [InlineData("2026-04-20T08:50", "40分前")]
    [InlineData("2026-04-19T10:00", "23時間前")]
    [InlineData("2026-04-18T09:30", "2日前")]
    public void Age_InTheLargestUnit(string received, string words) => Assert.Equal(words, TimesAt("2026-04-20T09:30").Age(At(received)));

    private static DeskTimes TimesAt(string now)
    {
        Assert.True(WeeklyHours.TryParse("月-金 8:30-17:15", out WeeklyHours hours, out _));
        return new DeskTimes(new WorkingTime(hours, HolidayCalendar.ByRule, isClosedOnHolidays: true, null), At(now));
    }

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local), TimeSpan.FromHours(9));
}
