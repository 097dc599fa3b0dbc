using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>What a draft meets in its rota.</summary>
public static class StandingReads
{
    /// <summary>What stands around the days of a draft without what was written by hand, with names: of a plan the plan, of a temporary one what is answered below the hand.</summary>
    /// <param name="rota">With its seats.</param>
    public static async Task<List<StandingShift>> StandingAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, DutyLayer layer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(draft);
        List<DutyShift> shifts = await Near(db, rota, draft).Where(shift => shift.Layer == DutyLayer.Plan || shift.Layer == layer).Include(shift => shift.Holder).ToListAsync(cancellationToken);
        return Named(rota, layer == DutyLayer.Plan ? shifts : TemporaryPlanRules.Answered(shifts));
    }

    /// <summary>What stands over a draft's layer on its days, written by hand or agreed on: it stays, and holds before the draft.</summary>
    /// <param name="standing">What the draft meets: what was written over a duty that goes is told too.</param>
    public static async Task<List<DutyShift>> OverAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, IReadOnlyCollection<StandingShift> standing, DutyLayer layer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(draft);
        List<DutyShift> over = [.. (await Near(db, rota, draft).Where(shift => shift.Layer != DutyLayer.Plan).Include(shift => shift.Holder).OrderBy(shift => shift.StartsAt).ToListAsync(cancellationToken)).Where(shift => shift.Layer > layer)];
        StandingShift[] touched = [.. RotaDraftRules.Touched(standing, draft)];
        return [.. over.Where(shift => draft.Any(one => (one.SeatId ?? shift.SeatId) == shift.SeatId && shift.StartsAt < one.EndsAt && one.StartsAt < shift.EndsAt)
            || touched.Any(one => shift.SeatId == one.Shift.SeatId && shift.StartsAt < one.Shift.EndsAt && one.Shift.StartsAt < shift.EndsAt))];
    }

    /// <summary>Rows of one layer around the days of a draft, also such as say that nobody is on; tracked.</summary>
    internal static Task<List<DutyShift>> LayerAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, DutyLayer layer, CancellationToken cancellationToken) =>
        Near(db, rota, draft).Where(shift => shift.Layer == layer).Include(shift => shift.Holder).ToListAsync(cancellationToken);

    private static List<StandingShift> Named(DutyRota rota, IEnumerable<DutyShift> shifts)
    {
        Dictionary<int, DutySeat> seats = rota.Seats.ToDictionary(seat => seat.Id);
        return [.. shifts.Where(shift => shift.HolderId is not null).Select(shift => new StandingShift(shift, seats[shift.SeatId].Group, shift.Holder!.Name, shift.Holder.NameKey, shift.Holder.Phone))];
    }

    private static IQueryable<DutyShift> Near(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft)
    {
        // Whole days: what the plan has on the evening of the last day goes too when the table leaves it out.
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(draft);
        DateTimeOffset from = days.Count == 0 ? DateTimeOffset.MaxValue : OfficeTime.At(days.Min(), 0) - RotaRules.ShiftLengthMax, until = days.Count == 0 ? DateTimeOffset.MinValue : OfficeTime.At(days.Max().AddDays(1), 0) + RotaRules.ShiftLengthMax;
        List<int> ids = [.. rota.Seats.Select(seat => seat.Id)];
        return db.DutyShifts.Where(shift => ids.Contains(shift.SeatId) && shift.KnownUntil == null && shift.StartsAt >= from && shift.StartsAt < until);
    }
}
