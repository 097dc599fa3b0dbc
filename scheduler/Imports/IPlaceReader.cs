using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>What became of one row of a file.</summary>
internal abstract record ReadRow(int Line)
{
    /// <summary>A row about a place.</summary>
    /// <param name="Key">The source's own key, as <c>scope:key</c>. With <c>--complete</c> only scopes that the file names are closed: a file of one service says nothing about another.</param>
    /// <param name="ConfirmedOn">The row's own day; null: that of the file.</param>
    public sealed record Stated(int Line, string Key, PlaceFacts Facts, DateOnly? ConfirmedOn = null) : ReadRow(Line);

    /// <param name="Reason">Why, in Japanese, for the person who has to mend the row.</param>
    /// <param name="Cells">The row as it stood, for the rejects file.</param>
    public sealed record Rejected(int Line, string Reason, IReadOnlyList<string> Cells) : ReadRow(Line);

    /// <summary>A row that is meant to say nothing, such as an example in the template.</summary>
    public sealed record Skipped(int Line) : ReadRow(Line);
}

/// <summary>Reads one layout of file. Knows it by its header alone, never by the file's name.</summary>
internal interface IPlaceReader
{
    /// <summary>Key of the layout's <see cref="DirectorySource"/>, also the format in the report.</summary>
    string Format { get; }

    bool Reads(Header header);

    /// <summary>Turns rows into facts as they stream by; must not hold more than a place's rows unless the file is small by nature.</summary>
    IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows);
}
