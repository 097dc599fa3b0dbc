using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>What came of publishing a draft.</summary>
public abstract record PublishAnswer
{
    private PublishAnswer()
    {
    }

    public sealed record Published(int Added, int Withdrawn, int Kept) : PublishAnswer;

    /// <summary>Somebody else published or wrote in the rota since the differences were shown: they must be looked at again.</summary>
    public sealed record Changed : PublishAnswer;

    /// <summary>Holders who take no more duties stand in it; nothing was published.</summary>
    public sealed record WithClosed(IReadOnlyList<string> Holders) : PublishAnswer;

    /// <summary>It was published or dropped before, there is none, or its rota is closed.</summary>
    public sealed record Ended : PublishAnswer;
}

/// <summary>Makes a draft the plan: what it says otherwise is withdrawn and written anew, what is the same stays the row it is. One save. What was written over the plan by hand stays over it.</summary>
public static class RotaPublishing
{
    /// <param name="seen">The rota's revision when the differences were shown.</param>
    public static async Task<PublishAnswer> PublishAsync(ZaitakuDb db, int rotaId, Guid draftId, int seen, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        RotaDraft? draft = await db.RotaDrafts.SingleOrDefaultAsync(one => one.Id == draftId && one.RotaId == rotaId && one.EndedAt == null, cancellationToken);
        DutyRota? rota = draft is null ? null : await db.DutyRotas.Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == rotaId && one.ClosedAt == null, cancellationToken);
        if (draft is null || rota is null)
        {
            return new PublishAnswer.Ended();
        }

        if (rota.Revision != seen)
        {
            return new PublishAnswer.Changed();
        }

        IReadOnlyList<DraftShift> shifts = draft.Shifts();
        List<StandingShift> standing = await StandingAsync(db, rota, shifts, cancellationToken);
        IReadOnlyList<DutyDifference> differences = RotaDraftRules.Differences(standing, shifts);
        Dictionary<string, DutyHolder> holders = await HoldersAsync(db, [.. shifts.DistinctBy(shift => shift.HolderKey, StringComparer.Ordinal)], now, cancellationToken);
        if (holders.Values.Where(holder => holder.ClosedAt is not null).Select(holder => holder.Name).ToList() is { Count: > 0 } closed)
        {
            return new PublishAnswer.WithClosed(closed);
        }

        DutyDifference[] changes = [.. differences.Where(one => one.Change != DutyChange.Same)];
        foreach (StandingShift before in changes.Select(one => one.Before).OfType<StandingShift>())
        {
            before.Shift.Withdraw(now);
        }

        int added = Add(db, rota, draft, changes, [.. standing.Select(one => one.Shift).Where(shift => shift.KnownUntil is null), .. await OverAsync(db, rota, shifts, cancellationToken)], holders, (staff, now));
        draft.End(published: true, now);
        rota.Revision++;
        int withdrawn = changes.Count(one => one.Before is not null), kept = differences.Count - changes.Length;
        db.AuditTrail.Add(AuditEntry.By(staff, "rota.publish", $"rota:{rota.Id}", now, $"+{added} -{withdrawn} ={kept}"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new PublishAnswer.Changed();
        }
        catch (DbUpdateException) when (holders.Values.Any(holder => holder.Id <= 0))
        {
            return new PublishAnswer.Changed(); // Another table named the same new holder at the same moment.
        }

        return new PublishAnswer.Published(added, withdrawn, kept);
    }

