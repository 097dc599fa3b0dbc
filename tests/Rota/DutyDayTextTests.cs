using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

public sealed class DutyDayTextTests
{
    private static readonly DutyDayContext Bare = new();

    [Theory]
    [InlineData("2026-05-25")]
    [InlineData("2026/5/25")]
    [InlineData("2026.5.25")]
    [InlineData("２０２６／０５／２５")] // full width
    [InlineData("2026‐05‐25")] // another hyphen
    [InlineData("20260525")] // packed
    [InlineData("2026年5月25日(月)")]
    [InlineData("2026年5月25日（月・祝）")] // full-width brackets
    [InlineData("2026年 5月25日 月曜日")]
    [InlineData("R8.5.25")]
    [InlineData("Ｒ８．５．２５")]
    [InlineData("令和8年5月25日")]
    [InlineData("令和８年５月２５日（月）")]
    [InlineData("2026-05-25 00:00:00")] // with the midnight a spreadsheet adds
    [InlineData("2026-05-25T00:00:00")]
    [InlineData("2026/5/25 0:00")]
    public void TryRead_AWholeDay_IsRead(string text)
    {
        Assert.True(DutyDayText.TryRead(text, "", Bare, out DateOnly day, out string problem), problem);
        Assert.Equal((new DateOnly(2026, 5, 25), ""), (day, problem));
    }

