using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.HandRaising;

/// <summary>Whether something holds; what nobody wrote down is not "no".</summary>
public enum Fit { Yes, Unknown, No }

/// <summary>Whether the areas somebody visits hold the one of a case, as people name areas.</summary>
public static class HandAreaRules
{
    private const string Endings = "市区町村";

    /// <summary>After one of these a name of its own begins: 横浜市 青葉区.</summary>
    private const string PartEndings = "都道府県市郡区";

    /// <param name="areas">Of the doctor, separated by spaces; empty where not known.</param>
    /// <param name="municipalities">Names that are known to be municipalities (the hub's own area): two of them that differ are two places.</param>
    public static Fit Of(string area, string areas, IReadOnlyCollection<string> municipalities)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(municipalities);
        string wanted = Key(area);
        string[] kept = [.. areas.Split([' ', '\u3000', '、', ','], StringSplitOptions.RemoveEmptyEntries).Select(Key).Where(key => key.Length > 0)];
        if (wanted.Length == 0 || kept.Length == 0)
        {
            return Fit.Unknown;
        }

        HashSet<string> known = [.. municipalities.Select(Key).Select(Bare)];
        Fit[] all = [.. kept.Select(one => One(wanted, one, known))];
        return all.Contains(Fit.Yes) ? Fit.Yes : all.Contains(Fit.Unknown) ? Fit.Unknown : Fit.No;
    }

    private static Fit One(string wanted, string kept, HashSet<string> known) =>
        Bare(wanted) == Bare(kept) && (wanted == kept || HasEnding(wanted) != HasEnding(kept)) || Holds(wanted, kept) ? Fit.Yes
        : Holds(kept, wanted) ? Fit.Unknown // They visit a part of it.
        : AreTwo(wanted, kept, known) ? Fit.No : Fit.Unknown;

    /// <summary>みなと市中央 lies in みなと市, and in みなと; 大山崎町 does not lie in 大山.</summary>
    private static bool Holds(string whole, string named)
    {
        for (int at = whole.IndexOf(named, StringComparison.Ordinal); at >= 0; at = whole.IndexOf(named, at + 1, StringComparison.Ordinal))
        {
            int end = at + named.Length;
            if ((at == 0 || PartEndings.Contains(whole[at - 1])) && (HasEnding(named) || end == whole.Length || Endings.Contains(whole[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sure to be different places: of one kind, or both municipalities of the hub. A town may lie in any city.</summary>
    private static bool AreTwo(string one, string other, HashSet<string> known) =>
        (HasEnding(one) && HasEnding(other) && one[^1] == other[^1] && "市区".Contains(one[^1])) || (known.Contains(Bare(CityOf(one))) && known.Contains(Bare(CityOf(other))));

    /// <summary>みなと市 of みなと市中央.</summary>
    private static string CityOf(string area)
    {
        int end = area.IndexOf('市');
        return end > 0 ? area[..(end + 1)] : area;
    }

    private static string Key(string area) => NameRules.KeyOf(area);

    private static bool HasEnding(string area) => area.Length > 1 && Endings.Contains(area[^1]);

    private static string Bare(string area) => HasEnding(area) ? area[..^1] : area;
}
