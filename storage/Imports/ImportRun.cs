namespace Zaitaku.Storage.Imports;

/// <summary>One imported file and what became of its rows.</summary>
public sealed class ImportRun
{
    public int Id { get; init; }

    public required string FileName { get; init; }

    /// <summary>Which reader took it, such as <c>mhlw_care</c>.</summary>
    public required string Format { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; set; }

    public int Accepted { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    /// <summary>New records that joined a place another record had made.</summary>
    public int Merged { get; set; }

    public int Rejected { get; set; }

    public int Closed { get; set; }
}
