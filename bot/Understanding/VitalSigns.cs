using System.Buffers;

namespace Zaitaku.Bot.Understanding;

/// <summary>Measured values that are danger by themselves, however calmly they are written down.</summary>
public static class VitalSigns
{
    /// <summary>Per cent; people with lung disease live at 88 to 92.</summary>
    public const int SaturationDangerMax = 84;

    /// <summary>mmHg, systolic: below it organs go without blood.</summary>
    public const int PressureDangerMax = 79;

    /// <summary>Beats a minute: below it, and from the second on, the heart fails to carry the blood.</summary>
    public const int PulseDangerMax = 39, PulseDangerMin = 150;

    /// <summary>Breaths a minute.</summary>
    public const int BreathsDangerMax = 7, BreathsDangerMin = 35;

    /// <summary>Degrees.</summary>
    public const int WarmthDangerMax = 33, WarmthDangerMin = 41;

    /// <summary>mg/dL; lower is unconscious soon.</summary>
    public const int SugarDangerMax = 39;

    /// <summary>Glasgow coma scale, 3 to 15; Japan coma scale, 100 and more.</summary>
    public const int GlasgowDangerMax = 8, JapanDangerMin = 100;

    /// <summary>Letters between a word and its number: 「SpO2は酸素3Lで 75」 is further than that and not read.</summary>
    private const int GapLettersMax = 6;

    /// <summary>Between a word and its number: the number is of another thing (「血圧の下」, 「血糖測定前」, the E of 「GCS E3」).</summary>
    private static readonly SearchValues<char> Turns = SearchValues.Create("下前後e。\n");

    /// <summary>Words as folded, the values (inclusive) that are danger by being low, and the one from which they are by being high. Below the least it is no such measure (「酸素2L」).</summary>
    private static readonly (string[] Words, int Least, int Low, int High)[] Measures =
    [
        (["spo2", "sp02", "spo", "さちゅれーしょん", "酸素飽和度", "さち", "酸素の数値", "酸素の値", "酸素濃度", "ぱるすおきしめーたー"], 30, SaturationDangerMax, int.MaxValue),
        (["血圧", "bp", "収縮期"], 30, PressureDangerMax, int.MaxValue),
        (["脈", "心拍", "hr", "pr"], 10, PulseDangerMax, PulseDangerMin),
        (["呼吸数", "呼吸回数", "rr"], 1, BreathsDangerMax, BreathsDangerMin),
        (["体温", "kt", "bt"], 20, WarmthDangerMax, WarmthDangerMin),
        (["血糖", "bs"], 5, SugarDangerMax, int.MaxValue),
        (["gcs"], 3, GlasgowDangerMax, int.MaxValue),
        (["jcs"], 0, -1, JapanDangerMin),
    ];

    /// <summary>A value that is danger stands in the text, and no better one beside it (「80→95」).</summary>
    public static bool TellDanger(string key)
    {
        if (key.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            return false;
        }

        foreach ((string[] words, int least, int low, int high) in Measures)
        {
            foreach (string word in words)
            {
                int at = key.IndexOf(word, StringComparison.Ordinal);
                if (at >= 0 && IsWord(key, at, word) && IsDanger(key.AsSpan(at + word.Length), least, low, high))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Latin letters stand for themselves: the hr of 24hr is an hour. 「下の血圧」 is another measure.</summary>
    private static bool IsWord(string key, int at, string word) =>
        !(char.IsAsciiLetter(word[0]) && at > 0 && char.IsAsciiLetterOrDigit(key[at - 1]))
        && !(char.IsAsciiLetter(word[^1]) && at + word.Length < key.Length && char.IsAsciiLetter(key[at + word.Length]))
        && !key.AsSpan(0, at).EndsWith("下の");

    private static bool IsDanger(ReadOnlySpan<char> rest, int least, int low, int high)
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
        return digits.Length <= 3 && !isOther && int.Parse(digits) is int value && (value >= least && value <= low || value >= high);
    }
}
