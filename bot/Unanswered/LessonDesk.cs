using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Time;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <param name="Problem">Why nothing was taught, in words; empty where it was.</param>
/// <param name="Lesson">Its number; 0 where there is none.</param>
public sealed record Teaching(string Problem, int Lesson = 0);

/// <summary>Teaches from open questions, and undoes it. What is taught holds from the next message on.</summary>
public sealed class LessonDesk(ZaitakuDb db, UtteranceReader reader, TaughtWords taught, KnowledgeLibrary library, PlaceNames names, IOptions<HubOptions> hub)
{
    /// <param name="words">As typed.</param>
    /// <param name="means">Id of a word, name of a place, key of an entry, or empty: as <paramref name="kind"/> has it.</param>
    /// <param name="lines">Notes of the questions it is taught from. Those that are open no more are left alone; where none is, nothing is taught.</param>
    public async Task<Teaching> TeachAsync(LessonKind kind, string? words, string? means, IReadOnlyCollection<int> lines, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await taught.OneTeaches.WaitAsync(cancellationToken);
        try
        {
            Lesson lesson = new() { Kind = kind, Words = LessonRules.Tidied(words), Means = kind == LessonKind.OutOfScope ? "" : LessonRules.Tidied(means), TaughtAt = now, TaughtBy = staff };
            string problem = await QuestionReads.Open(db).AnyAsync(note => lines.Contains(note.Id), cancellationToken) ? await ProblemOfAsync(lesson, cancellationToken) : LessonReplies.Overtaken;
            if (problem.Length > 0)
            {
                return new Teaching(problem);
            }

            bool isKept = await KeepAsync(lesson, lines, cancellationToken);
            await ReloadAsync(cancellationToken);
            return isKept ? new Teaching("", lesson.Id) : new Teaching(LessonReplies.Overtaken);
        }
        finally
        {
            taught.OneTeaches.Release();
        }
    }

    /// <summary>「見ました」: nothing is taught.</summary>
    /// <returns>How many were open.</returns>
    public async Task<int> SeeAsync(IReadOnlyCollection<int> lines, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        List<KeptNote> open = await QuestionReads.Open(db).Where(note => lines.Contains(note.Id)).ToListAsync(cancellationToken);
        open.ForEach(note => note.SeenAt = now);
        if (open.Count > 0)
        {
            db.AuditTrail.Add(AuditEntry.By(staff, "note.seen", Numbered("note", open[0].Id), now, Counted(open.Count)));
            await db.SaveChangesAsync(cancellationToken);
        }

        return open.Count;
    }

    /// <summary>It holds no more, and its questions are open again.</summary>
    /// <returns>What is said of it; null for a lesson there is not.</returns>
    public async Task<string?> UndoAsync(int id, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await taught.OneTeaches.WaitAsync(cancellationToken);
        try
        {
            if (await db.Lessons.SingleOrDefaultAsync(lesson => lesson.Id == id, cancellationToken) is not { } lesson)
            {
                return null;
            }

            if (lesson.UndoneAt is not null)
            {
                return LessonReplies.UndoneAlready;
            }

            (lesson.UndoneAt, lesson.UndoneBy) = (now, staff);
            List<KeptNote> notes = await db.KeptNotes.Where(note => note.LessonId == id).ToListAsync(cancellationToken);
            notes.ForEach(note => note.SeenAt = null);
            db.AuditTrail.Add(AuditEntry.By(staff, "lesson.undo", Numbered("lesson", id), now, Counted(notes.Count)));
            await db.SaveChangesAsync(cancellationToken);
            await ReloadAsync(cancellationToken);
            return LessonReplies.Undone;
        }
        catch (DbUpdateConcurrencyException)
        {
            return LessonReplies.UndoneAlready; // By another program at this moment.
        }
        finally
        {
            taught.OneTeaches.Release();
        }
    }

