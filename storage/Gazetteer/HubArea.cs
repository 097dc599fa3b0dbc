using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Where the hub works. Ambiguous names are settled in its favour, nearest municipality first.</summary>
public sealed record HubArea(string Prefecture, IReadOnlyList<string> Municipalities)
{
    public static readonly HubArea None = new("", []);

    /// <summary>Who asks: places published for professionals only are neither landmarks nor names to others. Default false, the safe side.</summary>
    public bool ForProfessional { get; init; }

    /// <summary>True when this asker may hear of a place of these columns.</summary>
    internal bool MaySee(SearchColumns columns) => ForProfessional || !columns.ProfessionalsOnly;
}
