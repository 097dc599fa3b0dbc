using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>What somebody takes back is not taught any more, unless others asked the same. The erasure of a person does the same in SQL.</summary>
public static class LessonsTakenBack
{
    /// <summary>To be called before the words of the notes are gone. The turn saves; the pump reads with it within seconds.</summary>
    /// <param name="notes">Whose words go.</param>
    public static async Task TakeBackAsync(ZaitakuDb db, IReadOnlyList<KeptNote> notes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(notes);
        List<int> own = [.. notes.Select(note => note.Id)], taught = [.. notes.Where(note => note.LessonId is not null).Select(note => note.LessonId!.Value).Distinct()];
        foreach (Lesson lesson in taught.Count == 0 ? [] : await db.Lessons
            .Where(lesson => taught.Contains(lesson.Id) && (lesson.Kind == LessonKind.Answer || lesson.Kind == LessonKind.OutOfScope)
                && !db.KeptNotes.Any(note => note.LessonId == lesson.Id && note.Text != "" && !own.Contains(note.Id))).ToListAsync(cancellationToken))
        {
            lesson.Words = "";
            lesson.UndoneAt ??= now;
        }
    }
}
