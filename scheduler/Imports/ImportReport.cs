namespace Zaitaku.Scheduler.Imports;

/// <summary>A row that was not taken.</summary>
public sealed record RejectedRow(int Line, string Reason, IReadOnlyList<string> Cells);

/// <summary>What became of one file.</summary>
/// <param name="Accepted">Rows taken: new, changed and unchanged together.</param>
/// <param name="Merged">New rows that joined a place another row had made.</param>
/// <param name="Closed">Rows the file no longer had (<c>--complete</c>).</param>
/// <param name="Rejects">The first 100,000 of the rejected.</param>
public sealed record ImportReport(
    string FileName, string Format, int Accepted, int Changed, int Unchanged, int Merged, int Rejected, int Closed, TimeSpan Took, IReadOnlyList<RejectedRow> Rejects, string? RejectsFile)
{
    /// <summary>How long no other program could write: the reading and calculating before it does not count.</summary>
    public TimeSpan LockHeld { get; init; }

    public int New => Accepted - Changed - Unchanged;
}

/// <summary>How an import of one file ended.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    public sealed record Done(ImportReport Report) : ImportOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Problem">Why, in Japanese, for the person who chose the file.</param>
    public sealed record Refused(string FileName, string Problem) : ImportOutcome;
}

/// <summary>How far a file is.</summary>
/// <param name="LinesTotal">0 when not known beforehand.</param>
public readonly record struct ImportProgress(string FileName, int Rows, int Line, int LinesTotal);

/// <summary>What the person asked for.</summary>
/// <param name="Complete">The file holds everything of its source and scope: rows it lacks are marked closed.</param>
/// <param name="AsOf">The day the facts hold for; null: the date in the file's name, if any.</param>
/// <param name="FileName">What the file is called in the report, where it does not lie under its own name.</param>
/// <param name="RejectsPath">Where the rows not taken are written; null: beside the database, under the file's name.</param>
public sealed record ImportSettings(bool Complete = false, DateOnly? AsOf = null, string? FileName = null, string? RejectsPath = null);
