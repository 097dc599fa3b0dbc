using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

public sealed class HolidayRulesTests
{
    [Theory]
    [InlineData("2026-01-01", "元日")]
    [InlineData("1999-01-15", "成人の日")]
    [InlineData("2000-01-10", "成人の日")] // Happy Monday begins.
    [InlineData("2000-01-15", null)]
    [InlineData("1973-02-12", null)] // A Sunday holiday the day before, but substitutes began in April 1973.
    [InlineData("1973-04-30", "振替休日")]
    [InlineData("1985-05-04", null)] // A day between, before the law on citizens' holidays.
    [InlineData("1988-05-04", "国民の休日")]
    [InlineData("1987-05-04", "振替休日")] // A Monday: substitute for the 3rd, not citizens'.
    [InlineData("1989-02-24", "大喪の礼")]
    [InlineData("1990-11-12", "即位礼正殿の儀")]
    [InlineData("1993-06-09", "結婚の儀")]
    [InlineData("2008-05-06", "振替休日")] // The 4th was a Sunday: the first free day after.
    [InlineData("2009-09-22", "国民の休日")] // Between 敬老の日 and 秋分の日.
    [InlineData("2019-02-23", null)] // No birthday in the year of the succession.
    [InlineData("2019-12-23", null)]
    [InlineData("2019-04-30", "国民の休日")]
    [InlineData("2019-05-01", "天皇の即位の日")]
    [InlineData("2019-05-02", "国民の休日")]
    [InlineData("2019-10-22", "即位礼正殿の儀")]
    [InlineData("2020-07-24", "スポーツの日")] // Moved for the Olympics that were put off …
    [InlineData("2021-07-23", "スポーツの日")] // … and moved again for those that were held.
    [InlineData("2021-08-09", "振替休日")]
    [InlineData("2021-10-11", null)]
    [InlineData("2015-08-11", null)]
    [InlineData("2016-08-11", "山の日")]
    [InlineData("2026-09-22", "国民の休日")]
    [InlineData("1969-01-01", null)] // Outside the years the rules know.
    public void DaysThatLawsMoved(string day, string? name) =>
        Assert.Equal(name, HolidayCalendar.ByRule.NameOf(DateOnly.Parse(day)));

    [SkippableFact]
    public void EveryDayFrom1970To2050_IsAsInThePublishedList()
    {
        HashSet<DateOnly> published = [.. File.ReadLines(RealData.Need("data/holidays/holidays_1970-2050.csv"))
            .Skip(1).Where(line => line.Length > 0).Select(line => DateOnly.Parse(line.Split(',')[0]))];
        List<string> wrong = [];
        for (DateOnly day = new(1970, 1, 1); day.Year <= 2050; day = day.AddDays(1))
        {
            if (HolidayCalendar.ByRule.IsHoliday(day) != published.Contains(day))
            {
                wrong.Add($"{day:yyyy-MM-dd} list:{published.Contains(day)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void ACoordinatorsCorrectionWins_BothWays()
    {
        HolidayCalendar calendar = new([
            new HolidayCorrection { Day = new(2026, 11, 20), IsHoliday = true, Name = "市民の日" },
            new HolidayCorrection { Day = new(2026, 11, 23), IsHoliday = false },
        ]);
        Assert.Equal("市民の日", calendar.NameOf(new(2026, 11, 20)));
        Assert.False(calendar.IsHoliday(new(2026, 11, 23)));
        Assert.True(calendar.IsHoliday(new(2026, 11, 3)));
    }
}
