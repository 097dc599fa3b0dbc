using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>An address in its four parts. Parts that are not known are null.</summary>
public sealed record AddressParts(string? Prefecture, string? Municipality, string? Town, string? Rest);

/// <summary>Where an address points, in a form that two spellings of one address share: <c>旭ケ丘</c> and <c>5-6-50</c>.</summary>
/// <param name="Stem">Town without 大字, 字 and 丁目.</param>
/// <param name="Block">Numbers joined by hyphens, or empty when the address ends with the town.</param>
public sealed record AddressPoint(string Stem, string Block);

/// <summary>Splits addresses as registers write them: full-width digits, missing prefectures, counties, wards apart, building names said twice.</summary>
public static class AddressRules
{
    /// <summary>Longest address read; a longer one is cut, since no real one is.</summary>
    private const int LettersMax = 300;
    private const int TownLettersMax = 80;

    /// <summary>Municipalities whose own name contains 市, 区, 町, 村 or 郡 before its end, so that the shortest match would cut them.</summary>
    private static readonly string[] NamesWithInnerSuffix =
    [
        "四日市市", "廿日市市", "野々市市", "十日町市", "大和郡山市", "武蔵村山市", "東村山市", "市川三郷町", "市川市", "市川町", "市原市", "市貝町", "町田市",
        "村山市", "大町市", "大町町", "郡山市", "郡上市", "蒲郡市", "小郡市", "上郡町", "上市町", "下市町", "余市町", "村上市", "村田町", "田村市", "羽村市", "大村市", "玉村町",
    ];

    /// <summary>Counties whose name contains 市, 町 or 村.</summary>
    private static readonly string[] CountiesWithInnerSuffix = ["高市郡", "余市郡", "西村山郡", "北村山郡", "東村山郡", "田村郡"];

    private static readonly string[] NamesWithLargeKe = ["鎌ケ谷市", "龍ケ崎市", "袖ケ浦市", "関ケ原町", "金ケ崎町", "保土ケ谷区"];

    private static readonly string[] WardCities =
    [
        "札幌市", "仙台市", "さいたま市", "千葉市", "横浜市", "川崎市", "相模原市", "新潟市", "静岡市", "浜松市", "名古屋市", "京都市", "大阪市", "堺市", "神戸市",
        "岡山市", "広島市", "北九州市", "福岡市", "熊本市",
    ];

    /// <summary>Splits an address. The row's own columns decide where they speak; the address fills what they leave open.</summary>
    public static AddressParts Split(string? address, string? prefectureColumn = null, string? municipalityColumn = null)
    {
        string text = Fold(address ?? "");
        string? prefecture = Prefectures.Leading(text);
        text = prefecture is null ? text : text[prefecture.Length..].TrimStart();
        string? namedPrefecture = Prefectures.Leading(Fold(prefectureColumn ?? ""));
        string column = MunicipalityOf(municipalityColumn, ref namedPrefecture);
        string? municipality;
        if (column.Length > 0)
        {
            municipality = TakeMunicipality(ref text, column);
        }
        else
        {
            municipality = ReadMunicipality(text, (namedPrefecture ?? prefecture) is not null, out int length);
            text = text[length..].TrimStart();
        }

        (string? town, string? rest) = SplitTown(text, namedPrefecture ?? prefecture);
        return new AddressParts(namedPrefecture ?? prefecture, municipality, town, rest);
    }

    /// <summary>A municipality as the directory writes it: no county, no space, ward kept.</summary>
    public static string MunicipalityOf(string? column)
    {
        string? prefecture = null;
        return MunicipalityOf(column, ref prefecture);
    }

    /// <summary>Where town and rest point, for comparison.</summary>
    public static AddressPoint PointOf(string? town, string? rest)
    {
        string text = town is not null && rest is not null && char.IsAsciiDigit(town[^1]) ? $"{town} {rest}" : town + rest;
        text = AddressPatterns.StreetCorner().Replace(AddressPatterns.ForComparison().Replace(text, ""), "");
        text = AddressPatterns.NumberWords().Replace(text, "-");
        Match match = AddressPatterns.StemAndBlock().Match(text);
        return match.Success
            ? new AddressPoint(NameRules.KeyOf(match.Groups["stem"].Value), AddressPatterns.Bars().Replace(match.Groups["block"].Value, "-").Trim('-'))
            : new AddressPoint(NameRules.KeyOf(AddressPatterns.Spaces().Split(text.Length > TownLettersMax ? text[..TownLettersMax] : text)[0]), "");
    }

