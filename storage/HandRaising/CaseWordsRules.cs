using System.Globalization;
using System.Text.RegularExpressions;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.HandRaising;

/// <summary>What identifies somebody. The form says which kind it found, and nowhere the words.</summary>
public enum IdentifyingKind { Name, BirthDate, Phone, Number, Address, Mail }

/// <summary>
/// Looks through words that go to many for what tells who the patient is. Stricter than <see cref="PrivacyRules"/>, which looks at what one person writes to us:
/// here a surname is enough, and whoever writes can leave it out. Better refused once too often.
/// </summary>
public static partial class CaseWordsRules
{
    /// <summary>A date this far before today may be one of the case (a discharge), and so may any later one; older ones are somebody's birth date.</summary>
    private const int RecentDays = 60;

    private const int MatchMs = 5_000;

    /// <summary>Before さん, beside those of <see cref="PrivacyRules"/>: relations, trades and words that only end so.</summary>
    private static readonly string[] NotNames =
    [
        "お子", "赤", "おばあ", "おじい", "ばあ", "じい", "お母", "お父", "おかあ", "おとう", "お兄", "お姉", "おにい", "おねえ", "お嬢", "坊", "たく", "皆", "みな", "お客", "患児", "ケアマネ", "マネジャー", "マネージャー", "ヘルパー", "ナース", "ドクター", "ワーカー", "ステーション", "スタッフ", "リハ", "オーナー",
        "さん", "仕", "同", "多", "模", "異", "有", "一", "王", "神", "何", "次第", "ボランティア", "近隣", "奥", "若", "新人", "外国", "ご家族", "ご夫婦", "夫婦", "親子", "親", "夫", "妻", "彼", "各", "当", "両", "摂", "華", "彼女",
    ];

    private static readonly Dictionary<string, int> Eras = new(StringComparer.OrdinalIgnoreCase)
    {
        ["明治"] = 1867, ["明"] = 1867, ["M"] = 1867, ["大正"] = 1911, ["大"] = 1911, ["T"] = 1911, ["昭和"] = 1925, ["昭"] = 1925, ["S"] = 1925, ["平成"] = 1988, ["平"] = 1988, ["H"] = 1988, ["令和"] = 2018, ["令"] = 2018, ["R"] = 2018,
    };

    public static string Of(IdentifyingKind kind) => kind switch
    {
        IdentifyingKind.Name => "お名前（○○様・○○さん など）",
        IdentifyingKind.BirthDate => "生年月日",
        IdentifyingKind.Phone => "電話番号",
        IdentifyingKind.Number => "保険証などの番号",
        IdentifyingKind.Address => "番地や郵便番号、部屋番号",
        _ => "メールアドレス",
    };

    /// <param name="today">In Tokyo.</param>
    /// <returns>Each kind once; empty where nothing was found. That nothing was found is no proof.</returns>
    public static IReadOnlyList<IdentifyingKind> Found(string text, DateOnly today)
    {
        string plain = Plain(text ?? ""), joined = Spaces().Replace(plain, "");
        HashSet<IdentifyingKind> found = [];
        foreach (string one in (string[])[plain, joined])
        {
            Add(HasName(one), IdentifyingKind.Name);
            Add(HasBirthDate(one, today), IdentifyingKind.BirthDate);
            Add(PrivacyRules.LongNumber().IsMatch(Recent().Replace(one, "")) || ShortPhone().IsMatch(one) || KanjiPhone().IsMatch(one), IdentifyingKind.Phone);
            Add(PrivacyRules.InsuranceNumber().IsMatch(one), IdentifyingKind.Number);
            Add(HouseNumber().IsMatch(one), IdentifyingKind.Address);
            Add(Mail().IsMatch(one), IdentifyingKind.Mail);
        }

        return [.. found.Order()];

        void Add(bool isThere, IdentifyingKind kind)
        {
            if (isThere)
            {
                found.Add(kind);
            }
        }
    }

    /// <summary>Half and full width alike, without letters nobody sees, hyphens as hyphens.</summary>
    private static string Plain(string text)
    {
        string folded = PrivacyRules.Fold(text);
        return new string([.. folded.Where(letter => char.GetUnicodeCategory(letter) is not UnicodeCategory.Format).Select(letter => letter is '‐' or '‑' or '–' or '―' or '−' or '—' ? '-' : letter)]);
    }

    private static bool HasName(string text) =>
        PrivacyRules.FullNames(text).Any() || KanaName().IsMatch(text)
        || Honoured().Matches(text).Any(match => !IsNobody(match.Groups["who"].Value, match.Groups["how"].Value));

    /// <summary>Trades, relations, and words that only end like a name with its title (同様, たくさん).</summary>
    private static bool IsNobody(string who, string how) =>
        Array.Exists(NotNames, word => who.EndsWith(word, StringComparison.Ordinal)) || Array.Exists(PrivacyRules.NotNames, word => who.EndsWith(word, StringComparison.Ordinal))
        || (how is "氏" or "殿" or "君" && !who.All(IsKanji));

    private static bool IsKanji(char letter) => letter is >= '\u4E00' and <= '\u9FFF' or '々';

