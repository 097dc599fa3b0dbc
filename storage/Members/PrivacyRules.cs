using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Members;

/// <summary>Which details of a person do not belong in this chat, and how they are taken out of words that are kept.</summary>
public static partial class PrivacyRules
{
    /// <summary>Put in the place of what was taken out.</summary>
    public const string Removed = "［番号］";

    /// <summary>Put in the place of a name.</summary>
    public const string RemovedName = "［お名前］";

    /// <summary>True for phone or insurance numbers, for a full name (山田花子さん, 山田花子と申します), and for a surname together with a birth date or an address with a number.</summary>
    public static bool HasIdentifyingDetails(string text)
    {
        string plain = Fold(text);
        return LongNumber().IsMatch(plain) || InsuranceNumber().IsMatch(plain) || FullNames(plain).Any() || (Name().IsMatch(plain) && (BirthDate().IsMatch(plain) || DoorNumber().IsMatch(plain)));
    }

    /// <summary>The words as they may be kept for others to read: without phone and insurance numbers, full names and birth dates.</summary>
    public static string Redacted(string text)
    {
        if (!HasIdentifyingDetails(text))
        {
            return text;
        }

        string plain = LongNumber().Replace(InsuranceNumber().Replace(Fold(text), Removed), Removed);
        foreach (string name in FullNames(plain).Distinct().ToList())
        {
            plain = plain.Replace(name, RemovedName, StringComparison.Ordinal);
        }

        return BirthDate().Replace(plain, Removed).Replace(Removed + "日", Removed, StringComparison.Ordinal);
    }

    /// <summary>Words that stand before さん and name a trade, a relation or a group. What ends in one of them is nobody's name.</summary>
    internal static readonly string[] NotNames =
    [
        "看護師", "医師", "薬剤師", "歯科医師", "療法士", "聴覚士", "訪問看護", "訪問介護", "訪問診療", "栄養士", "衛生士", "保健師", "福祉士", "介護士", "専門員", "相談員", "支援員", "調査員", "指導員", "職員", "担当者", "担当", "利用者", "患者", "業者", "管理者", "責任者", "障害者", "障がい者",
        "高齢者", "代表者", "介護者", "後見人", "管理人", "民生委員", "住民", "会長", "院長", "所長", "施設長", "部長", "課長", "係長", "師長", "社長", "局長", "事務長", "婦長", "家主", "大家", "隣人", "本人", "家族", "両親", "親族", "旦那", "主人", "奥", "娘", "息子", "母", "父", "姉", "兄", "弟", "妹",
        "祖母", "祖父", "婆", "爺", "嫁", "婿", "孫", "叔母", "叔父", "伯母", "伯父", "従兄弟", "皆", "隣", "客", "病院", "医院", "薬局", "診療所", "事業所", "訪看", "包括", "社協", "居宅", "役所", "役場", "保健所", "消防", "警察", "救急隊", "会社", "施設", "屋", "先生", "助手", "友人", "知人", "近所", "事務", "受付", "窓口", "拠点", "業界", "在宅医",
    ];

    /// <summary>Four letters or more before さん, or two words, are a whole name; two or three are a surname, as half the town bears.</summary>
    internal static IEnumerable<string> FullNames(string plain) =>
        FullName().Matches(plain).Select(found => found.Groups[1].Value).Where(name => !Array.Exists(NotNames, word => name.EndsWith(word, StringComparison.Ordinal))).Concat(PersonNameRules.In(plain));

    /// <summary>The words without runs of seven or more digits (phone, insurance and account numbers), hyphens included.</summary>
    public static string WithoutNumbers(string text)
    {
        string plain = Fold(text);
        return LongNumber().IsMatch(plain) ? LongNumber().Replace(plain, Removed) : text;
    }

    /// <returns>The first phone number in the words, as it is kept; null where there is none.</returns>
    public static string? FirstPhone(string text)
    {
        foreach (Match found in LongNumber().Matches(Fold(text)))
        {
            if (found.Value.TrimStart('(')[0] == '0' && MemberRules.FoldPhone(found.Value) is { } phone)
            {
                return phone;
            }
        }

        return null;
    }

    internal static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return new string([.. text.Where(letter => !char.IsSurrogate(letter))]);
        }
    }

    /// <summary>Seven digits or more, with single hyphens, brackets or spaces between: 0000-00-0000, 000 (0000) 0000, 12345678. A postal code typed with a hyphen (3-4) is a place and 2026-04-01 a day, neither is a person.</summary>
    [GeneratedRegex(@"(?<![\d-])(?!\d{3}-\d{4}(?![\d-])|(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?!\d))\d(?:[-‐‑–―ー−() ]{0,2}\d){6,}", RegexOptions.CultureInvariant, 5_000)]
    internal static partial Regex LongNumber();

    /// <summary>「被保険者番号12345」, 「保険証の記号12番号345」: short numbers that are somebody's all the same.</summary>
    [GeneratedRegex(@"(?:被保険者|保険証|介護保険|受給者証?|マイナンバー)[^\d\n]{0,8}\d[\d\- ・番号]{1,20}", RegexOptions.CultureInvariant, 5_000)]
    internal static partial Regex InsuranceNumber();

    /// <summary>山田花子さん, 山田 花子様, and ヤマダ ハナコさん; the space makes a name of shorter ones.</summary>
    [GeneratedRegex(@"((?<![\p{IsCJKUnifiedIdeographs}々])(?:[\p{IsCJKUnifiedIdeographs}々]{4,6}|[\p{IsCJKUnifiedIdeographs}々]{1,3}[ 　][\p{IsCJKUnifiedIdeographs}々ぁ-ゖ]{1,4}|[ァ-ヺー]{2,6}[ 　・][ァ-ヺー]{2,6}))(?:様|さん|さま|殿|氏|ちゃん|くん)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex FullName();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}々ぁ-ゖァ-ヺー]{1,8}(?:様|さん|殿|氏|さま)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:明治|大正|昭和|平成|令和|[MTSHR]|(?:18|19|20)\d{2}[年/.\-])\s?\d{0,2}[年/.\-]?\s?\d{1,2}[月/.\-]\s?\d{1,2}|生年月日", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"\d{1,4}(?:番地|番\d{1,4}号|-\d{1,4}-\d{1,4})", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex DoorNumber();
}
