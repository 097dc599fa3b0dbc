using System.Text;
using Xunit;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Time;
using Zaitaku.Tests.Rota;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>Lists as associations write them: days, hours and deadlines are read as meant, or the row is a problem.</summary>
public sealed class MeetingTableReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meeting-tables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("午後7時〜8時半", "19:00-20:30")]
    [InlineData("午後1時30分〜3時30分", "13:30-15:30")]
    [InlineData("午後１０時から１１時半まで", "22:00-23:30")]
    [InlineData("午後11時〜1時", "23:00-+1:00")] // After midnight.
    [InlineData("22:00～1:30", "22:00-+1:30")]
    [InlineData("19:00〜翌8:30", "19:00-+8:30")]
    [InlineData("19:00〜午前8時半", "19:00-+8:30")]
    [InlineData("午前10時〜12時", "10:00-12:00")]
    [InlineData("19時から", "19:00-")]
    [InlineData("19:00〜8:30", "午後のときは")]
    [InlineData("13:30-3:30", "翌日のときは")]
    [InlineData("午前10時〜1時", "午後のときは")]
    [InlineData("午後7時〜7時", "午後のときは")]
    [InlineData("夜8時〜9時", "時間")]
    public void Hours(string written, string expected)
    {
        AssertHours(expected, Read($"日付,時間,名称\n2026-05-21,{written},看取り\n"));
        if (written.Split(['〜', '～', '-']) is [string start, string end])
        {
            AssertHours(expected, Read($"日付,開始,終了,名称\n2026-05-21,{start},{end},看取り\n"));
        }
    }

    [Theory]
    [InlineData("2026-04-10", "3/31", "2026-03-31 23:59")]
    [InlineData("2027-01-15", "12/20", "2026-12-20 23:59")]
    [InlineData("2026-05-21", "5月14日（木）", "2026-05-14 23:59")]
    [InlineData("2026-05-21", "5/21", "2026-05-21 19:00")] // On the day: until it begins.
    [InlineData("2026-05-21", "5/14 17:00〆切", "2026-05-14 17:00")]
    [InlineData("2026-05-21", "5/14 17時まで必着", "2026-05-14 17:00")]
    [InlineData("2026-05-21", "なし", "")]
    [InlineData("2026-05-21", "5/28", "2026-05-28 23:59")] // Later than the meeting: refused as that, and not taken for one of a year ago.
    [InlineData("2026-05-21", "2025-05-14", "2025-05-14 23:59")]
    [InlineData("2026-05-21", "5/14 25時99分", "申込締切")]
    [InlineData("2026-05-21", "5/14 17:00ごろ", "申込締切")]
    public void Deadlines(string day, string written, string expected)
    {
        MeetingTable table = Read($"日付,開始,名称,申込締切\n{day},19:00,看取り,{written}\n");
        if (expected.Any(char.IsAsciiDigit) || expected.Length == 0)
        {
            Assert.Equal(expected, Assert.Single(table.Rows).AnswersUntil is { } until ? $"{OfficeTime.InTokyo(until):yyyy-MM-dd HH:mm}" : "");
        }
        else
        {
            Assert.Contains(expected, Assert.Single(table.Problems).Text);
        }
    }

    [Theory]
    [InlineData("【中止】看取り研修", "看取り研修", true)]
    [InlineData("（中止） 看取り研修", "看取り研修", true)]
    [InlineData("看取り研修【開催中止】", "看取り研修", true)]
    [InlineData("薬の中止を考える研修", "薬の中止を考える研修", false)]
    public void WhatIsMarkedBesideItsTitle_IsThatMeeting(string written, string title, bool isCancelled)
    {
        MeetingRow row = Assert.Single(Read($"日付,開始,名称\n2026-05-21,19:00,{written}\n").Rows);
        Assert.Equal((title, isCancelled), (row.Title, row.IsCancelled));
    }

    [Fact]
    public void WhatIsPutOff_IsNoMeetingOfItsOwn_AndARefusedRowSaysWhichItIs()
    {
        MeetingTable table = Read("日付,開始,名称,主催,定員\n2026-05-21,19:00,【延期】看取り,医師会,\n2026-06-18,19:00,食支援,医師会,50～60名\n2/30,19:00,認知症,医師会,\n");
        Assert.Empty(table.Rows);
        Assert.Equal([(new DateOnly(2026, 5, 21), "看取り", "医師会"), (new DateOnly(2026, 6, 18), "食支援", "医師会"), ((DateOnly?)null, "", "")], table.Problems.Select(one => (one.Day, one.Title, one.Organiser)));
        Assert.Contains("延期", table.Problems[0].Text);
    }

    [Theory]
    [InlineData("2025年度 第4回理事会 承認", "5/21", 2026, "2026-05-21")] // Agreed on a year before.
    [InlineData("2025年度 第4回理事会 承認", "5/21", null, "2025-05-21")]
    [InlineData("令和8年5月 研修予定", "21日", 2026, "2026-05-21")]
    [InlineData("令和9年2月 研修予定", "18日", 2026, "2027-02-18")]
    [InlineData("令和7年5月 研修予定", "21日", 2026, null)]
    [InlineData("2025年度", "2025年5月21日", 2026, "2025-05-21")] // The row itself says it.
    public void TheChosenYear_HoldsBeforeWhatStandsAbove(string above, string day, int? year, string? expected)
    {
        MeetingTable table = Read($"{above}\n日付,開始,名称\n{day},19:00,看取り\n", year);
        Assert.Equal(expected, table.Rows.Count == 0 ? null : $"{OfficeTime.DayOf(table.Rows[0].StartsAt):yyyy-MM-dd}");
    }

    [Fact]
    public void ADayOfAnotherWeekday_IsAProblem()
    {
        MeetingTable table = Read("日付,曜日,開始,名称\n5/21,水,19:00,看取り\n5/21,木,19:00,看取り\n5/21,,19:00,食支援\n", 2026);
        Assert.Equal(["看取り", "食支援"], table.Rows.Select(row => row.Title));
        Assert.Contains("木曜日", Assert.Single(table.Problems).Text);
    }

    [Fact]
    public void AWorkbooksDayWithItsHour_IsRead()
    {
        MeetingTable table = Read(DutyTableReaderTests.Workbook("開催日時|終了|名称|申込締切", "46163.7916666667|0.854166666666667|看取り|46156.7083333333", "46191.791666666664||食支援|46184", "46223.999999||深夜|", "46163.7916666667|0.354166666666667|朝まで|"), null);
        Assert.Equal([(At("2026-05-21", 19), At("2026-05-21", 20, 30), At("2026-05-14", 17)), (At("2026-06-18", 19), null, At("2026-06-11", 23, 59))], table.Rows.Select(row => (row.StartsAt, row.EndsAt, row.AnswersUntil!.Value)));
        Assert.Equal([4, 5], table.Problems.Select(problem => problem.Line)); // A midnight is no hour; and half a night is none of a meeting.
    }

    private static void AssertHours(string expected, MeetingTable table)
    {
        if (!expected.Contains(':', StringComparison.Ordinal))
        {
            Assert.Contains(expected, Assert.Single(table.Problems).Text);
            return;
        }

        MeetingRow row = Assert.Single(table.Rows);
        string end = row.EndsAt is { } last ? $"{(OfficeTime.DayOf(last) > OfficeTime.DayOf(row.StartsAt) ? "+" : "")}{OfficeTime.InTokyo(last):H:mm}" : "";
        Assert.Equal(expected, $"{OfficeTime.InTokyo(row.StartsAt):H:mm}-{end}");
    }

    private MeetingTable Read(string text, int? year = null) => Read(Encoding.UTF8.GetBytes(text), year);

    private MeetingTable Read(byte[] bytes, int? year)
    {
        string path = Path.Combine(_folder, "upload");
        File.WriteAllBytes(path, bytes);
        return MeetingTableReader.Read(path, year);
    }
}
