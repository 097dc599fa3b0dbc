using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.Members;

/// <summary>Which details of a person do not belong in this chat, and how they are taken out of words that are kept.</summary>
public static partial class PrivacyRules
{
    /// <summary>Put in the place of what was taken out.</summary>
    public const string Removed = "［番号］";

    /// <summary>True for phone or insurance numbers, and for a name (〇〇様, 〇〇さん) together with a birth date or an address with a number.</summary>
    public static bool HasIdentifyingDetails(string text)
    {
        string plain = Fold(text);
        return LongNumber().IsMatch(plain) || (Name().IsMatch(plain) && (BirthDate().IsMatch(plain) || DoorNumber().IsMatch(plain)));
    }

    /// <summary>The words without runs of seven or more digits (phone, insurance and account numbers), hyphens included.</summary>
    public static string WithoutNumbers(string text)
    {
        string plain = Fold(text);
        return LongNumber().IsMatch(plain) ? LongNumber().Replace(plain, Removed) : text;
    }

    private static string Fold(string text)
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
    private static partial Regex LongNumber();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}々ぁ-ゖァ-ヺー]{1,8}(?:様|さん|殿|氏|さま)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:明治|大正|昭和|平成|令和|[MTSHR]|(?:18|19|20)\d{2}[年/.\-])\s?\d{0,2}[年/.\-]?\s?\d{1,2}[月/.\-]\s?\d{1,2}|生年月日", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"\d{1,4}(?:番地|番\d{1,4}号|-\d{1,4}-\d{1,4})", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex DoorNumber();
}