    /// <summary>Full-width to half-width, one kind of hyphen, single spaces.</summary>
    public static string Fold(string text)
    {
        string folded = (text.Length > LettersMax ? text[..LettersMax] : text).Normalize(NormalizationForm.FormKC).Trim();
        folded = AddressPatterns.AnyHyphen().Replace(folded, "-");
        folded = AddressPatterns.BarBetweenDigits().Replace(folded, "-");
        return AddressPatterns.Spaces().Replace(folded, " ");
    }

    private static string MunicipalityOf(string? column, ref string? prefecture)
    {
        string text = Fold(column ?? "").Replace(" ", "");
        if (Prefectures.Leading(text) is { } leading)
        {
            prefecture ??= leading;
            text = text.Length > leading.Length ? text[leading.Length..] : "";
        }

        return WithOfficialKe(text[CountyLength(text)..]);
    }

    /// <summary>鎌ヶ谷市 → 鎌ケ谷市 and 駒ケ根市 → 駒ヶ根市: six municipalities are written with the large ケ, all others with the small one.</summary>
    private static string WithOfficialKe(string municipality)
    {
        if (municipality.AsSpan().IndexOfAny('ケ', 'ヶ') <= 0)
        {
            return municipality;
        }

        string large = municipality.Replace('ヶ', 'ケ');
        return Array.Exists(NamesWithLargeKe, name => large.EndsWith(name, StringComparison.Ordinal)) ? large : AddressPatterns.KeBetween().Replace(municipality, "ヶ");
    }

    /// <summary>Takes the column's municipality off the address, with the county and a ward the column does not name.</summary>
    private static string TakeMunicipality(ref string text, string column)
    {
        string tight = text;
        int space = tight.IndexOf(' ');
        if (space > 0 && space < column.Length + 1)
        {
            tight = tight.Remove(space, 1); // 横浜市 青葉区
        }

        int county = CountyLength(tight);
        string found = column;
        if (county > 0 && column.Length <= tight.Length - county && !SameKe(tight.AsSpan(county, column.Length), column) && ReadMunicipality(tight, true, out int other) is { } stated && !stated.StartsWith(column.TrimEnd('町', '村'), StringComparison.Ordinal))
        {
            text = tight[other..].TrimStart(); // A county in the address speaks of another town than the column: 東田川郡三川町 under 鶴岡市.
            return stated;
        }

        if (tight.Length - county >= column.Length && SameKe(tight.AsSpan(county, column.Length), column))
        {
            tight = tight[(county + column.Length)..].TrimStart();
            if (Array.IndexOf(WardCities, column) >= 0 && AddressPatterns.Ward().Match(tight) is { Success: true } ward)
            {
                found = column + ward.Value;
                tight = tight[ward.Length..];
            }

            text = tight.TrimStart();
        }
        else if (county > 0 && tight.AsSpan(county).StartsWith(column.TrimEnd('町', '村')))
        {
            text = tight[(county + column.TrimEnd('町', '村').Length)..];
        }
        else if (ReadMunicipality(text, true, out int length) is { } read && read.StartsWith(WardCityOf(column) ?? column, StringComparison.Ordinal))
        {
            text = text[length..].TrimStart();
            found = read.Length > column.Length ? read : column;
        }
        else if (AddressPatterns.Ward().Match(tight) is { Success: true } alone && column.EndsWith(alone.Value, StringComparison.Ordinal))
        {
            text = tight[alone.Length..].TrimStart(); // 中央区南1条 under 札幌市中央区.
        }

        return found;
    }

    /// <summary>Equal, whichever ケ either writes.</summary>
    private static bool SameKe(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        for (int at = 0; at < one.Length; at++)
        {
            if (one[at] != other[at] && !(one[at] is 'ケ' or 'ヶ' or 'が' && other[at] is 'ケ' or 'ヶ' or 'が'))
            {
                return false;
            }
        }

        return one.Length == other.Length;
    }

