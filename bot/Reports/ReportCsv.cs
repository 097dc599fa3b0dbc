using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Zaitaku.Bot.Reports;

/// <summary>The report as CSV for Excel: UTF-8 with BOM, CRLF, one table below the other.</summary>
public static class ReportCsv
{
    /// <summary>A cell that begins like a formula is written as text: a spreadsheet must never run what somebody typed.</summary>
    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };

    public static byte[] Write(string title, IReadOnlyList<ReportTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using MemoryStream bytes = new();
        using (StreamWriter text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (CsvWriter csv = new(text, Form))
        {
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
        }

        return bytes.ToArray();
    }

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }
}
