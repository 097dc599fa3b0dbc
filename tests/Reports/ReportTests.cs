using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Reports;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Tests.Reports;

/// <summary>The tables a real hub printed come out of the consultations behind them.</summary>
public sealed class ReportTests
{
    private static int None(DateTimeOffset from, DateTimeOffset to) => 0;

    [Fact]
    public async Task TheSecondYearsTables_ComeOutAsTheHubPrintedThem()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await KeepAsync(world, HubFigures.SecondYear().Concat(HubFigures.FirstYear()));
        ConsultationReport report = await world.AskAsync(db => ReportReads.ReadAsync(db, HubFigures.Second, None, world.Clock.GetUtcNow(), CancellationToken.None));

        Assert.Equal(74, report.All.Total);
        Assert.Equal(HubFigures.SecondMonths.Cast<int?>(), report.All.Months);
        Assert.Equal(HubFigures.SecondResidents, report.Residents.Total);
        Assert.Equal(HubFigures.SecondResidents, report.Residents.Months.Sum());
        Assert.Equal([("care_manager_office", 32), ("medical_institution", 21), ("resident", 10), ("community_support_center", 3), ("visiting_nurse", 2), ("group_home", 2),
            ("disability_support", 1), ("small_multifunction", 1), ("other", 0), ("", 2)], report.Origins.Select(line => (line.Id, line.Total)));
        Assert.Equal([("resource_information", 19), ("support", 13), ("placement_medical", 12), ("home_visit_doctor", 12), ("placement", 8), ("home_visit_dentist", 8), ("", 2)],
            report.Contents.Where(line => line.Total > 0).Select(line => (line.Id, line.Total)));
        Assert.Equal(74, report.Contents.Sum(line => line.Months.Sum()));
    }

    [Fact]
    public async Task WhatHasChangedSince_IsCountedAnew_AndOtherMonthsAreNotReadAgain()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await KeepAsync(world, HubFigures.SecondYear());
        CountedMonths counted = new();
        int asked = 0;
        int Hours(DateTimeOffset from, DateTimeOffset to) => ++asked;
        Func<DateTimeOffset, DateTimeOffset, int> hours = Hours;
        Task<ConsultationReport> ReadAsync() => world.AskAsync(db => ReportReads.ReadAsync(db, HubFigures.Second, hours, counted, world.Clock.GetUtcNow(), CancellationToken.None));
        await world.AskAsync(async db =>
        {
            db.Consultations.ToList().ForEach(one => (one.FirstAnswerAt, one.Revision) = (one.ReceivedAt, one.Revision + 1));
            return await db.SaveChangesAsync();
        });
        Assert.Equal(74, (await ReadAsync()).Answers!.Answered);
        Assert.Equal((74, 74), (asked, (await ReadAsync()).All.Total)); // Nothing was counted again.

        await world.AskAsync(async db =>
        {
            Consultation one = db.Consultations.OrderBy(one => one.ReceivedAt).First(), away = db.Consultations.OrderByDescending(one => one.ReceivedAt).First();
            (one.Origin, one.Revision) = (ConsultationOrigin.GroupHome, one.Revision + 1);
            (away.State, away.Revision) = (ConsultationState.Merged, away.Revision + 1);
            return await db.SaveChangesAsync();
        });
        ConsultationReport report = await ReadAsync();
        Assert.Equal((73, 74 + HubFigures.SecondMonths[0] + HubFigures.SecondMonths[^1] - 1), (report.All.Total, asked)); // April and March anew.
        Assert.Equal(3, report.Origins.Single(line => line.Id == "group_home").Total);
    }

    [Fact]
    public async Task TheFirstYearCounts29_AndNeighbouringYearsDoNotMix()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await KeepAsync(world, HubFigures.SecondYear().Concat(HubFigures.FirstYear()));
        ConsultationReport report = await world.AskAsync(db => ReportReads.ReadAsync(db, new FiscalYear(2022), None, world.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal(29, report.All.Total);
        Assert.Equal(HubFigures.FirstValues.Cast<int?>(), report.All.Months.Skip(4));
    }

    [Fact]
    public void LostMonthsAreSaidToBeLost_AndTheTotalStands()
    {
        EarlierYear second = new() { Year = 2023, Total = 74, Months = [.. HubFigures.SecondMonths], Residents = 10, Origins = { ["care_manager_office"] = 32, ["resident"] = 10 } };
        EarlierYear first = new() { Year = 2022, Total = 29 };
        Assert.Empty(EarlierYearRules.Faults(second).Concat(EarlierYearRules.Faults(first)));

        ReportTable table = ReportTables.Of(EarlierYearRules.Of(second))[0];
        Assert.Equal(["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月", "計"], table.Head.Skip(1));
        Assert.Equal("7 2 6 6 7 9 7 3 9 9 4 5 74", string.Join(' ', table.Rows[0].Cells));
        Assert.Equal("うち地域住民", table.Rows[1].Name);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("不明", 12)) + " 10", string.Join(' ', table.Rows[1].Cells));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("不明", 12)) + " 29", string.Join(' ', ReportTables.Of(EarlierYearRules.Of(first))[0].Rows[0].Cells));
    }

    [Theory]
    [InlineData(75, "care_manager_office", 32)] // The months make 74.
    [InlineData(74, "care_manager", 32)] // No such 相談元.
    [InlineData(74, "care_manager_office", 75)]
    public void AYearThatDoesNotAddUp_IsRefused(int total, string origin, int count) =>
        Assert.NotEmpty(EarlierYearRules.Faults(new EarlierYear { Year = 2023, Total = total, Months = [.. HubFigures.SecondMonths], Origins = { [origin] = count } }));

    [Fact]
    public void TimeToFirstAnswer_CountsWorkingTime_MedianAndNineOfTen()
    {
        DateTimeOffset at = new FiscalYear(2025).From.AddDays(1);
        CountedConsultation[] rows = [.. Enumerable.Range(1, 10).Select(hours => new CountedConsultation { ReceivedAt = at, FirstAnswerAt = at.AddHours(hours) }), new CountedConsultation { ReceivedAt = at }];
        AnswerTimes times = ReportRules.Of(new FiscalYear(2025), rows, (from, to) => (int)(to - from).TotalHours * 10, new DateOnly(2026, 4, 1)).Answers!;
        Assert.Equal((10, 1, 55, 90), (times.Answered, times.Unanswered, times.MedianMinutes, times.NinetyPercentMinutes));
        Assert.Equal("3時間05分", ReportWords.Minutes(185));
    }

    [Fact]
    public void AMonthToCome_HasNoNumber()
    {
        ConsultationReport report = ReportRules.Of(new FiscalYear(2025), [], None, new DateOnly(2025, 6, 30));
        Assert.Equal(3, report.All.Months.Count(month => month == 0));
        Assert.Equal(9, report.All.Months.Count(month => month is null));
    }

    [Fact]
    public void Csv_HasABom_AndNoCellIsAFormula()
    {
        byte[] csv = ReportCsv.Write("=cmd", [new ReportTable("x", "@題", ["", "4月"], [new ReportRow("+1", [3, "-2"])])]);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        string[] lines = Encoding.UTF8.GetString(csv[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines.SelectMany(line => line.Split(',')), cell => Assert.False(cell.TrimStart('"') is ['=' or '+' or '-' or '@', ..], cell));
        Assert.Contains(",3,", lines[^1]);
    }

    /// <summary>The program began in the middle of the second year: what was counted by hand until then stays in the report.</summary>
    [Fact]
    public async Task TheYearInWhichTheProgramBegan_HasBoth()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2024, 3, 20, 10), new()
        {
            ["Reports:Earlier:0:Year"] = "2023", ["Reports:Earlier:0:Total"] = "70", ["Reports:Earlier:0:Origins:resident"] = "9", ["Reports:Earlier:0:Origins:care_manager_office"] = "31",
        });
        await KeepAsync(world, [.. HubFigures.SecondYear().OrderBy(one => one.ReceivedAt).TakeLast(4)]);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ConsultationReport report = await scope.ServiceProvider.GetRequiredService<YearlyReports>().ReadAsync(HubFigures.Second, CancellationToken.None);

        Assert.Equal((74, 70), (report.All.Total, report.AddedByHand));
        Assert.Equal(4, report.All.Months.Sum());
        Assert.Equal(74, report.Origins.Sum(line => line.Total));
        Assert.Equal(30 + 4 - report.Origins.Where(line => line.Id.Length > 0).Sum(line => line.Months.Sum()), report.Origins.Single(line => line.Id.Length == 0).Total);
        Assert.Equal(74, report.Contents.Sum(line => line.Total));
    }

    [Fact]
    public void WhatNobodyCounted_IsUnknown_AndAMonthToComeHasNoTimes()
    {
        Assert.Equal("不明", ReportTables.Of(EarlierYearRules.Of(new EarlierYear { Year = 2022, Total = 29 }))[0].Rows[1].Cells[^1].ToString());
        ConsultationReport begun = ReportRules.Of(new FiscalYear(2026), [], (_, _) => 0, new DateOnly(2026, 5, 3));
        ReportTable times = ReportTables.Of(begun).Single(table => table.Id == "answers");
        Assert.Equal("0 0 " + string.Join(' ', Enumerable.Repeat("－", 10)) + " 0", string.Join(' ', times.Rows.Single(row => row.Name == "未回答").Cells));
    }

    /// <summary>A machine's pointer to the center at once is nobody's answer.</summary>
    [Fact]
    public void HandedToTheCenter_MakesNoAnswerFaster_AndNobodyWaits()
    {
        CountedConsultation handed = new() { ReceivedAt = HubFigures.Second.From.AddDays(3), Outcome = ConsultationOutcome.Connected };
        CountedConsultation answered = new() { ReceivedAt = HubFigures.Second.From.AddDays(3), FirstAnswerAt = HubFigures.Second.From.AddDays(4) };
        Assert.Equal(new AnswerTimes(1, 0, 90, 90), ReportRules.Of(HubFigures.Second, [handed, answered], (_, _) => 90, new DateOnly(2024, 3, 31)).Answers);
    }

    [Fact]
    public async Task PageCsvAndWorkbook_TellTheSameNumbers()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await KeepAsync(world, HubFigures.SecondYear());
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ConsultationReport report = await scope.ServiceProvider.GetRequiredService<YearlyReports>().ReadAsync(HubFigures.Second, CancellationToken.None);
        IReadOnlyList<ReportTable> tables = ReportTables.Of(report);
        string[] expected = [.. tables.SelectMany(table => table.Rows).Select(row => $"{row.Name}:{string.Join(' ', row.Cells.Select(cell => cell.Number?.ToString(CultureInfo.InvariantCulture) ?? cell.Word))}")];

        string csv = Encoding.UTF8.GetString(ReportCsv.Write("題", tables));
        Assert.Contains("相談件数,7,2,6,6,7,9,7,3,9,9,4,5,74", csv);
        Assert.All(expected, row => Assert.Contains(row.Replace(':', ',').Replace(' ', ','), csv));
        Assert.Equal(expected, RowsOf(ReportWorkbook.Write("題", tables)).Where(row => expected.Contains(row)));
    }

    [Fact]
    public void Charts_AreSafeSvg_AndSayTheNumbers()
    {
        ConsultationReport report = EarlierYearRules.Of(new EarlierYear { Year = 2023, Total = 74, Months = [.. HubFigures.SecondMonths], Residents = 10 });
        string svg = ReportCharts.Months(report);
        Assert.Contains("全部で74件", svg);
        Assert.DoesNotContain("style=", svg);
        Assert.Equal("", ReportCharts.Shares("", []));
        System.Xml.Linq.XDocument.Parse(svg);
        string hostile = ReportCharts.Shares("\"><script>", [new ReportLine("x", "<b>&", [], 3)]);
        System.Xml.Linq.XDocument.Parse(hostile);
        Assert.DoesNotContain("<script", hostile);
    }

    private static IEnumerable<string> RowsOf(byte[] workbook)
    {
        using MemoryStream bytes = new(workbook);
        using SpreadsheetDocument document = SpreadsheetDocument.Open(bytes, isEditable: false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray())
            .Where(cells => cells.Length > 1).Select(cells => $"{cells[0]}:{string.Join(' ', cells[1..])}")];
    }

    internal static async Task KeepAsync(World.World world, IEnumerable<Consultation> consultations) => await world.AskAsync(async db =>
    {
        db.Consultations.AddRange(consultations);
        return await db.SaveChangesAsync();
    });
}
