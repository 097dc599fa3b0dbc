using System.Text;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Rows not taken, and the file in the data directory that lists them for whoever mends the table.</summary>
internal sealed class Rejects(string? wantedPath = null)
{
    public int Count { get; private set; }

    public List<RejectedRow> Kept { get; } = [];

    public void Add(int line, string reason, IReadOnlyList<string> cells)
    {
        Count++;
        if (Kept.Count < ImportLimits.RejectsMax)
        {
            Kept.Add(new RejectedRow(line, reason, cells));
        }
    }

    /// <summary>Writes <c>名.rejects.csv</c>; returns its path, or null when there is nothing to write.</summary>
    public string? Save(StorageOptions storage, string fileName, Header? header)
    {
        if (Kept.Count == 0)
        {
            return null;
        }

        string path = wantedPath ?? Path.Combine(Path.GetFullPath(storage.DataDirectory), Path.GetFileName(fileName) + ".rejects.csv");
        using StreamWriter writer = new(OwnFile.Open(path, FileMode.Create, FileShare.Read), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        writer.WriteLine(CsvText.Line(["行", "理由", .. header?.Names ?? []]));
        foreach (RejectedRow row in Kept)
        {
            writer.WriteLine(CsvText.Line([row.Line.ToString(), row.Reason, .. row.Cells]));
        }

        return path;
    }
}

/// <summary>Writes cells that a spreadsheet opens as text.</summary>
internal static class CsvText
{
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";

    /// <summary>One line. A cell that a spreadsheet would run as a formula gets an apostrophe in front, unless it is a plain number.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string text)
    {
        string safe = text.Length > 0 && FormulaStarts.Contains(text[0]) && !double.TryParse(text, out _) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 || safe.StartsWith(' ') ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
