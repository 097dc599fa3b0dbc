using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Unanswered;
using Zaitaku.Storage;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Time;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <param name="Asked">Questions without an answer in the week.</param>
/// <param name="AskedBefore">The same in the week before it.</param>
/// <param name="Groups">Groups of questions that are open now.</param>
/// <param name="Lessons">Taught in the week, undone ones too.</param>
/// <param name="ToReview">Entries of the knowledge base that are to be looked at again.</param>
public sealed record UnansweredWeek(int Asked, int AskedBefore, int Groups, int Lessons, int ToReview);

/// <summary>Counts what the weekly digest tells.</summary>
public sealed class UnansweredDigest(UtteranceReader reader, KnowledgeLibrary library, PlaceNames names, IOptions<HubOptions> hub) : IUnansweredWords
{
    public async Task<string?> OfWeekAsync(ZaitakuDb db, DateOnly monday, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset from = OfficeTime.At(monday, 0), until = OfficeTime.At(monday.AddDays(7), 0), before = OfficeTime.At(monday.AddDays(-7), 0);
        IQueryable<KeptNote> asked = db.KeptNotes.Where(note => note.Kind == NoteKind.Unanswered && note.Reason != null);
        UnansweredWeek week = new(
            await asked.CountAsync(note => note.SaidAt >= from && note.SaidAt < until, cancellationToken),
            await asked.CountAsync(note => note.SaidAt >= before && note.SaidAt < from, cancellationToken),
            (await new QuestionReads(db, reader, names, hub).ReadAsync(cancellationToken)).Groups.Count,
            await db.Lessons.CountAsync(lesson => lesson.TaughtAt >= from && lesson.TaughtAt < until, cancellationToken),
            library.Current.Entries.Count(entry => KnowledgeList.IsDue(entry, OfficeTime.DayOf(now))));
        return week.Asked + week.Lessons == 0 ? null : UnansweredDigestReplies.Week(week, hub.Value.PublicBaseUrl);
    }
}
