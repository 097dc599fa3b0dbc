namespace Zaitaku.Scheduler.Imports;

/// <summary>One row of a table as text.</summary>
/// <param name="Line">Line of the file on which the row begins, from 1.</param>
internal sealed record TextRow(int Line, string[] Cells);

/// <summary>A table's header: which column stands where. Names are compared as written, without spaces around them.</summary>
internal sealed class Header
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public Header(TextRow row)
    {
        Line = row.Line;
        Names = [.. row.Cells.Select(cell => cell.Trim().TrimStart('\uFEFF'))];
        for (int at = 0; at < Names.Count; at++)
        {
            _columns.TryAdd(Names[at], at);
        }
    }

    public int Line { get; }

    public IReadOnlyList<string> Names { get; }

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!_columns.ContainsKey(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The column's place, or -1, which <see cref="TextRows.At"/> reads as empty.</summary>
    public int Of(string name) => _columns.GetValueOrDefault(name, -1);
}

internal static class TextRows
{
    /// <summary>The cell without spaces around it; empty when the row is short or the column is not there.</summary>
    public static string At(this TextRow row, int column) => (uint)column < (uint)row.Cells.Length ? row.Cells[column].Trim() : "";

    /// <summary>The cell, or null when empty or one of the ways registers write "nothing".</summary>
    public static string? Say(this TextRow row, int column) => row.At(column) is { Length: > 0 } text && text is not ("-" or "－" or "ー" or "なし" or "無し" or "特になし" or "NULL") ? text : null;
}
