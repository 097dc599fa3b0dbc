using System.Text;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>A taught word that stood in a text.</summary>
/// <param name="Words">As people write it.</param>
/// <param name="Means">What was read in its place.</param>
public sealed record TaughtWord(string Words, string Means, bool IsPlace);

/// <summary>A text with taught words replaced.</summary>
public sealed record TaughtText(string Text, IReadOnlyList<TaughtWord> Replaced);

/// <summary>The lessons that hold, ready to read with. Made once from its lessons; any number of threads may read it.</summary>
public sealed class TaughtShelf
{
    public static readonly TaughtShelf Empty = new([]);

    /// <summary>Words replaced in one text; a text that has more is not speech.</summary>
    private const int ReplacedMax = 50;

    private const string Particles = "のをがはにでともかやへ";

    private static readonly TextNormalizer Normalizer = new([]);
    private readonly Dictionary<char, (string Key, TaughtWord Word)[]> _words;
    private readonly Dictionary<string, Lesson> _questions = new(StringComparer.Ordinal);

    /// <param name="lessons">That hold, oldest first: of two of the same words the first counts.</param>
    public TaughtShelf(IReadOnlyList<Lesson> lessons)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        Lessons = lessons;
        List<(string Key, TaughtWord Word)> words = [];
        foreach (Lesson lesson in lessons)
        {
            if (lesson.Kind is LessonKind.Answer or LessonKind.OutOfScope)
            {
                _questions.TryAdd(QuestionKeyRules.KeyOf(lesson.Words), lesson);
            }
            else if (KeyOf(lesson.Words) is { Length: > 0 } key && MeantBy(lesson) is { } means && !words.Exists(known => known.Key == key))
            {
                words.Add((key, new TaughtWord(lesson.Words, means, lesson.Kind == LessonKind.PlaceName)));
            }
        }

        _words = words.GroupBy(word => word.Key[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(word => word.Key.Length).ToArray());
    }

    public IReadOnlyList<Lesson> Lessons { get; }

    public bool IsEmpty => _words.Count == 0 && _questions.Count == 0;

    /// <summary>How words are compared: widths, kana and case alike.</summary>
    public static string KeyOf(string words) => Normalizer.Fold(words.Trim()).Key;

    /// <returns>What is said of a question that was taught as a whole; null for any other.</returns>
    public Lesson? Question(string text) => _questions.Count == 0 ? null : _questions.GetValueOrDefault(QuestionKeyRules.KeyOf(text));

    /// <summary>The text with taught words replaced by what they mean, the longest first, where they stand as words of their own. What was put in is not looked through again.</summary>
    /// <returns>Null where none stands in it.</returns>
    public TaughtText? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_words.Count == 0)
        {
            return null;
        }

        FoldedText folded = Normalizer.Fold(text);
        ScriptEdges edges = new(folded);
        List<TaughtWord> replaced = [];
        StringBuilder? read = null;
        int from = 0;
        for (int at = 0; at < folded.Length && replaced.Count < ReplacedMax; at++)
        {
            if (_words.TryGetValue(folded.Key[at], out (string Key, TaughtWord Word)[]? begun) && Array.Find(begun, word => StandsAt(folded, edges, at, word.Key)) is { Word: { } found, Key: { } key })
            {
                Span origin = folded.Origin(new Span(at, at + key.Length));
                read = (read ?? new StringBuilder(text.Length)).Append(text, from, origin.Start - from).Append(found.Means);
                (from, at) = (origin.End, at + key.Length - 1);
                replaced.Add(found);
            }
        }

        return read is null ? null : new TaughtText(read.Append(text, from, text.Length - from).ToString(), replaced);
    }

    /// <summary>These words are answered or read otherwise than without the lessons.</summary>
    public bool Changes(string text) => Question(text) is not null || Read(text) is not null;

    /// <summary>The same words with what they mean in their place; as they are where nothing was taught.</summary>
    public string Meant(string text) => Read(text)?.Text ?? text;

    /// <returns>Null for a lesson that puts no word in the place of another, or means a word that is not known any more.</returns>
    private static string? MeantBy(Lesson lesson) => lesson.Kind == LessonKind.PlaceName ? lesson.Means : MeantWords.Of(lesson.Means)?.Word;

    private static bool StandsAt(FoldedText text, ScriptEdges edges, int at, string key)
    {
        if (!text.Key.AsSpan(at).StartsWith(key, StringComparison.Ordinal))
        {
            return false;
        }

        int end = at + key.Length;
        bool begins = edges.IsHead(at) || edges.At(at - 1) != edges.At(at) || (Particles.Contains(text.Key[at - 1]) && edges.At(at - 1) == ScriptEdges.Script.Hiragana);
        return begins && (edges.At(end - 1) == ScriptEdges.Script.Other || edges.Allow(at, end, WordEdges.Right));
    }
}
