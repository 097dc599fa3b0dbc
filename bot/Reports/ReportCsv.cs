using System.Globalization;
using System.Text;

namespace Zaitaku.Bot.Reports;

/// <summary>The report as CSV for Excel: UTF-8 with BOM, CRLF, one table below the other. Source of the form: RFC 4180.</summary>
public static class ReportCsv
{
    /// <summary>A cell that begins so is run as a formula by a spreadsheet. Source: OWASP, "CSV Injection".</summary>
    private const string FormulaLetters = "=+-@\t\r\n＝＋－＠";

    public static byte[] Write(string title, IReadOnlyList<ReportTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        StringBuilder csv = new("\uFEFF");
        Row(csv, [title]);
        foreach (ReportTable table in tables)
        {
            Row(csv, []);
            Row(csv, [table.Title, .. table.Head.Skip(1)]);
            foreach (ReportRow row in table.Rows)
            {
                Row(csv, [row.Name, .. row.Cells.Select(cell => cell.Number?.ToString(CultureInfo.InvariantCulture) ?? cell.Word)]);
            }
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static void Row(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>A word that looks like a formula gets an apostrophe before it: a spreadsheet then shows it and does not run it.</summary>
    private static string Cell(string words)
    {
        string safe = words.Length > 1 && FormulaLetters.Contains(words[0]) ? $"'{words}" : words;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
