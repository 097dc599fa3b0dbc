using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Knowledge;

/// <summary>
/// The reader knows what the carried entries are asked by, not what a hub writes of its own: the very words of such an entry are its question, whatever they sound like,
/// and so are words that were not understood and surely ask it.
/// </summary>
public sealed class KnowledgeTyped(KnowledgeLibrary library) : ITurnReading
{
    /// <summary>Said to us, not asked; and what others answer better than any text.</summary>
    private static readonly string[] Others = [Intents.Faq, Intents.RsvpYes, Intents.RsvpNo, Intents.Acknowledge, Intents.Register, Intents.Greeting, Intents.Thanks, Intents.Cancel, Intents.RequestCover, Intents.Emergency];

    public Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return Task.FromResult(turn.Press is null && !Others.Contains(turn.Understood.Intent) && IsAsked(turn)
            ? turn with { Understood = turn.Understood with { Intent = Intents.Faq, IsUnsure = false } } : turn);
    }

    private bool IsAsked(Turn turn)
    {
        KnowledgeShelf shelf = library.Current;
        if (shelf.Worded(turn.Text) is { } entry)
        {
            return IsOfTheHub(entry) || turn.Understood is { Intent: Intents.OutOfScope, IsUnsure: true };
        }

        return turn.Understood is { Intent: Intents.OutOfScope, IsUnsure: true } && shelf != KnowledgeShelf.Own
            && shelf.Index.Search(turn.Text, FaqReplies.NearestMax) is [var first, ..] finds && IsOfTheHub(first.Entry) && KnowledgeIndex.IsSure(finds);
    }

    private static bool IsOfTheHub(KnowledgeEntry entry) => KnowledgeShelf.Own.Find(entry.Id) != entry; // Also where only wordings were taught.
}
