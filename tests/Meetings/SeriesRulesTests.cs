using System.Globalization;
using System.Text.Json;
using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Meetings;

/// <summary>Dates of series as hubs really have them, against npm rrule and the calendar.</summary>
public sealed class SeriesRulesTests
{
    /// <summary>Five years.</summary>
    private static readonly DateOnly From = new(2026, 4, 1), Until = new(2031, 4, 1);

    /// <summary>As people say it, and as RFC 5545 does.</summary>
    public static TheoryData<string, string> Sayings => new()
    {
        { "奇数月第3火曜 19:00〜20:30", "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=+3TU" },
        { "毎月最終月曜 10:00", "FREQ=MONTHLY;BYDAY=-1MO" },
        { "隔月第2水曜 18:30〜20:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=+2WE" },
        { "毎週木曜 19:00", "FREQ=WEEKLY;BYDAY=TH" },
        { "隔週火曜・金曜 13:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR" },
        { "毎月第1・第3土曜 14:00〜16:00", "FREQ=MONTHLY;BYDAY=+1SA,+3SA" },
        { "毎月第5金曜 19:00", "FREQ=MONTHLY;BYDAY=+5FR" },
        { "4・7・10・1月の第2木曜 19:30", "FREQ=MONTHLY;BYMONTH=4,7,10,1;BYDAY=+2TH" },
        { "毎月10日 15:00", "FREQ=MONTHLY;BYMONTHDAY=10" },
        { "毎月31日 15:00", "FREQ=MONTHLY;BYMONTHDAY=31" },
        { "毎月末日 15:00", "FREQ=MONTHLY;BYMONTHDAY=-1" },
        { "3か月に1回第1金曜 19:00", "FREQ=MONTHLY;INTERVAL=3;BYDAY=+1FR" },
        { "半年に1回最終土曜 13:30", "FREQ=MONTHLY;INTERVAL=6;BYDAY=-1SA" },
        { "3週間ごと月曜 9:00", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO" },
    };

    [Theory]
    [MemberData(nameof(Sayings))]
    public async Task Dates_OfFiveYears_AreThoseOfAnotherExpander(string said, string rrule)
    {
        Judges.RequireNode("rrule");
        Assert.True(SeriesText.TryRead(said, From, out SeriesRule rule, out string problem), problem);
        string output = await Judges.RunAsync("recurrence.mjs", JsonSerializer.Serialize(new { rule = rrule, from = Iso(From), until = Iso(Until) }) + "\n");
        string[] expected = JsonSerializer.Deserialize<string[]>(output)!;
        Assert.NotEmpty(expected);
        Assert.Equal(expected, SeriesRules.Dates(rule, From, Until, _ => null).Select(date => Iso(date.Held!.Value)));
    }

    [Theory]
    [InlineData(HolidayWay.Hold, "2026-02-23")] // The last Monday, and 天皇誕生日.
    [InlineData(HolidayWay.Skip, null)]
    [InlineData(HolidayWay.NextWorkingDay, "2026-02-24")]
    [InlineData(HolidayWay.WorkingDayBefore, "2026-02-20")]
    [InlineData(HolidayWay.WeekLater, "2026-03-02")]
    public void AHoliday_IsTakenAsTheSeriesWants(HolidayWay way, string? held)
    {
        SeriesRule rule = Read("毎月最終月曜 10:00", new DateOnly(2026, 1, 1)) with { Holidays = way };
        SeriesDate date = SeriesRules.Dates(rule, new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1), HolidayCalendar.ByRule.NameOf).Single();
        Assert.Equal((new DateOnly(2026, 2, 23), held, "天皇誕生日"), (date.Planned, date.Held is { } on ? Iso(on) : null, date.DayOff));
        Assert.Equal(held is not (null or "2026-02-23"), date.IsMoved);
    }

    [Fact]
    public void HolidaysOfAYear_OnMondays_AreEachLeftOut()
    {
        SeriesRule rule = Read("毎週月曜 10:00", new DateOnly(2026, 1, 1)) with { Holidays = HolidayWay.Skip };
        IReadOnlyList<SeriesDate> dates = SeriesRules.Dates(rule, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), HolidayCalendar.ByRule.NameOf);
        Assert.Equal(52, dates.Count);
        Assert.Equal(["2026-01-12", "2026-02-23", "2026-05-04", "2026-07-20", "2026-09-21", "2026-10-12", "2026-11-23"], dates.Where(date => date.Held is null).Select(date => Iso(date.Planned))); // By hand, from the calendar of the year.
    }

    [Fact]
    public void TwoDatesThatMoveToOneDay_AreOne()
    {
        SeriesRule rule = Read("毎週月曜・火曜 10:00", new DateOnly(2026, 1, 1)) with { Holidays = HolidayWay.NextWorkingDay };
        IReadOnlyList<SeriesDate> dates = SeriesRules.Dates(rule, new DateOnly(2026, 2, 23), new DateOnly(2026, 3, 1), HolidayCalendar.ByRule.NameOf);
        Assert.Equal([("2026-02-23", "2026-02-24"), ("2026-02-24", null)], dates.Select(date => (Iso(date.Planned), date.Held is { } on ? Iso(on) : null)));
    }

    [Fact]
    public void OverTheTurnOfTheYear_ADateMovesBehindIt()
    {
        SeriesRule rule = Read("毎月1日 19:00", new DateOnly(2026, 4, 1)) with { Holidays = HolidayWay.NextWorkingDay };
        string? closed(DateOnly day) => day is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 } ? "年末年始" : HolidayCalendar.ByRule.NameOf(day);
        SeriesDate date = SeriesRules.Dates(rule, new DateOnly(2027, 1, 1), new DateOnly(2027, 2, 1), closed).Single();
        Assert.Equal(("2027-01-04", "年末年始"), (Iso(date.Held!.Value), date.DayOff));
    }

    [Fact]
    public void ASeries_BeginsAndEnds_WhereItIsSaid()
    {
        SeriesRule rule = Read("毎週木曜 19:00", new DateOnly(2026, 6, 5)) with { Until = new DateOnly(2026, 6, 18) };
        Assert.Equal(["2026-06-11", "2026-06-18"], SeriesRules.Dates(rule, From, Until, _ => null).Select(date => Iso(date.Planned)));
    }

    [Fact]
    public void AnEndlessSeries_IsAskedForSoManyDates() =>
        Assert.Equal(SeriesRules.DatesMax, SeriesRules.Dates(Read("毎週木曜 19:00", From), From, new DateOnly(2100, 1, 1), _ => null).Count);

    private static SeriesRule Read(string said, DateOnly from)
    {
        Assert.True(SeriesText.TryRead(said, from, out SeriesRule rule, out string problem), problem);
        return rule;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
