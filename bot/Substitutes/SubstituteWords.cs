using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Tells a wish for a substitute (代診) from one that somebody takes over a duty.</summary>
public static partial class SubstituteWords
{
    /// <summary>Longer texts are stories.</summary>
    private const int TextMax = 500;

    /// <summary>True for 「明日の日曜の代診をお願いしたい」: somebody is away and their patients need another doctor. False where they ask about rules, or where a duty itself is to be swapped.</summary>
    public static bool AsksForSubstitute(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = Fold(text);
        return plain.Length is > 0 and <= TextMax && Word().IsMatch(plain) && !About().IsMatch(plain);
    }

    private static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair.
        }
    }

    [GeneratedRegex("代診|だいしん|代わりに診|かわりに診|代わりに往診|(?:不在|留守|休診|出張|学会)(?:の間|中|に|で|する|します|し|なの)?.{0,20}(?:診て|往診し|看取って|看取りを?お願い)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Word();

    /// <summary>Who asks what it is, or tells that it was done, asks for nobody.</summary>
    [GeneratedRegex("代診(?:って|とは|の(?:ルール|決まり|仕組み|制度|締切|条件|書類|様式)|(?:医|の先生)?は(?:誰|だれ|どなた)|(?:医|制度)とは|を(?:断|やめ|取り消|取消|取りやめ)|はやめ|.{0,6}(?:でした|しました|してきました|行きました|ありがと))", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex About();
}
