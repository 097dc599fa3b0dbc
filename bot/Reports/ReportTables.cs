using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.Reports;

/// <summary>A cell: a number where there is one, else a word.</summary>
public readonly record struct ReportCell(int? Number, string Word)
{
    public static implicit operator ReportCell(string word) => new(null, word);

    public static implicit operator ReportCell(int number) => new(number, "");

    public override string ToString() => Number?.ToString("N0") ?? Word;

    public static ReportCell FromString(string word) => word;

    public static ReportCell FromInt32(int number) => number;
}

/// <param name="Id">For links and headings of the page.</param>
/// <param name="Head">The first stands over the rows' names.</param>
public sealed record ReportTable(string Id, string Title, IReadOnlyList<string> Head, IReadOnlyList<ReportRow> Rows);

public sealed record ReportRow(string Name, IReadOnlyList<ReportCell> Cells);

/// <summary>The report as tables: page, CSV and workbook show the same ones.</summary>
public static class ReportTables
{
    public static IReadOnlyList<ReportTable> Of(ConsultationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<ReportTable> tables =
        [
            Counted(report, "months", "相談件数（月別）", [report.All, report.Residents]),
            Counted(report, "origins", "相談元", report.Origins),
            Counted(report, "contents", "相談内容", report.Contents),
            Counted(report, "phases", "局面", report.Phases),
            Counted(report, "outcomes", "結果", report.Outcomes),
            Counted(report, "routes", "受付経路", report.Routes),
        ];
        tables.RemoveAll(table => table.Rows.Count == 0);
        if (report.Answers is { } answers)
        {
            tables.Add(Times(report.AnswersByMonth, answers));
        }

        return tables;
    }

    private static ReportTable Counted(ConsultationReport report, string id, string title, IReadOnlyList<ReportLine> lines)
    {
        // A table of lost months would be a table of nothing: the year alone is shown.
        bool hasMonths = lines.Any(line => line.Months.Any(month => month is not null)) || id == "months";
        string unknown = report.IsCountedByHand ? ReportWords.Lost : ReportWords.ToCome;
        return new ReportTable(id, title, hasMonths ? ["", .. MonthNames, "計"] : ["", "計"],
        [
            .. lines.Select(line => new ReportRow(line.Name,
            [
                .. hasMonths ? line.Months.Select(month => month is { } count ? (ReportCell)count : unknown) : [],
                line.Total is { } total ? (ReportCell)total : ReportWords.Lost,
            ])),
        ]);
    }

    private static ReportTable Times(IReadOnlyList<AnswerTimes?> months, AnswerTimes year) => new(
        "answers", "最初の回答までの時間（拠点の受付時間で数える）", ["", .. MonthNames, "年度"],
        [
            Row("中央値", months, year, one => ReportWords.Minutes(one.MedianMinutes)),
            Row("9割がこの時間以内", months, year, one => ReportWords.Minutes(one.NinetyPercentMinutes)),
            Row("回答済み", months, year, one => one.Answered),
            Row("未回答", months, year, one => one.Unanswered),
        ]);

    private static ReportRow Row(string name, IReadOnlyList<AnswerTimes?> months, AnswerTimes year, Func<AnswerTimes, ReportCell> of) =>
        new(name, [.. months.Append(year).Select(one => one is null ? ReportWords.ToCome : of(one))]);

    private static IEnumerable<string> MonthNames => Enumerable.Range(0, FiscalYear.MonthsCount).Select(FiscalYear.MonthName);
}
