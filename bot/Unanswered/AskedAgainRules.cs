using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Whether what somebody says next tells that the answer before was no good. Wrong now and then: it is a hint for coordinators, who look at the words.</summary>
public static class AskedAgainRules
{
    /// <summary>Whoever asks again does it soon.</summary>
    public static readonly TimeSpan RephrasedWithin = TimeSpan.FromMinutes(3);

    /// <summary>Whoever gives up has read first.</summary>
    public static readonly TimeSpan GaveUpWithin = TimeSpan.FromMinutes(5);

    /// <summary>From this share on two questions have the same words, for the most part.</summary>
    private const double LikeMin = 0.45;

    /// <summary>The same for a search that asks for the very same thing.</summary>
    private const double LikeSearchMin = 0.3;

    private static readonly HashSet<string> GivingUp =
    [
        "もういい", "もういいです", "もうけっこう", "もうけっこうです", "もう結構", "もう結構です", "違う", "違います", "ちがう", "ちがいます", "違うんだけど", "違うんですけど", "そうじゃない", "そうじゃなくて", "そういうことじゃない", "それじゃない", "これじゃない",
        "わからない", "わかりません", "わからん", "分からない", "分かりません", "分からん", "意味がわからない", "意味が分からない", "使えない", "役に立たない", "だめだ", "ダメだ", "話にならない", "答えになってない", "答えになっていない",
    ];

    private static readonly HashSet<string> GivingUpKeys = [.. GivingUp.Select(QuestionKeyRules.KeyOf)];

    /// <param name="turn">Typed words that nothing claims, with the dialogue before them.</param>
    /// <param name="outcome">What is answered to them.</param>
    /// <returns>What it says of the answer before; null for nothing.</returns>
    public static NoteReason? Judge(Turn turn, TurnOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(outcome);
        if (turn.Dialogue is not { Answered: { } before, PreviousText: { Length: > 0 } words } || turn.Now < before.At)
        {
            return null;
        }

        return turn.Now - before.At <= GaveUpWithin && GivesUp(turn) ? NoteReason.GaveUp
            : turn.Now - before.At <= RephrasedWithin && IsRephrased(turn, outcome, before, words) ? NoteReason.Rephrased : null;
    }

    public static bool GivesUp(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.Understood.Intent is Intents.TalkToHuman or Intents.Cancel || IsGivingUp(turn.Text);
    }

    /// <summary>The whole text says that the answer was no good, and asks nothing.</summary>
    public static bool IsGivingUp(string text) => GivingUpKeys.Contains(QuestionKeyRules.KeyOf(text));

    /// <summary>Of two texts, 0 for nothing in common to 1 for the same words.</summary>
    public static double Likeness(string one, string other)
    {
        Dictionary<uint, Term> first = KnowledgeTerms.Of(one), second = KnowledgeTerms.Of(other);
        double common = first.Where(term => second.ContainsKey(term.Key)).Sum(term => (double)term.Value.Weight * term.Value.Weight);
        double lengths = Math.Sqrt(LengthOf(first) * LengthOf(second));
        return lengths <= 0 ? 0 : common / lengths;
    }

    private static double LengthOf(Dictionary<uint, Term> terms) => terms.Values.Sum(term => (double)term.Weight * term.Weight);

    private static bool IsRephrased(Turn turn, TurnOutcome outcome, AnsweredWords before, string words)
    {
        if (QuestionKeyRules.KeyOf(turn.Text) == QuestionKeyRules.KeyOf(words))
        {
            return false; // The same once more: a tap on an example, or a lost reply.
        }

        return turn.Understood.Intent switch
        {
            Intents.FindResource or Intents.AskVacancy when before.Intent is Intents.FindResource or Intents.AskVacancy or Intents.RefineSearch =>
                IsSameSearch(turn.Dialogue.Search, (outcome.Dialogue ?? turn.Dialogue).Search) && Likeness(words, turn.Text) >= LikeSearchMin,
            Intents.Faq when before.Entry is not null && outcome.Entry is { } entry && entry != before.Entry => false, // Another question, which has its own answer.
            Intents.FindResource or Intents.AskVacancy or Intents.Faq or Intents.OutOfScope => Likeness(words, turn.Text) >= LikeMin,
            _ => false,
        };
    }

    /// <summary>Whoever names another place or another need asks something else.</summary>
    private static bool IsSameSearch(SearchTerms? before, SearchTerms? after) => before is not null && after is not null
        && before.Place == after.Place && before.Reach == after.Reach && before.Services.SequenceEqual(after.Services)
        && before.Capabilities.SequenceEqual(after.Capabilities) && before.Conditions.SequenceEqual(after.Conditions);
}
