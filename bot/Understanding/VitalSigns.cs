using System.Buffers;
using Zaitaku.Bot.Emergency;

namespace Zaitaku.Bot.Understanding;

/// <summary>A measure with its limits, of Emergency/Rules.md.</summary>
/// <param name="Words">As folded.</param>
/// <param name="Least">Below it the number is of something else (「酸素2L」).</param>
/// <param name="Low">Danger up to it, inclusive; -1 for none.</param>
/// <param name="High">Danger from it on, inclusive; <see cref="int.MaxValue"/> for none.</param>
public sealed record VitalMeasure(IReadOnlyList<string> Words, int Least, int Low, int High);

/// <summary>Measured values that are danger by themselves, however calmly they are written down.</summary>
public static class VitalSigns
{
    /// <summary>Letters between a word and its number: 「SpO2は酸素3Lで 75」 is further than that and not read.</summary>
    private const int GapLettersMax = 6;

    /// <summary>Between a word and its number: the number is of another thing (「血圧の下」, 「血糖測定前」, the E of 「GCS E3」).</summary>
    private static readonly SearchValues<char> Turns = SearchValues.Create("下前後e。\n");

    /// <summary>A value that is danger stands in the text, and no better one beside it (「80→95」).</summary>
    public static bool TellDanger(string key) => DangerIn(key) is not null;

    /// <summary>Where the word of such a value stands in the folded text, with its number; null where there is none.</summary>
    public static Span? DangerIn(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            return null;
        }

        foreach (VitalMeasure measure in EmergencyRuleBook.Carried.Measures)
        {
            foreach (string word in measure.Words)
            {
                int at = key.IndexOf(word, StringComparison.Ordinal);
                if (at >= 0 && IsWord(key, at, word) && IsDanger(key.AsSpan(at + word.Length), measure))
                {
                    int digit = at + word.Length + key.AsSpan(at + word.Length).IndexOfAnyInRange('0', '9');
                    int end = key.AsSpan(digit).IndexOfAnyExceptInRange('0', '9');
                    return new Span(at, end < 0 ? key.Length : digit + end);
                }
            }
        }

        return null;
    }

    /// <summary>Latin letters stand for themselves: the hr of 24hr is an hour. 「下の血圧」 is another measure.</summary>
    private static bool IsWord(string key, int at, string word) =>
        !(char.IsAsciiLetter(word[0]) && at > 0 && char.IsAsciiLetterOrDigit(key[at - 1]))
        && !(char.IsAsciiLetter(word[^1]) && at + word.Length < key.Length && char.IsAsciiLetter(key[at + word.Length]))
        && !key.AsSpan(0, at).EndsWith("下の");

    private static bool IsDanger(ReadOnlySpan<char> rest, VitalMeasure measure)
    {
        int digit = rest.IndexOfAnyInRange('0', '9');
        if (digit is < 0 or > GapLettersMax || rest[..digit].ContainsAny(Turns))
        {
            return false;
        }

        ReadOnlySpan<char> number = rest[digit..];
        int end = number.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? number : number[..end];
        ReadOnlySpan<char> after = end < 0 ? "" : number[end..].TrimStart(" %％台");
        bool isOther = after is ['→' or '⇒' or 'か' or '年' or '月' or '日' or '時' or '歳' or '代' or '人' or '名' or '回' or '錠' or '分' or '粒' or 'm', ..] || after.StartsWith("から9") || after.StartsWith("分前");
        return digits.Length <= 3 && !isOther && int.Parse(digits) is int value && (value >= measure.Least && value <= measure.Low || value >= measure.High);
    }
}
