namespace Zaitaku.Bot.Knowledge;

/// <summary>What is answered otherwise than before.</summary>
/// <param name="Words">A question or variant that one of the two shelves has.</param>
/// <param name="Before">Null where nothing was surely meant.</param>
/// <param name="After">Null where nothing is surely meant.</param>
public sealed record AnswerChange(string Words, KnowledgeEntry? Before, KnowledgeEntry? After);

/// <summary>Shows what a change of the knowledge base does to questions that are not its own: the stored wordings stand for what people ask in words like them.</summary>
public static class KnowledgeCheck
{
    /// <summary>Wordings that are asked; of more, the first by their entries.</summary>
    public const int WordingsMax = 20_000;

    /// <summary>Every question and variant of both shelves of which the sure answer is another entry than before; in the order of the entries.</summary>
    public static IReadOnlyList<AnswerChange> Changes(KnowledgeShelf before, KnowledgeShelf after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before == after ? [] :
        [
            .. after.Entries.Concat(before.Entries).SelectMany(entry => entry.Variants.Prepend(entry.Question)).DistinctBy(KnowledgeShelf.KeyOf).Take(WordingsMax)
                .Select(words => new AnswerChange(words, Sure(before, words), Sure(after, words))).Where(change => change.Before?.Id != change.After?.Id),
        ];
    }

    /// <summary>As one asks who says it in nearly these words: by the search, and not because the very words are stored.</summary>
    private static KnowledgeEntry? Sure(KnowledgeShelf shelf, string words) => shelf.Index.Search(words, FaqReplies.NearestMax) is [var first, ..] finds && KnowledgeIndex.IsSure(finds) ? first.Entry : null;
}