    /// <summary>The plan around the days of a draft, as it holds today, with names.</summary>
    public static async Task<List<StandingShift>> StandingAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(draft);
        Dictionary<int, DutySeat> seats = rota.Seats.ToDictionary(seat => seat.Id);
        List<DutyShift> shifts = await Near(db, rota, draft).Where(shift => shift.Layer == DutyLayer.Plan && shift.HolderId != null).Include(shift => shift.Holder).ToListAsync(cancellationToken);
        return [.. shifts.Select(shift => new StandingShift(shift, seats[shift.SeatId].Group, shift.Holder!.Name, shift.Holder.NameKey, shift.Holder.Phone))];
    }

    /// <summary>What stands over the plan on a draft's days, written by hand or agreed on: it stays, and holds before the draft.</summary>
    public static async Task<List<DutyShift>> OverAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(draft);
        List<DutyShift> over = await Near(db, rota, draft).Where(shift => shift.Layer != DutyLayer.Plan).Include(shift => shift.Holder).OrderBy(shift => shift.StartsAt).ToListAsync(cancellationToken);
        return [.. over.Where(shift => draft.Any(one => shift.StartsAt < one.EndsAt && one.StartsAt < shift.EndsAt))];
    }

    private static IQueryable<DutyShift> Near(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft)
    {
        // Whole days: what the plan has on the evening of the last day goes too when the table leaves it out.
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(draft);
        DateTimeOffset from = days.Count == 0 ? DateTimeOffset.MaxValue : OfficeTime.At(days.Min(), 0) - RotaRules.ShiftLengthMax, until = days.Count == 0 ? DateTimeOffset.MinValue : OfficeTime.At(days.Max().AddDays(1), 0) + RotaRules.ShiftLengthMax;
        List<int> ids = [.. rota.Seats.Select(seat => seat.Id)];
        return db.DutyShifts.Where(shift => ids.Contains(shift.SeatId) && shift.KnownUntil == null && shift.StartsAt >= from && shift.StartsAt < until);
    }

    private static int Add(
        ZaitakuDb db, DutyRota rota, RotaDraft draft, DutyDifference[] changes, List<DutyShift> sitting, Dictionary<string, DutyHolder> holders, (Guid Staff, DateTimeOffset At) written)
    {
        Dictionary<int, DutySeat> seats = rota.Seats.ToDictionary(seat => seat.Id);
        List<(DutySeat Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt)> taken = [.. sitting.Select(shift => (seats[shift.SeatId], shift.StartsAt, shift.EndsAt))];

        // What was written by hand over a duty holds over the one that takes its place, and over nobody else.
        bool IsOver(DutyShift before, (DutySeat Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt) span) => span.Seat.Id == before.SeatId && span.StartsAt < before.EndsAt && before.StartsAt < span.EndsAt;
        int added = 0;
        foreach (DutyDifference change in changes.Where(one => one.After is not null).OrderBy(one => one.Before is null)) // Who has a forerunner keeps their seat.
        {
            (DraftShift duty, DutyHolder holder) = (change.After!, holders[change.After!.HolderKey]);
            DutySeat? seat = change.Before is { } before
                ? RotaDraftRules.SeatFor(duty, rota.Seats, [.. taken.Where(span => !IsOver(before.Shift, span))], seats[before.Shift.SeatId])
                : RotaDraftRules.SeatFor(duty, rota.Seats, taken);
            if (seat is null)
            {
                seat = new DutySeat { Group = duty.Group, Position = rota.Seats.Count == 0 ? 0 : rota.Seats.Max(one => one.Position) + 1 };
                rota.Seats.Add(seat);
            }

            taken.Add((seat, duty.StartsAt, duty.EndsAt));
            db.DutyShifts.Add(new DutyShift
            {
                Seat = seat, Holder = holder, StartsAt = duty.StartsAt, EndsAt = duty.EndsAt, Layer = DutyLayer.Plan, Phone = duty.Phone == holder.Phone ? "" : duty.Phone, Note = duty.Note,
                KnownFrom = written.At, StaffId = written.Staff, DraftId = draft.Id,
            });
            added++;
        }

        return added;
    }

    /// <summary>Everybody the duties name, by their key: those the hub knows, and new ones for the others.</summary>
    private static async Task<Dictionary<string, DutyHolder>> HoldersAsync(ZaitakuDb db, List<DraftShift> named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<string> keys = [.. named.Select(duty => duty.HolderKey)];
        Dictionary<string, DutyHolder> holders = await db.DutyHolders.Where(holder => keys.Contains(holder.NameKey)).ToDictionaryAsync(holder => holder.NameKey, StringComparer.Ordinal, cancellationToken);
        foreach (DraftShift duty in named.Where(duty => !holders.ContainsKey(duty.HolderKey)))
        {
            holders.Add(duty.HolderKey, new DutyHolder { Name = duty.Holder, NameKey = duty.HolderKey, CreatedAt = now });
        }

        db.DutyHolders.AddRange(holders.Values.Where(holder => holder.Id == 0));
        return holders;
    }
}
