using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Knowledge;

/// <summary>
/// The reader knows what the carried entries are asked by, not what a hub writes or teaches of its own: such words are their entry's question, whatever they sound like,
/// and so are words that were not understood and surely ask it. What is said to us to be heard stays that: a worry, a report, a wish for a person.
/// </summary>
public sealed class KnowledgeTyped(KnowledgeLibrary library) : ITurnReading
{
    /// <summary>Said to us, not asked; and what others answer better than any text.</summary>
    private static readonly string[] Others =
    [
        Intents.Faq, Intents.RsvpYes, Intents.RsvpNo, Intents.Acknowledge, Intents.Register, Intents.Greeting, Intents.Thanks, Intents.Cancel, Intents.RequestCover, Intents.Emergency,
        Intents.Consult, Intents.TalkToHuman, Intents.ConsultStatus, Intents.Observation, Intents.ReportSafety, Intents.AskOncall, Intents.ResourceDetail,
    ];

    public Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return Task.FromResult(turn.Press is null && Asked(library.Current, turn.Text, turn.Understood) is not null
            ? turn with { Understood = turn.Understood with { Intent = Intents.Faq, IsUnsure = false } } : turn);
    }

    /// <summary>The entry that words ask which the reader took for something else than a common question.</summary>
    /// <returns>Null where they stay what they were read as.</returns>
    public static KnowledgeEntry? Asked(KnowledgeShelf shelf, string text, Understood read)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(read);
        if (Others.Contains(read.Intent))
        {
            return null;
        }

        bool isNothing = read is { Intent: Intents.OutOfScope, IsUnsure: true };
        if (shelf.Worded(text) is { } entry)
        {
            return isNothing || IsOfTheHub(entry, text) ? entry : null;
        }

        return isNothing && shelf != KnowledgeShelf.Own && shelf.Index.Search(text, FaqReplies.NearestMax) is [var first, ..] finds
            && first.Entry.Variants.Prepend(first.Entry.Question).Any(words => IsOfTheHub(first.Entry, words)) && KnowledgeIndex.IsSure(finds) ? first.Entry : null;
    }

    /// <summary>The wording, not the entry: of a carried one to which the hub gave a wording, an answer or a day to review it, the others stay as they were measured.</summary>
    private static bool IsOfTheHub(KnowledgeEntry entry, string wording) => KnowledgeShelf.Own.Worded(wording)?.Id != entry.Id;
}
