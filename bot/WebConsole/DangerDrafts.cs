using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A consultation that was begun and not sent, without its words.</summary>
/// <param name="Phone">Where its person wants to be called; empty where none was left. Personal data.</param>
public sealed record DangerDraft(Guid MemberId, int Number, DateTimeOffset CreatedAt, string Phone, string Times)
{
    /// <summary>That danger was shown is noted once an hour, so that a draft may be younger than the note of its words.</summary>
    private static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);

    public bool MayBeOf(KeptNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return note.Kind == NoteKind.Emergency && note.MemberId == MemberId && CreatedAt < note.SaidAt + NotedEvery;
    }
}

/// <summary>Drafts of people who wrote of a life in danger: whoever was paged finds number and phone. Of others, what is not sent is nobody's to see.</summary>
public static class DangerDrafts
{
    /// <summary>A person has one draft, or few.</summary>
    private const int DraftsMax = 200;

    /// <param name="notes">Those of other kinds lead to none.</param>
    public static async Task<IReadOnlyList<DangerDraft>> ReadAsync(ZaitakuDb db, IEnumerable<KeptNote> notes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<Guid> members = [.. notes.Where(note => note.Kind == NoteKind.Emergency).Select(note => note.MemberId).Distinct()];
        return members.Count == 0 ? [] : await db.Consultations.AsNoTracking()
            .Where(one => one.State == ConsultationState.Draft && one.MemberId != null && members.Contains(one.MemberId.Value))
            .OrderByDescending(one => one.CreatedAt).Take(DraftsMax)
            .Select(one => new DangerDraft(one.MemberId!.Value, one.Number, one.CreatedAt, one.CallPhone, one.CallTimes)).ToListAsync(cancellationToken);
    }

    /// <summary>Those of one person, by the last time they were shown the card.</summary>
    public static async Task<IReadOnlyList<DangerDraft>> OfAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.KeptNotes.AsNoTracking().Where(note => note.MemberId == member && note.Kind == NoteKind.Emergency).OrderByDescending(note => note.SaidAt).FirstOrDefaultAsync(cancellationToken) is { } last
            ? [.. (await ReadAsync(db, [last], cancellationToken)).Where(draft => draft.MayBeOf(last))]
            : [];
    }
}
