using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Scheduler.Imports;

/// <summary>One name on the map, or why a row gives none.</summary>
/// <param name="Problem">Set when the row was not understood; the rest is then empty.</param>
internal sealed record GazetteerRow(
    int Line, GazetteerKind Kind, string Name, string Kana, string Prefecture, string Municipality, double? Latitude, double? Longitude, string? AlsoKey = null, string? Problem = null, string[]? Cells = null)
{
    public static GazetteerRow Bad(TextRow row, string problem) => new(row.Line, GazetteerKind.Town, "", "", "", "", null, null, null, problem, row.Cells);
}

/// <summary>Reads one kind of gazetteer file. An import replaces what its kind brought before.</summary>
internal interface IGazetteerReader
{
    string Source { get; }

    bool Reads(Header header);

    IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows);
}
