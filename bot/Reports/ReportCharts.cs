using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.Reports;

/// <summary>The report's pictures as SVG. Colours are classes of zaitaku.css, numbers stand beside the bars, and a screen reader hears the picture's title; the tables say the same.</summary>
public static class ReportCharts
{
    private const int Width = 720;
    private const int Height = 220;
    private const int Ground = 180;
    private const int RowHeight = 26;
    private const int LabelWidth = 220;
    private const int NumberWidth = 60;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A bar a month, the residents' part darker. Empty where no month is known.</summary>
    public static string Months(ConsultationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        int most = report.All.Months.Max() ?? 0;
        if (most == 0)
        {
            return "";
        }

        const int Step = Width / FiscalYear.MonthsCount;
        StringBuilder svg = Begin(Height, $"{report.Year.Name}の相談件数、月別。全部で{report.All.Total ?? 0}件");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"0\" y1=\"{Ground}\" x2=\"{Width}\" y2=\"{Ground}\"/>");
        for (int month = 0; month < FiscalYear.MonthsCount; month++)
        {
            int middle = (month * Step) + (Step / 2);
            Text(svg, middle, Ground + 22, "middle", FiscalYear.MonthName(month));
            if (report.All.Months[month] is not { } count)
            {
                Text(svg, middle, Ground - 8, "middle", report.IsCountedByHand ? ReportWords.Lost : "");
                continue;
            }

            Bar(svg, "all", middle - 16, count, most);
            Bar(svg, "residents", middle - 16, report.Residents.Months[month] ?? 0, most);
            Text(svg, middle, Ground - HeightOf(count, most) - 6, "middle", count.ToString(CultureInfo.InvariantCulture));
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>A bar a line, the longest first; lines without any are left out.</summary>
    public static string Shares(string title, IReadOnlyList<ReportLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Bars(title, [.. lines.Where(line => line.Total > 0).OrderByDescending(line => line.Id.Length > 0).ThenByDescending(line => line.Total).Select(line => (line.Name, line.Total ?? 0, line.Id.Length > 0))]);
    }

    /// <summary>A bar a row, in the order given. Empty where there is none.</summary>
    /// <param name="rows">Paler where it is what is left over.</param>
    public static string Bars(string title, IReadOnlyList<(string Name, int Count, bool IsNamed)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return "";
        }

        int most = Math.Max(1, rows.Max(row => row.Count));
        StringBuilder svg = Begin(rows.Count * RowHeight, title);
        for (int row = 0; row < rows.Count; row++)
        {
            int top = row * RowHeight;
            int length = Math.Max(1, (Width - LabelWidth - NumberWidth) * rows[row].Count / most);
            Text(svg, LabelWidth - 10, top + 18, "end", rows[row].Name);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(rows[row].IsNamed ? "all" : "rest")}\" x=\"{LabelWidth}\" y=\"{top + 4}\" width=\"{length}\" height=\"{RowHeight - 8}\" rx=\"2\"/>");
            Text(svg, LabelWidth + length + 8, top + 18, "start", rows[row].Count.ToString(CultureInfo.InvariantCulture));
        }

        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Begin(int height, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Encoder.Encode(title)}\">");

    private static void Bar(StringBuilder svg, string kind, int left, int count, int most) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{left}\" y=\"{Ground - HeightOf(count, most)}\" width=\"32\" height=\"{HeightOf(count, most)}\" rx=\"2\"/>");

    private static int HeightOf(int count, int most) => count * (Ground - 30) / most;

    private static void Text(StringBuilder svg, int x, int y, string anchor, string words) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{Encoder.Encode(words)}</text>");
}