    private static string? WardCityOf(string municipality) => Array.Find(WardCities, city => municipality.StartsWith(city, StringComparison.Ordinal));

    /// <summary>Reads the municipality at the head of an address that has no column for it.</summary>
    /// <param name="hasPrefecture">Without one, 須山町10-1 is a town of some city and no municipality.</param>
    private static string? ReadMunicipality(string text, bool hasPrefecture, out int length)
    {
        string tight = text;
        int county = CountyLength(tight);
        string tail = tight[county..];
        string? name = Array.Find(NamesWithInnerSuffix, known => tail.StartsWith(known, StringComparison.Ordinal));
        if (name is null)
        {
            Match match = county > 0 ? AddressPatterns.TownOrVillage().Match(tail) : AddressPatterns.CityOrWard().Match(tail);
            match = match.Success || county > 0 || !hasPrefecture ? match : AddressPatterns.TownOrVillage().Match(tail);
            name = match.Success ? match.Value : null;
        }

        length = county + (name?.Length ?? 0);
        if (name is null || name.Contains(' '))
        {
            length = 0;
            return null;
        }

        if (Array.IndexOf(WardCities, name) >= 0)
        {
            string after = tight[length..];
            int spaces = after.Length - after.TrimStart().Length;
            if (AddressPatterns.Ward().Match(after.TrimStart()) is { Success: true } ward)
            {
                length += spaces + ward.Length;
                name += ward.Value;
            }
        }

        return WithOfficialKe(name);
    }

    /// <summary>Length of the county in front: 下都賀郡 of 下都賀郡壬生町, and none in 郡山市 or 大和郡山市.</summary>
    private static int CountyLength(string text)
    {
        if (Array.Exists(NamesWithInnerSuffix, name => name.EndsWith('市') && text.StartsWith(name, StringComparison.Ordinal)))
        {
            return 0;
        }

        string? known = Array.Find(CountiesWithInnerSuffix, county => text.StartsWith(county, StringComparison.Ordinal) && text.Length > county.Length);
        if (known is not null)
        {
            return known.Length;
        }

        Match match = AddressPatterns.County().Match(text);
        return match.Success ? match.Groups["county"].Length : 0;
    }

    private static (string? Town, string? Tail) SplitTown(string text, string? prefecture)
    {
        string plain = WithoutTwice(AddressPatterns.OfTheTown().Replace(text, ""));
        plain = AddressPatterns.KanjiNumber().Replace(plain, match => Arabic(match.Value));
        if (prefecture == "北海道")
        {
            plain = AddressPatterns.KanjiStreet().Replace(plain, match => Arabic(match.Value));
        }

        if (plain.Length == 0)
        {
            return (null, null);
        }

        Match match = AddressPatterns.TownHead().Match(plain);
        string town = match.Success ? match.Value.Trim() : plain.Split(' ')[0];
        town = town.Length > TownLettersMax ? town[..TownLettersMax] : town;
        string rest = plain[Math.Min(plain.Length, plain.IndexOf(town, StringComparison.Ordinal) + town.Length)..].Trim();
        return (town.Length == 0 ? null : town, rest.Length == 0 ? null : rest);
    }

    /// <summary>えりも町役場 1階 えりも町役場 1階 → said once.</summary>
    private static string WithoutTwice(string text)
    {
        for (int at = text.IndexOf(' '); at > 0; at = text.IndexOf(' ', at + 1))
        {
            string left = text[..at].Replace(" ", "");
            string right = text[(at + 1)..].Replace(" ", "");
            if (right.Length > 1 && left.EndsWith(right, StringComparison.Ordinal))
            {
                return text[..at];
            }
        }

        return text;
    }

    /// <summary>二十三 → 23. Only up to 百, which no 丁目 exceeds.</summary>
    private static string Arabic(string kanji)
    {
        int total = 0;
        int digit = 0;
        foreach (char letter in kanji)
        {
            int value = letter == 'ニ' ? 2 : "〇一二三四五六七八九".IndexOf(letter); // The katakana ニ is a common slip for 二.
            if (value >= 0)
            {
                digit = digit * 10 + value;
            }
            else
            {
                total += (digit == 0 ? 1 : digit) * (letter == '百' ? 100 : 10);
                digit = 0;
            }
        }

        return (total + digit).ToString();
    }
}
