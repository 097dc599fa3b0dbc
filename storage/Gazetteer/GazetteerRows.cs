using Microsoft.Data.Sqlite;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Reads gazetteer entries without tracking them.</summary>
internal static class GazetteerRows
{
    /// <summary>Municipalities and stations of the whole country are some 12,000.</summary>
    private const int EntriesMax = 60_000;

    /// <summary>All entries of the files that hold municipalities or stations: few enough to keep in memory.</summary>
    public static List<GazetteerName> KeptInMemory(DirectoryReads reads)
    {
        List<GazetteerName> kept = [];
        foreach ((string source, string kind) in reads.All(DirectorySql.GazetteerSources, [], row => (row.GetString(0), row.GetString(1))))
        {
            if (kind is nameof(GazetteerKind.Municipality) or nameof(GazetteerKind.Prefecture) or nameof(GazetteerKind.Station))
            {
                kept.AddRange(reads.All(DirectorySql.GazetteerOf, [("$source", source), ("$max", EntriesMax)], Read));
            }
        }

        return kept;
    }

    public static GazetteerName Read(SqliteDataReader row) => new(
        Enum.TryParse(row.GetString(0), out GazetteerKind kind) ? kind : GazetteerKind.Landmark,
        row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.IsDBNull(6) || row.IsDBNull(7) ? MapPoint.None : MapPoint.Of(row.GetDouble(6), row.GetDouble(7)));
}

/// <summary>Forms in which a gazetteer file may write a town.</summary>
internal static class GazetteerTownKeys
{
    private const string KanjiDigits = "〇一二三四五六七八九";

    /// <summary>As typed; with the number of the 丁目 in kanji; and, typed without one, its first 丁目 standing for the town.</summary>
    public static IEnumerable<string> Of(string townKey)
    {
        yield return townKey;
        string whole = TownNames.WithoutChome(townKey);
        if (townKey.EndsWith("丁目", StringComparison.Ordinal) && int.TryParse(townKey.AsSpan(whole.Length, townKey.Length - whole.Length - 2), out int number) && number is > 0 and < 100)
        {
            yield return whole + Kanji(number) + "丁目";
        }
        else if (whole == townKey)
        {
            yield return townKey + "一丁目";
            yield return townKey + "1丁目";
        }
    }

    /// <summary>藤が丘 of 藤が丘一丁目.</summary>
    public static string WithoutChome(string name)
    {
        int end = name.EndsWith("丁目", StringComparison.Ordinal) ? name.Length - 2 : name.Length;
        int from = end;
        while (end < name.Length && from > 1 && (KanjiDigits.Contains(name[from - 1]) || name[from - 1] == '十' || char.IsDigit(name[from - 1])))
        {
            from--;
        }

        return end < name.Length && from < end ? name[..from] : name;
    }

    private static string Kanji(int number) =>
        (number >= 20 ? KanjiDigits[number / 10].ToString() : "") + (number >= 10 ? "十" : "") + (number % 10 > 0 ? KanjiDigits[number % 10].ToString() : "");
}