    private async Task<string> ProblemOfAsync(Lesson lesson, CancellationToken cancellationToken)
    {
        if (LessonRules.ProblemOf(lesson.Kind, lesson.Words, reader, OfficeTime.DayOf(lesson.TaughtAt)) is { Length: > 0 } problem)
        {
            return problem;
        }

        List<Lesson> holding = await db.Lessons.AsNoTracking().Where(one => one.UndoneAt == null).OrderBy(one => one.Id).Take(TaughtWords.LessonsMax).ToListAsync(cancellationToken);
        if (LessonRules.Same(lesson.Kind, lesson.Words, holding) is { } same)
        {
            return LessonReplies.Taught(lesson.Words, MeaningOf(same));
        }

        return lesson.Kind switch
        {
            LessonKind.Synonym => MeantWords.Of(lesson.Means) is not { } meant ? LessonReplies.NoMeaning
                : LessonRules.ProblemOfWord(lesson.Words, meant.Name, meant.Word, reader) is { Length: > 0 } known ? known : ProblemOfName(lesson.Words),
            LessonKind.PlaceName => ProblemOfPlace(lesson, holding),
            LessonKind.Answer => library.Current.Find(lesson.Means) is null ? LessonReplies.NoEntry : "",
            _ => "",
        };
    }

    /// <summary>A town, a station or a facility keeps its name: as another word every search there would lose its place.</summary>
    private string ProblemOfName(string words) => names.Resolve(words, AreaFinder.HubAreaOf(hub.Value, forProfessional: false)) switch
    {
        PlaceNameAnswer.Found found => LessonReplies.KnownPlace(words, found.Area.Label),
        PlaceNameAnswer.Ambiguous many => LessonReplies.KnownPlace(words, many.Choices[0].Label),
        _ => "",
    };

    private string ProblemOfPlace(Lesson lesson, List<Lesson> holding)
    {
        HubArea own = AreaFinder.HubAreaOf(hub.Value, forProfessional: false);
        return lesson.Means.Length is 0 or > LessonRules.WordMax ? LessonReplies.NoPlace
            : LessonRules.Same(LessonKind.PlaceName, lesson.Means, holding) is not null ? LessonReplies.Chain(lesson.Means)
            : names.Resolve(lesson.Means, own) is PlaceNameAnswer.Unknown && names.Facilities(lesson.Means, own, max: 1).Count == 0 ? LessonReplies.NoPlace
            : names.Resolve(lesson.Words, own) is PlaceNameAnswer.Found known ? LessonReplies.KnownPlace(lesson.Words, known.Area.Label)
            : LessonRules.ProblemOfWord(lesson.Words, lesson.Means, lesson.Means, reader);
    }

    /// <summary>What a lesson means, as people are shown it.</summary>
    public string MeaningOf(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        return lesson.Kind switch
        {
            LessonKind.Synonym => MeantWords.Of(lesson.Means)?.Name ?? lesson.Means,
            LessonKind.Answer => library.Current.Find(lesson.Means)?.Question ?? lesson.Means,
            LessonKind.PlaceName => lesson.Means,
            _ => LessonReplies.Of(lesson.Kind),
        };
    }

    /// <summary>The lesson gets its number first, then its questions and the trail name it: all is kept, or nothing. Of the questions those are done with that it answers.</summary>
    /// <returns>False where another program taught the same or dealt with the questions a moment before: nothing is kept.</returns>
    private async Task<bool> KeepAsync(Lesson lesson, IReadOnlyCollection<int> lines, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Lessons.Add(lesson);
        await db.SaveChangesAsync(cancellationToken);
        List<KeptNote> open = await QuestionReads.Open(db).Where(note => lines.Contains(note.Id)).ToListAsync(cancellationToken);
        List<Lesson> earlier = await db.Lessons.AsNoTracking().Where(one => one.UndoneAt == null && one.Id < lesson.Id).OrderBy(one => one.Id).Take(TaughtWords.LessonsMax).ToListAsync(cancellationToken);
        if (open.Count == 0 || LessonRules.Same(lesson.Kind, lesson.Words, earlier) is not null)
        {
            db.Entry(lesson).State = EntityState.Detached;
            return false;
        }

        TaughtShelf alone = new([lesson]);
        List<KeptNote> notes = open.FindAll(note => alone.Changes(note.Text));
        foreach (KeptNote note in notes)
        {
            (note.SeenAt, note.LessonId) = (lesson.TaughtAt, lesson.Id);
        }

        db.AuditTrail.Add(AuditEntry.By(lesson.TaughtBy, "lesson.teach", Numbered("lesson", lesson.Id), lesson.TaughtAt, $"{lesson.Kind} {Counted(notes.Count)}"));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await taught.ReloadAsync(cancellationToken);
        await library.ReloadAsync(cancellationToken);
    }

    private static string Numbered(string what, int id) => string.Create(CultureInfo.InvariantCulture, $"{what}:{id}");

    private static string Counted(int count) => count.ToString(CultureInfo.InvariantCulture);
}
