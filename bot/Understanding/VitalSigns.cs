namespace Zaitaku.Bot.Understanding;

/// <summary>Measured values that are danger by themselves, however calmly they are written down.</summary>
public static class VitalSigns
{
    /// <summary>Per cent; people with lung disease live at 88 to 92.</summary>
    public const int SaturationDangerMax = 84;

    /// <summary>mmHg, systolic: below it organs go without blood.</summary>
    public const int PressureDangerMax = 69;

    /// <summary>Letters between a word and its number: 「SpO2は酸素3Lで 75」 is further than that and not read.</summary>
    private const int GapLettersMax = 6;

    /// <summary>Words as folded, and the values (inclusive) that are danger. Below the least it is no such measure (「酸素2L」).</summary>
    private static readonly (string Word, int Least, int Most)[] Measures =
    [
        ("spo2", 30, SaturationDangerMax), ("sp02", 30, SaturationDangerMax), ("spo", 30, SaturationDangerMax), ("さちゅれーしょん", 30, SaturationDangerMax), ("酸素飽和度", 30, SaturationDangerMax),
        ("さち", 30, SaturationDangerMax), ("酸素の数値", 30, SaturationDangerMax), ("酸素の値", 30, SaturationDangerMax), ("酸素濃度", 30, SaturationDangerMax), ("ぱるすおきしめーたー", 30, SaturationDangerMax),
        ("血圧", 30, PressureDangerMax), ("bp", 30, PressureDangerMax), ("収縮期", 30, PressureDangerMax),
    ];

    /// <summary>A value that is danger stands in the text, and no better one beside it (「80→95」).</summary>
    public static bool TellDanger(string key)
    {
        foreach ((string word, int least, int most) in Measures)
        {
            int at = key.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && IsDanger(key.AsSpan(at + word.Length), least, most))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDanger(ReadOnlySpan<char> rest, int least, int most)
    {
        int digit = rest.IndexOfAnyInRange('0', '9');
        if (digit is < 0 or > GapLettersMax)
        {
            return false;
        }

        ReadOnlySpan<char> number = rest[digit..];
        int end = number.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? number : number[..end];
        bool isRising = end > 0 && number[end..].TrimStart(" %％") is ['→' or '⇒' or 'か', ..];
        return digits.Length == 2 && !isRising && int.Parse(digits) is int value && value >= least && value <= most;
    }
}
