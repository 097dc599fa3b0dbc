using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>A lesson as the list shows it.</summary>
/// <param name="Words">What was taught, in a sentence.</param>
/// <param name="Lines">Questions it was taught from that are still kept.</param>
/// <param name="By">Who taught it.</param>
/// <param name="UndoneBy">Who undid it; empty while it holds.</param>
public sealed record LessonRow(Lesson Lesson, string Words, int Lines, string By, string UndoneBy);

/// <summary>Reads lessons with who taught them.</summary>
public sealed class LessonReads(ZaitakuDb db, LessonDesk desk)
{
    public Task<int> CountAsync(CancellationToken cancellationToken) => db.Lessons.CountAsync(cancellationToken);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LessonRow>> ReadAsync(int skip, int max, CancellationToken cancellationToken) =>
        await RowsAsync(await db.Lessons.AsNoTracking().OrderByDescending(lesson => lesson.Id).Skip(skip).Take(max).ToListAsync(cancellationToken), cancellationToken);

    public async Task<LessonRow?> FindAsync(int id, CancellationToken cancellationToken) =>
        await db.Lessons.AsNoTracking().SingleOrDefaultAsync(lesson => lesson.Id == id, cancellationToken) is { } lesson ? (await RowsAsync([lesson], cancellationToken))[0] : null;

    private async Task<IReadOnlyList<LessonRow>> RowsAsync(List<Lesson> lessons, CancellationToken cancellationToken)
    {
        List<int> ids = [.. lessons.Select(lesson => lesson.Id)];
        List<Guid> people = [.. lessons.Select(lesson => lesson.TaughtBy).Concat(lessons.Where(lesson => lesson.UndoneBy != null).Select(lesson => lesson.UndoneBy!.Value)).Distinct()];
        Dictionary<int, int> lines = await db.KeptNotes.Where(note => note.LessonId != null && ids.Contains(note.LessonId.Value)).GroupBy(note => note.LessonId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        Dictionary<Guid, string> names = await db.StaffAccounts.Where(account => people.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
        return [.. lessons.Select(lesson => new LessonRow(lesson, LessonReplies.Of(lesson, desk.MeaningOf(lesson)), lines.GetValueOrDefault(lesson.Id), names.GetValueOrDefault(lesson.TaughtBy, ""), lesson.UndoneBy is { } by ? names.GetValueOrDefault(by, "") : ""))];
    }
}