    private static bool HasBirthDate(string text, DateOnly today) =>
        Born().IsMatch(text) || KanjiDate().IsMatch(text) || EraDate().Matches(text).Any(match => IsBirth(YearOf(match.Groups["era"].Value, match.Groups["year"].Value), match, today))
        || WesternDate().Matches(text).Any(match => IsBirth(int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture), match, today));

    /// <summary>A day that is no day at all is somebody's mistake, and no proof that it is nobody's birth date.</summary>
    private static bool IsBirth(int year, Match match, DateOnly today)
    {
        int month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture), day = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        return year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || new DateOnly(year, month, day) < today.AddDays(-RecentDays);
    }

    private static int YearOf(string era, string year) => Eras[era] + (year == "元" ? 1 : int.Parse(year, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<=[\p{L}\p{N}\-.]) +(?=[\p{L}\p{N}\-.])", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Spaces();

    /// <summary>山田様, ヤマダさん, やまだ氏. 様子, 様々 and 様式 are no titles, nor is 氏名.</summary>
    [GeneratedRegex(@"(?<who>[\p{IsCJKUnifiedIdeographs}々ぁ-ゖァ-ヺー]{1,8}?)(?<how>様(?![子々式態相変])|さん(?!ざ|ぽ|しょ|ちょ|せい|か月)|さま(?!ざま)|殿(?!部)|氏(?!名)|ちゃん(?!と)|くん|君)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Honoured();

    /// <summary>氏名: ヤマダ ハナコ, 患者 ヤマダハナコ.</summary>
    [GeneratedRegex(@"(?:氏名|名前|患者名|患者|利用者|対象者|本人)(?:は|が|:)? ?[ァ-ヺー]{2,6}[ ・]?[ァ-ヺー]{2,6}(?=[ 、。,(\d]|$)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex KanaName();

    /// <summary>昭和12年3月4日, S12.3.4, 昭12-3-4, s12/3/4, S120304 is a long number of its own.</summary>
    [GeneratedRegex(@"(?<![A-Za-z])(?<era>明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHR])\.? ?(?<year>元|\d{1,2})(?:年 ?|[./\-・,] ?)(?<month>\d{1,2})(?:月 ?|[./\-・,] ?)(?<day>\d{1,2})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchMs)]
    private static partial Regex EraDate();

    [GeneratedRegex(@"(?<!\d)(?<year>(?:18|19|20)\d{2})(?:年 ?|[./\-・,] ?)(?<month>\d{1,2})(?:月 ?|[./\-・,] ?)(?<day>\d{1,2})", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex WesternDate();

    /// <summary>昭和十二年三月四日.</summary>
    [GeneratedRegex("(?:明治|大正|昭和|平成)[元〇一二三四五六七八九十]{1,4}年[〇一二三四五六七八九十]{1,3}月", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex KanjiDate();

    /// <summary>生年月日, 昭和12年生まれ, 3月4日生, S12.3生; S120304.</summary>
    [GeneratedRegex(@"生年月日|誕生日|(?:[\d元〇一二三四五六七八九十]年度?|月|日|[./\-]\d{1,2})\.? ?(?:生まれ|生れ|うまれ|生(?![活命後理存産保検食体])|産まれ)|(?<![A-Za-z0-9])[MTSHRmtshr]\.?\d{6}(?!\d)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Born();

    /// <summary>Dates of eight digits and hyphens are no phone numbers; what they are is looked at elsewhere.</summary>
    [GeneratedRegex(@"(?<!\d)(?:19|20)\d{2}[./\-]\d{1,2}[./\-]\d{1,2}(?!\d)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Recent();

    /// <summary>22-1234, as people write a number of their own town.</summary>
    [GeneratedRegex(@"(?<![\d\-/.])\d{2,4}[\-(]\d{4}(?![\d\-/.])", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex ShortPhone();

    [GeneratedRegex("[〇零一二三四五六七八九]{3,5}[-ー]?[〇零一二三四五六七八九]{2,4}[-ー]?[〇零一二三四五六七八九]{3,4}", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex KanjiPhone();

    /// <summary>1-2-3, 12番地, 3番4号, 2丁目5, 中央1-2, 101号室, 〒123-4567. 週1-2回 and 3-4日 are none.</summary>
    [GeneratedRegex(@"番地|[\d〇一二三四五六七八九十]{1,4}番[\d〇一二三四五六七八九十]|[\d〇一二三四五六七八九十]{1,3}丁目 ?[\d〇一二三四五六七八九十]|(?<![\d.\-/])\d{1,4}-\d{1,4}-\d{1,4}(?![\d\-])(?<!(?:18|19|20)\d{2}-\d{1,2}-\d{1,2})"
        + @"|[\p{IsCJKUnifiedIdeographs}々ヶケ-[週月日約計各第毎回度介援後前朝昼夕夜圧脈率温素量値数長重糖]]\d{1,4}-\d{1,4}(?![\d\-]|回|日|時|週|月|年|名|人|度|割|階|泊|件|分|[A-Za-z%])|\d{1,4} ?号室|〒|郵便番号|(?<!\d)\d{3}-\d{4}(?!\d)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Mail();
}
