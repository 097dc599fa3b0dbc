using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Unanswered;

/// <summary>When two questions are the same but for their manners.</summary>
public static class QuestionKeyRules
{
    /// <summary>Endings taken away one after the other.</summary>
    private const int EndingsMax = 4;

    private static readonly TextNormalizer Normalizer = new([]);
    private static readonly string[] Beginnings = ["すみませんが", "すみません", "すいません", "こんにちは", "おしえてください", "教えてください", "ちょっと", "あの"];

    /// <summary>The longest of one end first. 「お願いします」 and 「ほしい」 are none of them: who asks for a thing does not ask about it.</summary>
    private static readonly string[] Endings =
    [
        "を教えていただけますか", "教えていただけますか", "を教えてください", "を教えて下さい", "教えてください", "教えて下さい", "おしえてください", "を教えてほしい", "教えてほしい", "を教えて", "おしえて", "教えて",
        "なのでしょうか", "のでしょうか", "んでしょうか", "でしょうか", "でしょう", "なのですか", "なんですか", "のですか", "んですか", "ですか", "です", "かな", "を", "か", "ね", "よ",
    ];

    /// <returns>Folded, without punctuation, greeting and politeness; empty for words without a letter.</returns>
    public static string KeyOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string bare = string.Concat(Normalizer.Fold(text).Key.Where(char.IsLetterOrDigit)), key = bare;
        foreach (string beginning in Beginnings)
        {
            key = key.Length > beginning.Length && key.StartsWith(beginning, StringComparison.Ordinal) ? key[beginning.Length..] : key;
        }

        for (int times = 0; times < EndingsMax && Array.Find(Endings, ending => key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal)) is { } ending; times++)
        {
            key = key[..^ending.Length];
        }

        return key.Length > 1 ? key : bare;
    }
}
