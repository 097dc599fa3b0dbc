using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Storage.Rota;

/// <summary>A temporary plan that stands over a rota.</summary>
/// <param name="DraftId">The draft it was published with.</param>
/// <param name="Duties">That are not over yet; spans on which it says that nobody is on are not counted.</param>
/// <param name="Over">What was written by hand or agreed on over it since, with holders: that stays when it is withdrawn.</param>
public sealed record TemporaryPlan(Guid DraftId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Duties, IReadOnlyList<DutyShift> Over);

/// <summary>What came of withdrawing a temporary plan.</summary>
public enum WithdrawAnswer { Withdrawn, Changed, None }

/// <summary>Temporary plans as wholes: which stand, and taking one away.</summary>
public static class TemporaryPlans
{
    /// <summary>Those of which something is still to come, in order.</summary>
    public static async Task<IReadOnlyList<TemporaryPlan>> OpenAsync(ZaitakuDb db, int rotaId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<DutyShift> rows = await Rows(db, rotaId, now).AsNoTracking().ToListAsync(cancellationToken);
        List<DutyShift> over = rows.Count == 0 ? [] : await db.DutyShifts.AsNoTracking().Include(shift => shift.Holder)
            .Where(shift => (shift.Layer == DutyLayer.Override || shift.Layer == DutyLayer.Swap) && shift.KnownUntil == null && shift.EndsAt > now && shift.Seat!.RotaId == rotaId).OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).Take(RotaDraft.ShiftsMax).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(shift => shift.DraftId!.Value).Select(plan => new TemporaryPlan(
            plan.Key, plan.Min(shift => shift.StartsAt), plan.Max(shift => shift.EndsAt), plan.Count(shift => shift.HolderId is not null),
            over.FindAll(shift => plan.Any(below => below.SeatId == shift.SeatId && shift.StartsAt < below.EndsAt && below.StartsAt < shift.EndsAt)))).OrderBy(plan => plan.StartsAt)];
    }

    /// <summary>Takes one away whole: from now on the plan below holds again, except where something was written over it by hand. What was of it until now stays as it was.</summary>
    /// <param name="seen">The rota's revision when it was shown.</param>
    public static async Task<WithdrawAnswer> WithdrawAsync(ZaitakuDb db, int rotaId, Guid draftId, int seen, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DutyRota? rota = await db.DutyRotas.SingleOrDefaultAsync(one => one.Id == rotaId && one.ClosedAt == null && !one.IsDemo, cancellationToken);
        List<DutyShift> rows = rota is null ? [] : await Rows(db, rotaId, now).Where(shift => shift.DraftId == draftId).ToListAsync(cancellationToken);
        if (rota is null || rows.Count == 0)
        {
            return WithdrawAnswer.None;
        }

        if (rota.Revision != seen)
        {
            return WithdrawAnswer.Changed;
        }

        foreach (DutyShift row in rows)
        {
            row.Withdraw(now);
            if (row.StartsAt < now)
            {
                db.DutyShifts.Add(new DutyShift
                {
                    SeatId = row.SeatId, HolderId = row.HolderId, StartsAt = row.StartsAt, EndsAt = now, Layer = row.Layer, Phone = row.Phone, Note = row.Note, KnownFrom = now, StaffId = row.StaffId, DraftId = draftId,
                });
            }
        }

        rota.Revision++;
        db.AuditTrail.Add(AuditEntry.By(staff, "rota.withdraw_temporary", $"rota:{rotaId}", now, $"-{rows.Count}"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return WithdrawAnswer.Withdrawn;
        }
        catch (DbUpdateConcurrencyException)
        {
            return WithdrawAnswer.Changed;
        }
    }

    private static IQueryable<DutyShift> Rows(ZaitakuDb db, int rotaId, DateTimeOffset now) =>
        db.DutyShifts.Where(shift => shift.Layer == DutyLayer.TemporaryPlan && shift.KnownUntil == null && shift.DraftId != null && shift.EndsAt > now && shift.Seat!.RotaId == rotaId).OrderBy(shift => shift.Id).Take(RotaDraft.ShiftsMax * 2);
}
