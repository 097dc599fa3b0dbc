namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Does a visiting service go to where the person is? By the names it states: 鶴岡市, 横浜市 (all its wards), 鶴岡市羽黒町, 藤島地区, 山形県.</summary>
public static class ServiceAreaRules
{
    private static readonly string[] Endings = ["全域", "全部", "一円", "内", "地区", "地域", "周辺"];

    /// <returns>True: the place names it. False: it names others only. Null: it states nothing that decides, such as a town when only the municipality of the person is known.</returns>
    public static bool? Serves(IReadOnlyList<string> stated, string? prefecture, string? municipality, string? town)
    {
        if (string.IsNullOrEmpty(municipality) || stated.Count == 0)
        {
            return null;
        }

        string prefectureKey = NameRules.KeyOf(prefecture ?? "");
        string municipalityKey = NameRules.KeyOf(municipality);
        string townKey = NameRules.KeyOf(town ?? "");
        bool mayBe = false;
        foreach (string area in stated)
        {
            bool? here = Covers(Plain(NameRules.KeyOf(area), prefectureKey), prefectureKey, municipalityKey, townKey);
            if (here == true)
            {
                return true;
            }

            mayBe |= here is null;
        }

        return mayBe ? null : false;
    }

    private static bool? Covers(string area, string prefecture, string municipality, string town)
    {
        bool wholeCity = area.EndsWith('市') && municipality.StartsWith(area, StringComparison.Ordinal);
        bool ward = municipality.EndsWith('区') && area.EndsWith('区') && area.Length >= 3 && municipality.EndsWith("市" + area, StringComparison.Ordinal);
        if (area.Length == 0 || area == municipality || area == prefecture || wholeCity || ward)
        {
            return true;
        }

        bool named = area.StartsWith(municipality, StringComparison.Ordinal);
        string part = named ? area[municipality.Length..] : area;
        if (town.Length > 0 && (town.StartsWith(part, StringComparison.Ordinal) || (named && part.StartsWith(town, StringComparison.Ordinal))))
        {
            return true;
        }

        // Without the person's town, a town of this municipality, or one that could be, leaves it open.
        bool municipal = area[^1] is '市' or '区' or '県' or '府' or '都' or '道' or '郡' or '町' or '村';
        return town.Length == 0 && (named || !municipal) ? null : false;
    }

    private static string Plain(string area, string prefecture)
    {
        string plain = prefecture.Length > 0 && area.Length > prefecture.Length && area.StartsWith(prefecture, StringComparison.Ordinal) ? area[prefecture.Length..] : area;
        int county = plain.IndexOf('郡', StringComparison.Ordinal);
        plain = county is > 0 and < 5 && county < plain.Length - 1 && plain[county + 1] is not ('市' or '山') ? plain[(county + 1)..] : plain;
        string? ending = Array.Find(Endings, ending => plain.Length > ending.Length + 1 && plain.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? plain : plain[..^ending.Length];
    }
}
