namespace Zaitaku.Bot.Understanding;

/// <summary>Where phrases begin and end, by script: Japanese writes no spaces, so a change of script or a particle is the edge of a word.</summary>
public sealed class ScriptEdges(FoldedText text)
{
    private const string Particles = "のをがはにでともかやへっだなょ";

    /// <summary>No hiragana at all: the person (or an old machine) types katakana only, so it says nothing about word edges.</summary>
    public bool IsKanaBlind { get; } = !text.Plain.AsSpan().ContainsAnyInRange('ぁ', 'ゖ');

    public enum Script { Other, Kanji, Hiragana, Katakana, Latin, Digit }

    public Script At(int at)
    {
        char letter = text.Plain[at];
        return letter switch
        {
            >= 'ぁ' and <= 'ゖ' => Script.Hiragana,
            >= 'ァ' and <= 'ヺ' or 'ー' => IsKanaBlind ? Script.Hiragana : letter == 'ー' && at > 0 && text.Plain[at - 1] is >= 'ぁ' and <= 'ゖ' ? Script.Hiragana : Script.Katakana,
            >= '一' and <= '鿿' or '々' or '〆' => Script.Kanji,
            >= '0' and <= '9' => Script.Digit,
            _ when char.IsLetter(letter) => Script.Latin,
            _ => Script.Other,
        };
    }

    public bool IsHead(int start) => start == 0 || At(start - 1) == Script.Other;

    public bool IsTail(int end) => end >= text.Length || At(end) == Script.Other;

    public bool Allow(int start, int end, WordEdges edges)
    {
        if (edges == WordEdges.None)
        {
            return true;
        }

        return (!edges.HasFlag(WordEdges.Head) || IsHead(start))
            && (!edges.HasFlag(WordEdges.Tail) || IsTail(end))
            && (!edges.HasFlag(WordEdges.Left) || start == 0 || At(start - 1) != At(start))
            && (!edges.HasFlag(WordEdges.Right) || EndsWord(end))
            && (!edges.HasFlag(WordEdges.Katakana) || At(start) == Script.Katakana || IsHead(start));
    }

    private bool EndsWord(int end)
    {
        if (end >= text.Length || At(end) != At(end - 1))
        {
            return true;
        }

        return At(end) == Script.Hiragana && (Particles.Contains(text.Key[end]) || text.Key.AsSpan(end).StartsWith("です") || text.Key.AsSpan(end).StartsWith("さん") || text.Key.AsSpan(end).StartsWith("まで") || text.Key.AsSpan(end).StartsWith("って"));
    }
}
