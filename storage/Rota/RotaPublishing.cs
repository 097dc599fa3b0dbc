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

/// <summary>Makes a draft the plan, or a temporary one over it: what it says otherwise is withdrawn and written anew, what is the same stays the row it is. One save. What was written over it by hand stays over it.</summary>
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

        return rota.Revision != seen ? new PublishAnswer.Changed() : await WriteAsync(db, rota, draft, staff, now, cancellationToken);
    }

    private static async Task<PublishAnswer> WriteAsync(ZaitakuDb db, DutyRota rota, RotaDraft draft, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<DraftShift> shifts = draft.ShiftsAt(now);
        List<StandingShift> standing = await StandingReads.StandingAsync(db, rota, shifts, draft.Layer, cancellationToken);
        IReadOnlyList<DutyDifference> differences = RotaDraftRules.Differences(standing, shifts);
        Dictionary<string, DutyHolder> holders = await HoldersAsync(db, [.. shifts.DistinctBy(shift => shift.HolderKey, StringComparer.Ordinal)], now, cancellationToken);
        DutyDifference[] changes = [.. differences.Where(one => one.Change != DutyChange.Same)];
        if (changes.Where(one => one.After is not null && holders[one.After.HolderKey].ClosedAt is not null).Select(one => holders[one.After!.HolderKey].Name).Distinct().ToList() is { Count: > 0 } closed)
        {
            return new PublishAnswer.WithClosed(closed); // Duties of theirs that stay as they are are nobody's mistake.
        }

        List<DutyShift> own = await StandingReads.LayerAsync(db, rota, shifts, draft.Layer, cancellationToken);
        DutyDifference[] written = draft.Layer == DutyLayer.Plan ? changes : [.. differences.Where(one => one.After is not null)]; // A temporary plan stands whole, to be withdrawn whole.
        List<DutyShift> gone = draft.Layer == DutyLayer.Plan ? [.. changes.Select(one => one.Before).OfType<StandingShift>().Select(one => one.Shift)] : TouchedRows(own, shifts);
        gone.ForEach(shift => shift.Withdraw(now));
        HashSet<string> unlisted = [.. (await db.DutyHolders.Where(holder => !holder.IsPhonePublic && holder.Phone != "").Select(holder => holder.Phone).ToListAsync(cancellationToken)).Select(DigitsOf)];
        Seating seating = new(db, rota, draft, staff, now)
        {
            Own = [.. own.Where(shift => shift.KnownUntil is null && (shift.HolderId is not null || draft.Layer != DutyLayer.Plan))],
            Over = await StandingReads.OverAsync(db, rota, shifts, standing, draft.Layer, cancellationToken), Unlisted = unlisted,
        };
        int added = seating.Add(written, holders);
        if (draft.Layer == DutyLayer.TemporaryPlan && !RotaDraftRules.IsBySeat(shifts))
        {
            seating.Hide(await StandingReads.LayerAsync(db, rota, shifts, DutyLayer.Plan, cancellationToken), RotaDraftRules.DaysOf(shifts));
        }

        await EndAsync(db, draft, now, cancellationToken);
        rota.Revision++;
        int withdrawn = gone.Count, kept = differences.Count - changes.Length;
        db.AuditTrail.Add(AuditEntry.By(staff, draft.Layer == DutyLayer.Plan ? "rota.publish" : "rota.publish_temporary", $"rota:{rota.Id}", now, $"+{added} -{withdrawn} ={kept}"));
        return await KeepAsync(db, new PublishAnswer.Published(added, withdrawn, kept), cancellationToken);
    }

    private static async Task<PublishAnswer> KeepAsync(ZaitakuDb db, PublishAnswer.Published published, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            return new PublishAnswer.Changed(); // Also where another table named the same new holder at the same moment.
        }

        return published;
    }

    /// <summary>The draft is published, and with it what it was made of.</summary>
    private static async Task EndAsync(ZaitakuDb db, RotaDraft draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        draft.End(published: true, now);
        if (draft.ProposalId is { } id && await db.RotaProposals.SingleOrDefaultAsync(one => one.Id == id && one.EndedAt == null, cancellationToken) is { } proposal)
        {
            proposal.End(now);
        }
    }

    /// <summary>Rows of a temporary plan that a newer one takes the place of: of a table's days, or where a planner's duties lie.</summary>
    private static List<DutyShift> TouchedRows(List<DutyShift> own, IReadOnlyList<DraftShift> draft)
    {
        bool bySeat = RotaDraftRules.IsBySeat(draft);
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(draft);
        return own.FindAll(shift => bySeat ? draft.Any(one => one.SeatId == shift.SeatId && one.StartsAt < shift.EndsAt && shift.StartsAt < one.EndsAt) : days.Contains(OfficeTime.DayOf(shift.StartsAt)));
    }

    private static string DigitsOf(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    /// <summary>Where the duties of one draft sit.</summary>
    private sealed class Seating(ZaitakuDb db, DutyRota rota, RotaDraft draft, Guid staff, DateTimeOffset now)
    {
        private readonly Dictionary<int, DutySeat> _seats = rota.Seats.ToDictionary(seat => seat.Id);

        private readonly List<DutyShift> _written = [];

        /// <summary>Duties of the draft's layer that stay.</summary>
        public required IReadOnlyList<DutyShift> Own { get; init; }

        /// <summary>What was written by hand over the draft's layer: it holds over the duty that takes the place of the one it was written for, and over nobody else.</summary>
        public required IReadOnlyList<DutyShift> Over { get; init; }

        /// <summary>Digits of numbers that are holders' own: in a table they are a copy of what we know, or somebody else's, and must not become a number that residents are told.</summary>
        public required HashSet<string> Unlisted { get; init; }

        public int Add(DutyDifference[] changes, Dictionary<string, DutyHolder> holders)
        {
            List<(DutySeat Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt)> taken = [.. Own.Select(shift => (_seats[shift.SeatId], shift.StartsAt, shift.EndsAt))];
            List<(DutySeat Seat, DutyShift Shift)> over = [.. Over.Select(shift => (_seats[shift.SeatId], shift))];
            int added = 0;
            foreach (DutyDifference change in changes.Where(one => one.After is not null).OrderBy(one => one.Before is null)) // Who has a forerunner keeps their seat.
            {
                DraftShift duty = change.After!;
                DutyShift? before = change.Before?.Shift;
                List<(DutySeat Seat, DutyShift Shift)> own = before is null ? [] : over.FindAll(one => one.Seat.Id == before.SeatId && one.Shift.StartsAt < before.EndsAt && before.StartsAt < one.Shift.EndsAt);
                DutySeat? first = before is not null ? _seats[before.SeatId] : duty.SeatId is { } wanted ? _seats.GetValueOrDefault(wanted) : null;
                DutySeat seat = RotaDraftRules.SeatFor(duty, rota.Seats, [.. taken, .. over.Except(own).Where(one => one.Shift.Layer != DutyLayer.TemporaryPlan).Select(one => (one.Seat, one.Shift.StartsAt, one.Shift.EndsAt))], first) ?? rota.AddSeat(duty.Group); // A temporary plan lies over whatever plan its seat has, also one that comes later.
                taken.Add((seat, duty.StartsAt, duty.EndsAt));
                if (before is not null && seat != first)
                {
                    over.RemoveAll(own.Contains);
                    over.AddRange(own.OrderBy(one => one.Shift.KnownFrom).ThenBy(one => one.Shift.Id).Select(one => (seat, Moved(one.Shift, seat))).ToList()); // In the order they were said: the last one holds.
                }

                bool isAsItWas = duty.SeatId is not null && change.Change == DutyChange.Same; // A planner knows no numbers and notes.
                Write(seat, holders[duty.HolderKey], duty.StartsAt, duty.EndsAt, isAsItWas ? before!.Phone : Unlisted.Contains(DigitsOf(duty.Phone)) ? "" : duty.Phone, isAsItWas ? before!.Note : duty.Note);
                added++;
            }

            return added;
        }

        /// <summary>A temporary table is all there is on its days: what the plan has besides is said to be nobody's.</summary>
        public void Hide(IEnumerable<DutyShift> plan, IReadOnlySet<DateOnly> days)
        {
            ILookup<DutySeat, DutyShift> over = Own.Select(shift => (Seat: _seats[shift.SeatId], shift)).Concat(_written.Select(shift => (Seat: shift.Seat!, shift))).ToLookup(one => one.Seat, one => one.shift);
            foreach (DutyShift duty in plan.Where(duty => duty.HolderId is not null && days.Contains(OfficeTime.DayOf(duty.StartsAt))))
            {
                foreach (PlanSpan part in TemporaryPlanRules.Uncovered(duty, over[_seats[duty.SeatId]]))
                {
                    Write(_seats[duty.SeatId], null, part.From, part.Until, "", "");
                }
            }
        }

        private void Write(DutySeat seat, DutyHolder? holder, DateTimeOffset startsAt, DateTimeOffset endsAt, string phone, string note)
        {
            _written.Add(new DutyShift { Seat = seat, Holder = holder, StartsAt = startsAt, EndsAt = endsAt, Layer = draft.Layer, Phone = phone, Note = note, KnownFrom = now, StaffId = staff, DraftId = draft.Id });
            db.DutyShifts.Add(_written[^1]);
        }

        /// <summary>Follows the duty it was written for to another seat.</summary>
        private DutyShift Moved(DutyShift over, DutySeat seat)
        {
            DutyShift moved = new()
            {
                Seat = seat, HolderId = over.HolderId, StartsAt = over.StartsAt, EndsAt = over.EndsAt, Layer = over.Layer, Phone = over.Phone, Note = over.Note, KnownFrom = now, StaffId = over.StaffId, DraftId = over.Layer == DutyLayer.TemporaryPlan ? over.DraftId : draft.Id, // A temporary plan is withdrawn whole, wherever it went.
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
