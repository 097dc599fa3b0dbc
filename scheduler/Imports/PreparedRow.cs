using Zaitaku.Scheduler.Imports.Readers;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>A row with everything about it calculated, so that the thread that writes does nothing else.</summary>
internal sealed record PreparedRow(ReadRow.Stated Row, string Json, long Digest, MatchCard Card)
{
    public static PreparedRow Of(ReadRow.Stated row)
    {
        string json = row.Facts.ToJson();
        return new PreparedRow(row, json, (long)MatchRules.Hash(json), MatchRules.CardOf(row.Facts, NaviKeys.In(row.Key)));
    }
}
