namespace Zaitaku.Bot.Knowledge;

/// <summary>A line of the list of entries.</summary>
public sealed record KnowledgeLine(KnowledgeEntry Entry, KnowledgeState State, bool IsDue);

/// <summary>Entries as the console lists them.</summary>
public static class KnowledgeList
{
    /// <summary>What a search shows.</summary>
    public const int FoundMax = 20;

    /// <summary>Lines of a list; of more, a search shows the rest.</summary>
    public const int LinesMax = 500;

    /// <summary>So long before its day a review is asked for.</summary>
    private const int DueDays = 30;

    /// <summary>What a list may be narrowed to, with its name; the first shows all.</summary>
    public static IReadOnlyList<(string Id, string Name)> Filters { get; } = [("", "すべて"), ("due", "見直しが近い・過ぎた"), ("hub", "拠点が書いた"), ("changed", "拠点が書き直した"), ("withdrawn", "取り下げ中")];

    public static bool IsDue(KnowledgeEntry entry, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.ReviewOn <= today.AddDays(DueDays);
    }

    /// <param name="filter">An id of <see cref="Filters"/>.</param>
    /// <param name="words">Searched for as people ask; empty for a list, which begins with what is to be reviewed first.</param>
    public static IReadOnlyList<KnowledgeLine> Lines(KnowledgeShelf shelf, string filter, string words, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(words);
        if (filter == "withdrawn")
        {
            return [.. shelf.Withdrawn.Where(entry => words.Length == 0 || entry.Question.Contains(words, StringComparison.Ordinal)).Take(LinesMax).Select(entry => new KnowledgeLine(entry, KnowledgeState.Withdrawn, IsDue: false))];
        }

        IEnumerable<KnowledgeEntry> entries = words.Length > 0 ? shelf.Index.Search(words, FoundMax).Select(find => find.Entry) : shelf.Entries.OrderBy(entry => entry.ReviewOn).ThenBy(entry => KnowledgeShelf.StateOf(entry) == KnowledgeState.Carried).ThenBy(entry => entry.Id, StringComparer.Ordinal);
        return [.. entries.Select(entry => new KnowledgeLine(entry, KnowledgeShelf.StateOf(entry), IsDue(entry, today))).Where(line => filter switch
        {
            "due" => line.IsDue,
            "hub" => line.State == KnowledgeState.OfTheHub,
            "changed" => line.State == KnowledgeState.Changed,
            _ => true,
        }).Take(LinesMax)];
    }
}
