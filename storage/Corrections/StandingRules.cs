using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Corrections;

/// <summary>Whether a place stands, and on whose word.</summary>
public static class StandingRules
{
    /// <summary>
    /// Merges what stands. A register that no longer lists the place does not speak, unless nobody else does; corrections alone carry no place, but a coordinator
    /// who says that it is open keeps it open, and who says that it is closed closes it, whatever a register lists.
    /// </summary>
    /// <param name="all">Everything ever said and not taken back, at least one.</param>
    public static (MergedPlace Merged, bool IsClosed) Settle(IReadOnlyList<(Statement Said, bool IsMissing)> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        List<Statement> live = [.. all.Where(record => !record.IsMissing).Select(record => record.Said)];
        bool isListed = live.Exists(said => !said.IsPartial);
        MergedPlace merged = MergeRules.Merge(isListed ? live : [.. all.Where(record => !record.IsMissing || !record.Said.IsPartial).Select(record => record.Said)]);
        return (merged, merged.Facts.IsClosed ?? !isListed);
    }
}
