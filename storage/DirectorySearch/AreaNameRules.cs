using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Folds names of areas further than <see cref="NameRules"/>: 二丁目 and 2丁目 are one, 大字 is not part of a name.</summary>
public static class AreaNameRules
{
    private const string KanjiDigits = "〇一二三四五六七八九";

    /// <summary>Key of a town: 藤が丘二丁目 → 藤ケ丘2丁目, 大字壬生 → 壬生.</summary>
    public static string TownKey(string town) => WithArabicChome(NameRules.KeyOf(town.StartsWith("大字", StringComparison.Ordinal) ? town[2..] : town));

    /// <summary>Is the town the area or a part of it? 藤が丘 holds 藤が丘2丁目 and 羽黒町 holds 羽黒町手向, but 豊四季 does not hold 豊四季台.</summary>
    public static bool Holds(ReadOnlySpan<char> areaKey, ReadOnlySpan<char> townKey)
    {
        if (!townKey.StartsWith(areaKey, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = townKey[areaKey.Length..];
        return rest.IsEmpty || char.IsAsciiDigit(rest[0]) || rest[0] == '字' || (areaKey.Length > 0 && areaKey[^1] is '町' or '村');
    }

    /// <summary>Does a municipality's name (or key) belong to an area's? 横浜市 holds 横浜市青葉区.</summary>
    public static bool HoldsMunicipality(string area, string municipality) =>
        municipality == area || (area.EndsWith('市') && municipality.Length > area.Length && municipality.EndsWith('区') && municipality.StartsWith(area, StringComparison.Ordinal));

    private static string WithArabicChome(string key)
    {
        int at = key.LastIndexOf("丁目", StringComparison.Ordinal);
        int from = at;
        while (from > 0 && (KanjiDigits.Contains(key[from - 1]) || key[from - 1] == '十'))
        {
            from--;
        }

        return at < 0 || from == at ? key : new StringBuilder(key).Remove(from, at - from).Insert(from, Number(key.AsSpan(from, at - from))).ToString();
    }

    /// <summary>Up to 九十九, which covers every 丁目 there is.</summary>
    private static int Number(ReadOnlySpan<char> kanji)
    {
        int tens = kanji.IndexOf('十');
        if (tens < 0)
        {
            return KanjiDigits.IndexOf(kanji[^1]);
        }

        int ten = tens == 0 ? 1 : KanjiDigits.IndexOf(kanji[tens - 1]);
        return ten * 10 + (tens == kanji.Length - 1 ? 0 : KanjiDigits.IndexOf(kanji[^1]));
    }
}