    [Theory]
    [InlineData("令和元年5月1日", "2019-05-01")] // the era's first year
    [InlineData("R10.2.29", "2028-02-29")] // leap year
    [InlineData("2000-01-01", "2000-01-01")] // the first allowed
    [InlineData("2099-12-31", "2099-12-31")] // the last
    public void TryRead_Edges_AreRead(string text, string day)
    {
        Assert.True(DutyDayText.TryRead(text, "", Bare, out DateOnly found, out string problem), problem);
        Assert.Equal(day, found.ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("", "書かれていません")]
    [InlineData("2026-02-30", "という日はありません")]
    [InlineData("R9.2.29", "という日はありません")] // no leap year
    [InlineData("2026-13-01", "という日はありません")]
    [InlineData("1999-12-31", "という日はありません")] // before the first allowed
    [InlineData("5月25日", "何年何月か")] // no year anywhere
    [InlineData("25日", "何年何月か")]
    [InlineData("26/5/25", "読めません")] // 2026 or 令和26?
    [InlineData("5/25/2026", "読めません")]
    [InlineData("2026-05-25 08:30", "読めません")] // a time in the day
    [InlineData("2026-05-25～27", "読めません")] // several days
    [InlineData("5/2・5/3", "読めません")] // several days
    [InlineData("2026-05-25 要確認", "読めません")] // never half
    [InlineData("46167", "読めません")] // a workbook's number in a text file
    [InlineData("※変更あり", "読めません")]
    [InlineData("2026年5月25日(火)", "曜日のどちらか")] // a Monday
    public void TryRead_NoDay_SaysWhy(string text, string problem)
    {
        Assert.False(DutyDayText.TryRead(text, "", Bare, out _, out string said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("月", true)]
    [InlineData("月曜日", true)]
    [InlineData("（月）", true)]
    [InlineData("月・祝", true)]
    [InlineData("月祝", true)]
    [InlineData("土・月", true)] // one of several
    [InlineData("祝日", true)] // as the city writes holidays
    [InlineData("日祝", true)] // a kind of day
    [InlineData("日・祝日", true)]
    [InlineData("", true)] // empty
    [InlineData("平日", true)] // no day of the week, though it ends in one
    [InlineData("46167", true)] // a workbook's day shown as one
    [InlineData("火", false)]
    [InlineData("火曜日", false)]
    [InlineData("火・祝", false)]
    [InlineData("日", false)]
    [InlineData("土・日", false)]
    public void TryRead_BesideAWeekday_OnlyWhenItFits(string weekday, bool fits)
    {
        Assert.Equal(fits, DutyDayText.TryRead("2026-05-25", weekday, Bare, out _, out string problem));
        Assert.Equal(fits ? "" : $"2026-05-25は月曜日ですが「{weekday}」と書かれています（日付か曜日のどちらかが違います）", problem);
    }

    [Theory]
    [InlineData("46167", "2026-05-25")]
    [InlineData("46167.0", "2026-05-25")]
    [InlineData("36526", "2000-01-01")]
    [InlineData("73050", "2099-12-31")]
    [InlineData("46167.354", "")] // a time in the day
    [InlineData("36525", "")] // 1999
    [InlineData("99999", "")] // 2173
    public void TryRead_ANumberOfAWorkbook_IsADay(string text, string day)
    {
        bool isRead = DutyDayText.TryRead(text, "", new DutyDayContext(IsSheet: true), out DateOnly found, out _);
        Assert.Equal(day, isRead ? found.ToString("yyyy-MM-dd") : "");
    }

    [Theory]
    [InlineData("5月25日", "令和8年5月 当番表", "", "2026-05-25")] // the heading's month
    [InlineData("5/25", "2026年5月", "", "2026-05-25")]
    [InlineData("5/25(月)", "2026年5月", "", "2026-05-25")]
    [InlineData("25日", "令和8年5月 当番表", "", "2026-05-25")] // a day of the heading's month
    [InlineData("25", "令和8年5月 当番表", "", "2026-05-25")]
    [InlineData("25日", "令和8年5月～7月 当番表", "", "")] // of which month?
    [InlineData("25日", "令和8年5月・6月 当番表", "", "")]
    [InlineData("25日", "令和8年度 当番表", "", "")]
    [InlineData("6月1日", "令和8年5月～7月 当番表", "2026-05-31", "2026-06-01")] // runs on
    [InlineData("5月3日", "令和8年5月～7月 当番表", "2026-07-26", "2026-05-03")] // the next department begins again
    [InlineData("7月1日", "令和8年5月 当番表", "", "")] // not the heading's, and nothing runs on into it
    [InlineData("3月1日", "令和8年度 当番表", "", "2027-03-01")] // of the fiscal year
    [InlineData("4月1日", "2026年度", "2027-03-31", "2026-04-01")] // its first day, whatever stood before
    [InlineData("1月1日", "2026年 休日当番", "2026-12-31", "2026-01-01")] // a calendar year
    [InlineData("1月1日", "", "2026-12-31", "2027-01-01")] // over New Year
    [InlineData("12月31日", "", "2026-12-30", "2026-12-31")]
    [InlineData("12月3日", "", "2026-12-30", "2026-12-03")] // back within the month
    [InlineData("6月1日", "", "2026-05-31", "2026-06-01")]
    [InlineData("7月1日", "", "2026-05-31", "")] // a month is missing: not ours to guess
    [InlineData("4月30日", "", "2026-05-01", "")] // backwards: this year's or next year's?
    [InlineData("5月25日（火）", "令和8年5月 当番表", "", "")] // the weekday does not fit
    public void TryRead_AnIncompleteDay_TakesItsYearFromAbove(string text, string heading, string previous, string day)
    {
        DutyDayContext context = new(DutyDayText.HeadingOf(heading), previous.Length > 0 ? DateOnly.Parse(previous) : null);
        bool isRead = DutyDayText.TryRead(text, "", context, out DateOnly found, out string problem);
        Assert.Equal((day, day.Length == 0), (isRead ? found.ToString("yyyy-MM-dd") : "", problem.Length > 0));
    }

    [Theory]
    [InlineData("令和8年5月 当番表", "2026 5 month")]
    [InlineData("２０２６年５月分　休日当番医", "2026 5 month")]
    [InlineData("R8年5月", "2026 5 month")]
    [InlineData("鶴岡地区医師会 令和8年5月～7月", "2026 5")]
    [InlineData("令和8年5月1日～5月31日", "2026 5")] // a period from a day
    [InlineData("令和8年5月1日(金)から", "2026 5")]
    [InlineData("令和8年度 当番表", "2026 fiscal")]
    [InlineData("2026年 当番表", "2026")]
    [InlineData("令和8年4月20日作成", null)] // when it was made
    [InlineData("令和8年4月20日作成 令和8年5月 当番表", "2026 5 month")]
    [InlineData("休日当番医", null)]
    [InlineData("1850年創立", null)]
    public void HeadingOf_WordsAboveATable_GivesYearAndMonth(string text, string? expected)
    {
        DutyHeading? heading = DutyDayText.HeadingOf(text);
        Assert.Equal(expected, heading is null ? null : $"{heading.Year} {heading.Month} {(heading.IsFiscal ? "fiscal" : "")}{(heading.IsOneMonth ? "month" : "")}".Replace("  ", " ", StringComparison.Ordinal).Trim());
    }

    [Theory]
    [InlineData("2026-03-26", "2026-03-25")]
    [InlineData("2026/3/26 10:15", "2026-03-26 09:59")] // the same day, later
    [InlineData("令和8年3月26日", "R8.3.25")]
    [InlineData("2026-10-01", "2026-9-30")] // not by its letters
    [InlineData("第10版", "第2版")]
    [InlineData("v3", "2")]
    [InlineData("2", "初版")]
    public void TryReadVersion_Newer_IsGreater(string newer, string older)
    {
        Assert.True(DutyDayText.TryReadVersion(newer, isSheet: false, out long one, out _));
        Assert.True(DutyDayText.TryReadVersion(older, isSheet: false, out long other, out _));
        Assert.True(one > other, $"{one} {other}");
    }

    [Fact]
    public void TryReadVersion_OfAWorkbook_ReadsDayAndTime()
    {
        Assert.True(DutyDayText.TryReadVersion("46107.427083333", isSheet: true, out long sheet, out _));
        Assert.True(DutyDayText.TryReadVersion("2026-03-26 10:15", isSheet: false, out long text, out _));
        Assert.Equal(text, sheet);
    }

    [Theory]
    [InlineData("")]
    [InlineData("最新")]
    [InlineData("9377c273")] // a commit
    public void TryReadVersion_WithoutAnOrder_IsAProblem(string text)
    {
        Assert.False(DutyDayText.TryReadVersion(text, isSheet: false, out _, out string problem));
        Assert.Contains("版", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AVeryLongCell_IsAProblemAndShort()
    {
        Assert.False(DutyDayText.TryRead(new string('9', 1_000_000), "", Bare, out _, out string problem));
        Assert.True(problem.Length < 60);
        Assert.True(DutyDayText.TryRead("2026-05-25", new string('火', 1_000_000), Bare, out _, out _));
        Assert.Null(DutyDayText.HeadingOf(new string('あ', 1_000_000)));
        Assert.Null(DutyDayText.HeadingOf(new string('あ', DutyDayText.LengthMax * 4 - 1) + "🏥 令和8年5月")); // cut within a letter
    }
}
