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
        DutyRota? rota = draft is null ? null : await db.DutyRotas.Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == rotaId && one.ClosedAt == null && !one.IsDemo, cancellationToken);
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
        DutyDifference[] changes = [.. differences.Where(one => one.Change != DutyChange.Same)];
        if (changes.Where(one => one.After is not null && holders[one.After.HolderKey].ClosedAt is not null).Select(one => holders[one.After!.HolderKey].Name).Distinct().ToList() is { Count: > 0 } closed)
        {
            return new PublishAnswer.WithClosed(closed); // Duties of theirs that stay as they are are nobody's mistake.
        }

        foreach (StandingShift before in changes.Select(one => one.Before).OfType<StandingShift>())
        {
            before.Shift.Withdraw(now);
        }

        HashSet<string> unlisted = [.. (await db.DutyHolders.Where(holder => !holder.IsPhonePublic && holder.Phone != "").Select(holder => holder.Phone).ToListAsync(cancellationToken)).Select(DigitsOf)];
        Seating seating = new(db, rota, draft.Id, staff, now)
        {
            Plan = [.. standing.Select(one => one.Shift).Where(shift => shift.KnownUntil is null)], Over = await OverAsync(db, rota, shifts, standing, cancellationToken), Unlisted = unlisted,
        };
        int added = seating.Add(changes, holders);
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
    /// <param name="standing">The plan around those days: what was written over a duty that goes is told too.</param>
    public static async Task<List<DutyShift>> OverAsync(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft, IReadOnlyCollection<StandingShift> standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(draft);
        List<DutyShift> over = await Near(db, rota, draft).Where(shift => shift.Layer != DutyLayer.Plan).Include(shift => shift.Holder).OrderBy(shift => shift.StartsAt).ToListAsync(cancellationToken);
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(draft);
        return [.. over.Where(shift => draft.Any(one => shift.StartsAt < one.EndsAt && one.StartsAt < shift.EndsAt)
            || standing.Any(one => days.Contains(OfficeTime.DayOf(one.Shift.StartsAt)) && shift.SeatId == one.Shift.SeatId && shift.StartsAt < one.Shift.EndsAt && one.Shift.StartsAt < shift.EndsAt))];
    }

    private static IQueryable<DutyShift> Near(ZaitakuDb db, DutyRota rota, IReadOnlyCollection<DraftShift> draft)
    {
        // Whole days: what the plan has on the evening of the last day goes too when the table leaves it out.
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(draft);
        DateTimeOffset from = days.Count == 0 ? DateTimeOffset.MaxValue : OfficeTime.At(days.Min(), 0) - RotaRules.ShiftLengthMax, until = days.Count == 0 ? DateTimeOffset.MinValue : OfficeTime.At(days.Max().AddDays(1), 0) + RotaRules.ShiftLengthMax;
        List<int> ids = [.. rota.Seats.Select(seat => seat.Id)];
        return db.DutyShifts.Where(shift => ids.Contains(shift.SeatId) && shift.KnownUntil == null && shift.StartsAt >= from && shift.StartsAt < until);
    }

    private static string DigitsOf(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    /// <summary>Where the duties of one draft sit.</summary>
    private sealed class Seating(ZaitakuDb db, DutyRota rota, Guid draft, Guid staff, DateTimeOffset now)
    {
        private readonly Dictionary<int, DutySeat> _seats = rota.Seats.ToDictionary(seat => seat.Id);

        /// <summary>Duties of the plan that stay.</summary>
        public required IReadOnlyList<DutyShift> Plan { get; init; }

        /// <summary>What was written by hand over the plan: it holds over the duty that takes the place of the one it was written for, and over nobody else.</summary>
        public required IReadOnlyList<DutyShift> Over { get; init; }

        /// <summary>Digits of numbers that are holders' own: in a table they are a copy of what we know, or somebody else's, and must not become a number that residents are told.</summary>
        public required HashSet<string> Unlisted { get; init; }

        public int Add(DutyDifference[] changes, Dictionary<string, DutyHolder> holders)
        {
            List<(DutySeat Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt)> taken = [.. Plan.Select(shift => (_seats[shift.SeatId], shift.StartsAt, shift.EndsAt))];
            List<(DutySeat Seat, DutyShift Shift)> over = [.. Over.Select(shift => (_seats[shift.SeatId], shift))];
            int added = 0;
            foreach (DutyDifference change in changes.Where(one => one.After is not null).OrderBy(one => one.Before is null)) // Who has a forerunner keeps their seat.
            {
                DraftShift duty = change.After!;
                DutyShift? before = change.Before?.Shift;
                List<(DutySeat Seat, DutyShift Shift)> own = before is null ? [] : over.FindAll(one => one.Seat.Id == before.SeatId && one.Shift.StartsAt < before.EndsAt && before.StartsAt < one.Shift.EndsAt);
                DutySeat? first = before is null ? null : _seats[before.SeatId];
                DutySeat seat = RotaDraftRules.SeatFor(duty, rota.Seats, [.. taken, .. over.Except(own).Select(one => (one.Seat, one.Shift.StartsAt, one.Shift.EndsAt))], first) ?? rota.AddSeat(duty.Group);
                taken.Add((seat, duty.StartsAt, duty.EndsAt));
                if (first is not null && seat != first)
                {
                    over.RemoveAll(own.Contains);
                    over.AddRange(own.OrderBy(one => one.Shift.KnownFrom).ThenBy(one => one.Shift.Id).Select(one => (seat, Moved(one.Shift, seat))).ToList()); // In the order they were said: the last one holds.
                }

                db.DutyShifts.Add(new DutyShift
                {
                    Seat = seat, Holder = holders[duty.HolderKey], StartsAt = duty.StartsAt, EndsAt = duty.EndsAt, Layer = DutyLayer.Plan, Phone = Unlisted.Contains(DigitsOf(duty.Phone)) ? "" : duty.Phone,
                    Note = duty.Note, KnownFrom = now, StaffId = staff, DraftId = draft,
                });
                added++;
            }

            return added;
        }

        /// <summary>Follows the duty it was written for to another seat.</summary>
        private DutyShift Moved(DutyShift over, DutySeat seat)
        {
            DutyShift moved = new()
            {
                Seat = seat, HolderId = over.HolderId, StartsAt = over.StartsAt, EndsAt = over.EndsAt, Layer = over.Layer, Phone = over.Phone, Note = over.Note, KnownFrom = now, StaffId = over.StaffId, DraftId = draft,
            };
            over.Withdraw(now);
            db.DutyShifts.Add(moved);
            return moved;
        }
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
