using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Meetings;

/// <summary>Whom a list says that a meeting is for: 薬剤師・看護師, 多職種, 市民どなたでも. Only what surely is one of our professions is read: 医師会会員 are not all doctors, 訪問看護師 not all nurses. No clock, no database.</summary>
public static partial class AudienceText
{
    private static readonly Dictionary<string, string> Sayings = new(StringComparer.Ordinal)
    {
        ["歯科医"] = "歯科医師", ["看護職"] = "看護師", ["看護職員"] = "看護師", ["リハビリ専門職"] = "リハビリ職", ["リハビリテーション専門職"] = "リハビリ職", ["リハ職"] = "リハビリ職", ["栄養士"] = "管理栄養士", ["ケアマネ"] = "介護支援専門員",
        ["ケアマネジャー"] = "介護支援専門員", ["ケアマネージャー"] = "介護支援専門員", ["ソーシャルワーカー"] = "医療ソーシャルワーカー", ["MSW"] = "医療ソーシャルワーカー", ["介護職員"] = "介護職", ["包括"] = "地域包括支援センター", ["地域包括"] = "地域包括支援センター",
        ["地域包括支援センター職員"] = "地域包括支援センター", ["行政職員"] = "行政",
    };

    /// <param name="professions">Of <see cref="MeetingTerms.Professions"/>, separated by spaces; empty for all professionals, and where it is not read.</param>
    /// <returns>False where anybody is named who is not surely known, or only residents are: whom to invite is for a person to say.</returns>
    public static bool TryRead(string words, out string professions)
    {
        ArgumentNullException.ThrowIfNull(words);
        professions = "";
        string plain = Polite().Replace(string.Concat(words.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Trim(), "");
        if (plain.Length == 0 || Everybody().IsMatch(plain))
        {
            return true;
        }

        string[] named = ProfessionOf(plain) is { } whole ? [whole] : [.. Between().Split(plain).Select(word => Polite().Replace(word, "")).Where(word => word.Length > 0 && !Residents().IsMatch(word)).Select(word => ProfessionOf(word) ?? "")];
        bool isSure = named.Length > 0 && named.All(one => one.Length > 0);
        professions = isSure ? string.Join(' ', named.Distinct(StringComparer.Ordinal)) : "";
        return isSure;
    }

    private static string? ProfessionOf(string word) =>
        word is MeetingTerms.Resident or MeetingTerms.OtherProfession ? null : MeetingTerms.Professions.FirstOrDefault(one => one == word) ?? Sayings.GetValueOrDefault(word);

    [GeneratedRegex("の(?:方|方々|皆さま|皆様|皆さん|みなさま)(?:みんな|全員)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Polite();

    [GeneratedRegex("^(?:(?:在宅)?医療[・、と]?介護(?:[・、と]?福祉)?(?:の|に携わる|に関わる)?(?:専門職|専門職種|多職種|全職種|関係者|従事者|関係職種|職)|専門職|専門職種|多職種|全職種|すべての職種|全ての職種)(?:全員)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Everybody();

    [GeneratedRegex("^(?:地域)?(?:住民|市民|町民|村民|区民|一般|一般市民)?(?:どなたでも)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Residents();

    [GeneratedRegex(@"[\s、,・/]+|及び|および|並びに|ならびに|又は|または", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Between();
}
