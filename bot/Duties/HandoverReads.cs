using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Duties.Page;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Duties;

/// <summary>A note that is shown, with who left it.</summary>
public sealed record ShownNote(HandoverNote Note, LeftWords Words);

/// <summary>Reads the words that are there for whoever comes on.</summary>
public static class HandoverReads
{
    /// <summary>Notes shown at once: a rota of two seats has about ten.</summary>
    public const int NotesMax = 100;

    /// <summary>Duties on one seat within the time in which a next one is looked for.</summary>
    public const int DutiesMax = 200;

    private const string Hub = "気をつけること（拠点から）";

    /// <summary>A duty that only got other hours is another row: the card and the page of before still lead there.</summary>
    /// <returns>Tracked where it is another one.</returns>
    public static async Task<HeldDuty> AsItIsAsync(ZaitakuDb db, HeldDuty told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(told);
        return told.IsOpen ? told : await SameTime(db, told).Where(one => one.EndedAt == null).OrderBy(one => one.StartsAt).FirstOrDefaultAsync(cancellationToken) ?? told;
    }

    /// <summary>Their own note of a duty, tracked, and the calls they counted: what was said while it had other hours counts too.</summary>
    public static async Task<(HandoverNote? Note, int? Calls)> OwnAsync(ZaitakuDb db, HeldDuty duty, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duty);
        List<HeldDuty> before = duty.IsOpen ? await SameTime(db, duty).AsNoTracking().Where(one => one.EndedAt != null).OrderByDescending(one => one.Id).Take(DutiesMax).ToListAsync(cancellationToken) : [];
        long[] ids = [duty.Id, .. before.Select(one => one.Id)];
        List<HandoverNote> notes = await db.HandoverNotes.Where(note => note.DutyId != null && ids.Contains(note.DutyId.Value)).ToListAsync(cancellationToken);
        return (notes.Find(note => note.DutyId == duty.Id) ?? notes.MaxBy(note => note.WrittenAt), duty.CallsReceived ?? before.Select(one => one.CallsReceived).FirstOrDefault(calls => calls is not null));
    }

    /// <returns>Watch points of the hub first, then the newest.</returns>
    public static async Task<IReadOnlyList<ShownNote>> ShownAsync(ZaitakuDb db, int rota, DateTimeOffset now, HolidayCalendar holidays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<HandoverNote> notes = await db.HandoverNotes.AsNoTracking().Where(note => note.RotaId == rota && note.ShownUntil > now && note.Text != "")
            .OrderBy(note => note.DutyId != null).ThenByDescending(note => note.WrittenAt).Take(NotesMax).ToListAsync(cancellationToken);
        List<long> ids = [.. notes.Select(note => note.DutyId).OfType<long>()];
        Dictionary<long, HeldDuty> duties = await db.HeldDuties.AsNoTracking().Where(duty => ids.Contains(duty.Id)).ToDictionaryAsync(duty => duty.Id, cancellationToken);
        List<int> of = [.. duties.Values.Select(duty => duty.HolderId).Distinct()];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => of.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        return [.. notes.Select(note => new ShownNote(note, new LeftWords(WhoOf(note), note.WrittenAt, note.Text, note.DutyId is null ? note.ShownUntil : null)))];

        string WhoOf(HandoverNote note) => note.DutyId is { } id && duties.GetValueOrDefault(id) is { } duty ? $"{DutyWords.Name(holders.GetValueOrDefault(duty.HolderId))} {DutyLines.WhenOf(duty, holidays)}".Trim() : Hub;
    }

    /// <summary>Rows of the same holder on the same seat that overlap it.</summary>
    private static IQueryable<HeldDuty> SameTime(ZaitakuDb db, HeldDuty duty) =>
        db.HeldDuties.Where(one => one.Id != duty.Id && one.HolderId == duty.HolderId && one.SeatId == duty.SeatId && one.StartsAt < duty.EndsAt && one.EndsAt > duty.StartsAt);
}
