namespace Zaitaku.Storage.Reports;

/// <summary>A year the hub counted by hand before this program. What nobody knows any more stays unknown; it is never spread over the months.</summary>
public sealed class EarlierYear
{
    /// <summary>2023 for April 2023 through March 2024.</summary>
    public int Year { get; set; }

    public int Total { get; set; }

    /// <summary>April through March, or empty where the months are lost.</summary>
    public IList<int> Months { get; set; } = [];

    /// <summary>Residents among them; null where not counted.</summary>
    public int? Residents { get; set; }

    /// <summary>April through March, or empty where the months are lost.</summary>
    public IList<int> ResidentMonths { get; set; } = [];

    /// <summary>Counts by the ids of 相談元; may be fewer than the total.</summary>
    public IDictionary<string, int> Origins { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Counts by the ids of 内容; may be fewer than the total.</summary>
    public IDictionary<string, int> Contents { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
