using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>What may be taught. No database: what is known besides is passed in.</summary>
public static class LessonRules
{
    /// <summary>Letters of a synonym or a name.</summary>
    public const int WordMax = 100;

    /// <summary>Letters of a question, as the table takes it.</summary>
    public const int QuestionMax = 500;

    private const int WordMin = 2;

    /// <summary>Who says so wants a person, tells of somebody, or answers us.</summary>
    private static readonly HashSet<string> Doors =
    [
        Intents.Consult, Intents.TalkToHuman, Intents.ConsultStatus, Intents.Cancel, Intents.Help, Intents.Observation, Intents.ReportSafety, Intents.AskOncall,
        Intents.RequestCover, Intents.ReportVacancy, Intents.Register, Intents.RsvpYes, Intents.RsvpNo, Intents.Acknowledge,
    ];

    /// <returns>Without line ends and spaces around.</returns>
    public static string Tidied(string? words) => string.Join(' ', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="words">As <see cref="Tidied"/> gives them.</param>
    /// <param name="today">In Tokyo.</param>
    /// <returns>What is wrong with the words of any lesson, in words; empty for nothing.</returns>
    public static string ProblemOf(LessonKind kind, string words, UtteranceReader reader, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(reader);
        int max = IsWord(kind) ? WordMax : QuestionMax;
        return !words.Any(char.IsLetter) ? LessonReplies.Empty
            : words.Length > max ? LessonReplies.TooLong(max)
            : IsWord(kind) && words.Length < WordMin ? LessonReplies.TooShort
            : reader.IsEmergency(words) || (IsWord(kind) && HearsDanger(reader, words)) ? LessonReplies.Danger
            : words.Contains('［', StringComparison.Ordinal) || CaseWordsRules.Found(words, today).Count > 0 || words == CaseWordsRules.Withheld ? LessonReplies.Personal
            : IsWord(kind) ? "" : ProblemOfQuestion(kind, words, reader);
    }

    /// <summary>These words open a door of the chat, which no lesson closes.</summary>
    public static bool IsDoor(Understood read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Doors.Contains(read.Intent);
    }

    /// <summary>A question is taught as a whole, but nothing that is more than a question, and no bare word that is searched by.</summary>
    private static string ProblemOfQuestion(LessonKind kind, string words, UtteranceReader reader)
    {
        Understood read = reader.Read(words, null);
        bool isSearch = read is { Intent: Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy, Services.Count: > 0 };
        return IsDoor(read) ? LessonReplies.Door
            : kind == LessonKind.OutOfScope && isSearch ? LessonReplies.Search
            : KnownIn(reader.ScanOf(QuestionKeyRules.KeyOf(words))) is { } known ? LessonReplies.KnownWord(words, NameOf(known.Entry)) : "";
    }

    /// <returns>Why a word cannot be given another meaning; empty where it can.</returns>
    public static string ProblemOfWord(string words, string means, string meantWord, UtteranceReader reader)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(meantWord);
        ArgumentNullException.ThrowIfNull(reader);
        UtteranceScan scan = reader.ScanOf(words);
        return KnownIn(scan) is { } hit ? LessonReplies.KnownWord(words, NameOf(hit.Entry))
            : scan.IsFullyCovered(new Span(0, scan.Text.Length)) ? LessonReplies.Saying
            : TaughtShelf.KeyOf(meantWord).Contains(TaughtShelf.KeyOf(words), StringComparison.Ordinal) || TaughtShelf.KeyOf(means) == TaughtShelf.KeyOf(words) ? LessonReplies.Loop : "";
    }

    /// <param name="holding">Lessons that hold.</param>
    /// <returns>The lesson that says something of these words already; null for none.</returns>
    public static Lesson? Same(LessonKind kind, string words, IEnumerable<Lesson> holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        string key = IsWord(kind) ? TaughtShelf.KeyOf(words) : QuestionKeyRules.KeyOf(words);
        return holding.FirstOrDefault(lesson => IsWord(lesson.Kind) == IsWord(kind) && (IsWord(kind) ? TaughtShelf.KeyOf(lesson.Words) : QuestionKeyRules.KeyOf(lesson.Words)) == key);
    }

    /// <summary>It puts a word in the place of another, and does not answer a whole question.</summary>
    public static bool IsWord(LessonKind kind) => kind is LessonKind.Synonym or LessonKind.PlaceName;

    /// <summary>A sign of danger, be it only supposed: as a word in a sentence it must keep its meaning.</summary>
    private static bool HearsDanger(UtteranceReader reader, string words) => EmergencyRules.Judge(reader.ScanOf(words)) != Danger.None;

    /// <returns>The service, need or condition that the text is, and nothing else; null for any other text.</returns>
    private static Hit? KnownIn(UtteranceScan scan)
    {
        Span whole = new(0, scan.Text.Length);
        return scan.Services.Concat(scan.Capabilities).Concat(scan.Conditions).Where(hit => hit.Span == whole && hit.Entry.Tag < Lexicon.WeakFrom).Select(hit => (Hit?)hit).FirstOrDefault();
    }

    private static string NameOf(WordEntry entry) => entry.Layer switch
    {
        WordLayer.Service => ((ServiceKind)entry.Tag).Name(),
        WordLayer.Capability => ((CapabilityKind)entry.Tag).Name(),
        _ => ((ConditionKind)entry.Tag).Name(),
    };
}
