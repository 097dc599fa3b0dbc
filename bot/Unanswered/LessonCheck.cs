using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>How words are answered: what they are taken for, and the entry that answers them.</summary>
/// <param name="Entry">Id of the entry of the knowledge base; null where none is surely meant.</param>
public sealed record AnswerSeen(Understood Read, string? Entry)
{
    /// <summary>The same in a line, as the check compares it.</summary>
    public string Key { get; } = string.Join('|', [Read.Intent, string.Join(',', Read.Services), string.Join(',', Read.Capabilities), string.Join(',', Read.Conditions), Read.Place ?? "", Read.Subject ?? "", Entry ?? ""]);
}

/// <summary>An example whose answer a lesson changes.</summary>
public sealed record AnswerChange(string Words, AnswerSeen Before, AnswerSeen After);

/// <summary>Which stored examples a lesson changes.</summary>
/// <param name="Shown">The first of them.</param>
/// <param name="Count">All of them.</param>
/// <param name="Looked">How many examples there are.</param>
public sealed record AnswerChanges(IReadOnlyList<AnswerChange> Shown, int Count, int Looked);

/// <summary>Answers the stored examples with and without a lesson: the questions of the knowledge base, the words of all lessons, and lines over all intents that the program carries.</summary>
public sealed class LessonCheck(ZaitakuDb db, TaughtReading reading, TaughtWords taught, KnowledgeLibrary library)
{
    /// <summary>Changes that are shown.</summary>
    public const int ShownMax = 50;

    /// <summary>Examples that are looked through.</summary>
    private const int ExamplesMax = 20_000;

    private static readonly Lazy<IReadOnlyList<string>> Carried = new(() => [.. Lines().Select(line => line.Split('\t')[0])]);

    /// <summary>Lines of the carried examples: words, intent, services, needs, conditions and place, with tabs between.</summary>
    public static IEnumerable<string> Lines()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Zaitaku.Bot.Understanding.Examples.tsv") ?? throw new InvalidOperationException("The examples are not in the program.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <param name="lesson">One that holds.</param>
    public async Task<AnswerChanges> ChangesAsync(Lesson lesson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        (TaughtShelf after, KnowledgeShelf entriesAfter) = (taught.Current, library.Current);
        TaughtShelf before = new([.. after.Lessons.Where(one => one.Id != lesson.Id)]);
        KnowledgeShelf entriesBefore = lesson.Kind == LessonKind.Answer ? Without(entriesAfter, lesson) : entriesAfter;
        List<string> words = await db.Lessons.Where(one => one.Words != "").OrderBy(one => one.Id).Select(one => one.Words).Take(TaughtWords.LessonsMax).ToListAsync(cancellationToken);
        string[] examples = [.. entriesAfter.Entries.SelectMany(entry => entry.Variants.Prepend(entry.Question)).Concat(words).Concat(Carried.Value).Distinct(StringComparer.Ordinal).Take(ExamplesMax)];
        List<AnswerChange> changes = [];
        foreach (string example in examples.Where(example => lesson.Kind == LessonKind.Answer || MayChange(example, lesson, before, after)))
        {
            (AnswerSeen then, AnswerSeen now) = (Seen(example, before, entriesBefore), Seen(example, after, entriesAfter));
            if (then.Key != now.Key)
            {
                changes.Add(new AnswerChange(example, then, now));
            }
        }

        return new AnswerChanges([.. changes.Take(ShownMax)], changes.Count, examples.Length);
    }

    /// <summary>How words are answered with these lessons and entries.</summary>
    public AnswerSeen Seen(string words, TaughtShelf shelf, KnowledgeShelf entries)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(entries);
        Understood read = reading.Read(words, null, shelf);
        Lesson? whole = read.Intent == Intents.Emergency || LessonRules.IsDoor(read) ? null : shelf.Question(words);
        if (whole is { Kind: LessonKind.OutOfScope })
        {
            return new AnswerSeen(new Understood { Intent = Intents.OutOfScope }, null);
        }

        if (whole is not null && entries.Find(whole.Means) is { } taughtEntry)
        {
            return new AnswerSeen(new Understood { Intent = Intents.Faq }, taughtEntry.Id);
        }

        if ((read.Intent == Intents.Faq ? entries.Worded(words) : KnowledgeTyped.Asked(entries, words, read)) is { } asked)
        {
            return new AnswerSeen(new Understood { Intent = Intents.Faq }, asked.Id);
        }

        IReadOnlyList<KnowledgeFind> finds = read.Intent == Intents.Faq ? entries.Index.Search(shelf.Meant(words), FaqReplies.NearestMax) : [];
        return new AnswerSeen(read, KnowledgeIndex.IsSure(finds) ? finds[0].Entry.Id : null);
    }

    /// <summary>Most examples do not hold the word: they need no reading.</summary>
    private static bool MayChange(string example, Lesson lesson, TaughtShelf before, TaughtShelf after) =>
        LessonRules.IsWord(lesson.Kind) ? before.Meant(example) != after.Meant(example) : before.Question(example)?.Id != after.Question(example)?.Id;

    /// <summary>The entries as they would be without the words this lesson gave one of them.</summary>
    private static KnowledgeShelf Without(KnowledgeShelf shelf, Lesson lesson) => new(
        [.. shelf.Entries.Select(entry => entry.Id == lesson.Means ? entry with { Variants = [.. entry.Variants.Where(words => words != lesson.Words)] } : entry)]);
}
