using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Which word of a question may be the one the reader does not know: a suggestion for whoever teaches, nothing else.</summary>
public static class UnknownWordRules
{
    /// <summary>Longer runs are no word.</summary>
    private const int LettersMax = 20;

    private const string Particles = "のをがはにでともかやへっだなょ";

    /// <returns>The longest stretch in which no word of the lexicon stands, as written; empty where all is known.</returns>
    public static string Of(UtteranceScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ScriptEdges edges = new(scan.Text);
        Span best = default;
        for (int start = 0; start < scan.Text.Length; start++)
        {
            int end = start;
            while (end < scan.Text.Length && end - start <= LettersMax && char.IsLetterOrDigit(scan.Text.Key[end]) && !scan.IsCovered(end))
            {
                end++;
            }

            Span run = Trimmed(scan.Text, edges, new Span(start, end));
            best = run.Length > best.Length && run.Length <= LettersMax ? run : best;
            start = Math.Max(start, end);
        }

        return best.Length < 2 ? "" : scan.Text.AsWritten(best);
    }

    private static Span Trimmed(FoldedText text, ScriptEdges edges, Span run)
    {
        (int start, int end) = (run.Start, run.End);
        while (start < end && IsParticle(text, edges, start))
        {
            start++;
        }

        while (end > start && IsParticle(text, edges, end - 1))
        {
            end--;
        }

        return new Span(start, end);
    }

    private static bool IsParticle(FoldedText text, ScriptEdges edges, int at) => edges.At(at) == ScriptEdges.Script.Hiragana && Particles.Contains(text.Key[at]);
}
