using System.Text.RegularExpressions;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.HandRaising;

/// <summary>The same look, for words that somebody wrote already and that others read: what tells who somebody is goes out of them.</summary>
public static partial class CaseWordsRules
{
    /// <summary>Stands for words of which the identifying part could not be told from the rest.</summary>
    public const string Withheld = "（個人が分かることばのため、見せられません）";

    /// <param name="today">In Tokyo.</param>
    /// <returns>The words as they came where nothing was found. Surnames go too, also of a doctor (「山田先生」).</returns>
    public static string Without(string text, DateOnly today)
    {
        string kept = PrivacyRules.Redacted(text ?? "");
        if (Found(kept, today).Count == 0 && !Titled().IsMatch(Plain(kept)))
        {
            return kept;
        }

        string plain = Replaced(Plain(kept), today);
        if (Found(plain, today).Count > 0)
        {
            plain = Replaced(Spaces().Replace(plain, ""), today);
        }

        return Found(plain, today).Count > 0 ? Withheld
            : plain.Replace("[番号]", PrivacyRules.Removed, StringComparison.Ordinal).Replace("[お名前]", PrivacyRules.RemovedName, StringComparison.Ordinal);
    }

    private static string Replaced(string plain, DateOnly today)
    {
        foreach (string name in PrivacyRules.FullNames(plain).Distinct().ToList())
        {
            plain = plain.Replace(name, PrivacyRules.RemovedName, StringComparison.Ordinal);
        }

        plain = Titled().Replace(KanaName().Replace(plain, PrivacyRules.RemovedName), PrivacyRules.RemovedName);
        plain = Honoured().Replace(plain, match => IsNobody(match.Groups["who"].Value, match.Groups["how"].Value) ? match.Value : PrivacyRules.RemovedName);
        plain = Mail().Replace(KanjiDate().Replace(Born().Replace(plain, PrivacyRules.Removed), PrivacyRules.Removed), PrivacyRules.Removed);
        plain = EraDate().Replace(plain, match => IsBirth(YearOf(match.Groups["era"].Value, match.Groups["year"].Value), match, today) ? PrivacyRules.Removed : match.Value);
        plain = WesternDate().Replace(plain, match => IsBirth(int.Parse(match.Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match, today) ? PrivacyRules.Removed : match.Value);
        plain = HouseNumber().Replace(KanjiPhone().Replace(ShortPhone().Replace(plain, PrivacyRules.Removed), PrivacyRules.Removed), PrivacyRules.Removed);
        return PrivacyRules.InsuranceNumber().Replace(PrivacyRules.LongNumber().Replace(plain, PrivacyRules.Removed), PrivacyRules.Removed);
    }

    /// <summary>「佐藤先生」, 「鈴木ケアマネ」: a surname that half the region bears before a trade.</summary>
    [GeneratedRegex(@"(?<![\p{IsCJKUnifiedIdeographs}々])(?:" + PersonNameRules.Surnames + @")[\p{IsCJKUnifiedIdeographs}々]{0,3}(?=先生|せんせい|医師|ドクター|[DdＤ][rRｒ]|看護師|ナース|ケアマネ|薬剤師)", RegexOptions.CultureInvariant, MatchMs)]
    private static partial Regex Titled();
}
