using System.Text.RegularExpressions;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>The shapes <see cref="AddressRules"/> looks for. Addresses are folded first: half-width digits, one kind of hyphen.</summary>
internal static partial class AddressPatterns
{
    /// <summary>What NFKC leaves of the many hyphens registers type.</summary>
    private const string Hyphens = "‐‑‒–—―−﹣－";

    [GeneratedRegex(@"^(?<county>[^0-9市区町村郡 ]{1,4}郡)(?=[^0-9 ]{1,7}[町村])")]
    public static partial Regex County();

    [GeneratedRegex(@"^[^0-9市区町村 -]{1,7}?[市区]")]
    public static partial Regex CityOrWard();

    [GeneratedRegex(@"^[^0-9市区町村 -]{1,7}?[町村]")]
    public static partial Regex TownOrVillage();

    [GeneratedRegex(@"^(?:中村区|[^0-9市区町村 -]{1,4}?区)")]
    public static partial Regex Ward();

    [GeneratedRegex(@"^[^0-9 ]*?(?=第[0-9]+号)|^[^0-9 ]*(?:[0-9]+条[^0-9 ]*(?:[0-9]+丁目)?|第?[0-9]+地割|[0-9]+丁(?:目|(?=[0-9 ])|$))?")]
    public static partial Regex TownHead();

    [GeneratedRegex(@"^(?:大字|字)(?=[^0-9])|(?<=[町村])大字|^ ")]
    public static partial Regex OfTheTown();

    /// <summary>与一四丁目 is the 4th 丁目 of 与一, so only a well-formed number counts before 丁目; 一二三番地 is 123.</summary>
    [GeneratedRegex(@"(?:[二ニ三四五六七八九]?十)?[一二ニ三四五六七八九](?=丁(?!町))|[二ニ三四五六七八九]?十(?=丁(?!町))|[〇一二三四五六七八九十百]+(?=番地|番(?![町丁])|号|地割)")]
    public static partial Regex KanjiNumber();

    [GeneratedRegex(@"[一二三四五六七八九十]+(?=条)")]
    public static partial Regex KanjiStreet();

    [GeneratedRegex(@"(?<=[0-9])丁目?|番地の?|番(?![町丁])|号|地割|の(?=[0-9])|ノ(?=[0-9])")]
    public static partial Regex NumberWords();

    [GeneratedRegex(@"^(?<stem>[^0-9]*(?:[0-9]+条[^0-9]*)?)(?<block>[0-9]+(?:-+[0-9]+)*)")]
    public static partial Regex StemAndBlock();

    [GeneratedRegex("[" + Hyphens + "]")]
    public static partial Regex AnyHyphen();

    [GeneratedRegex(@"(?<=[0-9])[ーノ](?=[0-9])|(?<=[0-9])ー")]
    public static partial Regex BarBetweenDigits();

    /// <summary>What two spellings of one address differ in: 字, 大字, 第 before a number, spaces that do not part two numbers.</summary>
    [GeneratedRegex(@"大?字|第(?=[0-9])|(?<![0-9号番地目丁-])\s+|\s+(?![0-9])")]
    public static partial Regex ForComparison();

    /// <summary>京都 names a street corner before the town: 烏丸通七条下ル東塩小路町 is 東塩小路町.</summary>
    [GeneratedRegex(@"^[^0-9]{2,}(?:[東西]入|[上下](?:が?る|ガ?ル))る?ル?(?=[^0-9])")]
    public static partial Regex StreetCorner();

    [GeneratedRegex(@"(?<=[一-龠])[ケヶ](?=[一-龠])")]
    public static partial Regex KeBetween();

    [GeneratedRegex("-+")]
    public static partial Regex Bars();

    [GeneratedRegex(@"\s+")]
    public static partial Regex Spaces();
}
