using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>A shift of the plan as people read it.</summary>
/// <param name="HolderPhone">The holder's own number, which stands where the shift says none.</param>
public sealed record StandingShift(DutyShift Shift, string Group, string Holder, string HolderKey, string HolderPhone = "")
{
    /// <summary>The number people are told.</summary>
    public string Phone => Shift.Phone.Length > 0 ? Shift.Phone : HolderPhone;
}

/// <summary>What becomes of one duty. The order is that of a list a coordinator reads.</summary>
public enum DutyChange { New, OtherHolder, OtherHours, OtherDetails, Gone, Same }

/// <param name="Day">In Tokyo, on which it begins; of one whose hours move, by the draft.</param>
/// <param name="Before">Null for a new one.</param>
/// <param name="After">Null for one that goes.</param>
public sealed record DutyDifference(DutyChange Change, DateOnly Day, StandingShift? Before, DraftShift? After);

/// <summary>Two duties of one holder that overlap.</summary>
public sealed record DoubleDuty(DraftShift One, DraftShift Other);

/// <summary>What a draft changes in the plan. No clock, no database.</summary>
public static class RotaDraftRules
{
    /// <summary>The days a draft speaks of: those on which one of its duties begins. All other days stay as they are.</summary>
    public static IReadOnlySet<DateOnly> DaysOf(IEnumerable<DraftShift> draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return new SortedSet<DateOnly>(draft.Select(DayOf));
    }

    /// <summary>The standing duties a draft speaks of: of a table all that begin on its days; of a planner's duties those they overlap on their seats.</summary>
    public static IEnumerable<StandingShift> Touched(IEnumerable<StandingShift> standing, IReadOnlyCollection<DraftShift> draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!IsBySeat(draft))
        {
            IReadOnlySet<DateOnly> days = DaysOf(draft);
            return standing.Where(shift => days.Contains(OfficeTime.DayOf(shift.Shift.StartsAt)));
        }

        ILookup<int?, DraftShift> bySeat = draft.ToLookup(shift => shift.SeatId);
        return standing.Where(one => bySeat[one.Shift.SeatId].Any(shift => shift.StartsAt < one.Shift.EndsAt && one.Shift.StartsAt < shift.EndsAt));
    }

    /// <summary>Its duties name their seats: it was planned here and is no table.</summary>
    public static bool IsBySeat(IEnumerable<DraftShift> draft) => draft.Any(shift => shift.SeatId is not null);

    /// <summary>Every duty of the draft and every standing one it speaks of (<see cref="Touched"/>), each once, in order of their day.</summary>
    /// <param name="standing">Shifts that hold today; those it does not speak of are not looked at.</param>
    public static IReadOnlyList<DutyDifference> Differences(IEnumerable<StandingShift> standing, IReadOnlyCollection<DraftShift> draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        bool bySeat = IsBySeat(draft);
        LinkedList<StandingShift> before = new(Touched(standing, draft).OrderBy(shift => shift.Shift.StartsAt).ThenBy(shift => shift.Shift.Id));
        LinkedList<DraftShift> after = new(draft.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.HolderKey, StringComparer.Ordinal));
        List<DutyDifference> found = [];
        Dictionary<string, string> phones = before.GroupBy(one => one.HolderKey, StringComparer.Ordinal).ToDictionary(own => own.Key, own => own.First().HolderPhone, StringComparer.Ordinal);

        // From the surest likeness to the loosest, so that nothing is paired with a stranger while its twin is there.
        Pair(DutyChange.Same, one => (SeatOf(one), one.Group, one.HolderKey, one.Shift.StartsAt, one.Shift.EndsAt, bySeat ? "" : one.Phone, bySeat ? "" : one.Shift.Note), other => (other.SeatId, other.Group, other.HolderKey, other.StartsAt, other.EndsAt, bySeat ? "" : PhoneOf(other), bySeat ? "" : other.Note)); // A planner knows no numbers and notes, and takes none away.
        Pair(DutyChange.OtherDetails, one => (SeatOf(one), one.Group, one.HolderKey, one.Shift.StartsAt, one.Shift.EndsAt), other => (other.SeatId, other.Group, other.HolderKey, other.StartsAt, other.EndsAt));
        Pair(DutyChange.OtherHolder, one => (SeatOf(one), one.Group, one.Shift.StartsAt, one.Shift.EndsAt), other => (other.SeatId, other.Group, other.StartsAt, other.EndsAt));
        Pair(DutyChange.OtherHours, one => (SeatOf(one), one.Group, one.HolderKey, OfficeTime.DayOf(one.Shift.StartsAt)), other => (other.SeatId, other.Group, other.HolderKey, DayOf(other)));
        found.AddRange(before.Select(one => new DutyDifference(DutyChange.Gone, OfficeTime.DayOf(one.Shift.StartsAt), one, null)));
        found.AddRange(after.Select(one => new DutyDifference(DutyChange.New, DayOf(one), null, one)));
        return [.. found.OrderBy(one => one.Day).ThenBy(one => one.After?.StartsAt ?? one.Before!.Shift.StartsAt).ThenBy(one => one.Change)];

        int? SeatOf(StandingShift one) => bySeat ? one.Shift.SeatId : null;

        string PhoneOf(DraftShift shift) => shift.Phone.Length > 0 ? shift.Phone : phones.GetValueOrDefault(shift.HolderKey, "");

        void Pair<TKey>(DutyChange change, Func<StandingShift, TKey> keyOf, Func<DraftShift, TKey> keyOfDraft)
            where TKey : notnull
        {
            Dictionary<TKey, Queue<LinkedListNode<StandingShift>>> waiting = [];
            for (LinkedListNode<StandingShift>? one = before.First; one is not null; one = one.Next)
            {
                TKey key = keyOf(one.Value);
                waiting.TryAdd(key, new Queue<LinkedListNode<StandingShift>>());
                waiting[key].Enqueue(one);
            }

            for (LinkedListNode<DraftShift>? other = after.First, next; other is not null; other = next)
            {
                next = other.Next;
                if (waiting.TryGetValue(keyOfDraft(other.Value), out Queue<LinkedListNode<StandingShift>>? twins) && twins.TryDequeue(out LinkedListNode<StandingShift>? one))
                {
                    found.Add(new DutyDifference(change, DayOf(other.Value), one.Value, other.Value));
                    before.Remove(one);
                    after.Remove(other);
                }
            }
        }
    }

    /// <summary>Holders whom the draft wants in two places at once: to be looked at, not refused, since an institution may well answer for two departments.</summary>
    public static IReadOnlyList<DoubleDuty> DoubleDuties(IEnumerable<DraftShift> draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        List<DoubleDuty> found = [];
        foreach (IGrouping<string, DraftShift> own in draft.GroupBy(shift => shift.HolderKey, StringComparer.Ordinal))
        {
            DraftShift? longest = null;
            foreach (DraftShift shift in own.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.EndsAt))
            {
                if (longest is not null && shift.StartsAt < longest.EndsAt)
                {
                    found.Add(new DoubleDuty(longest, shift));
                }

                longest = longest is null || shift.EndsAt > longest.EndsAt ? shift : longest;
            }
        }

        return found;
    }

    /// <summary>The seat a duty takes: the first of its group on which nobody sits meanwhile, or null when another seat is needed.</summary>
    /// <param name="seats">Of the rota.</param>
    /// <param name="taken">Spans on them that hold, those of this draft included.</param>
    /// <param name="first">Where its forerunner sat: what was written over that by hand still means it.</param>
    public static DutySeat? SeatFor(DraftShift duty, IEnumerable<DutySeat> seats, IReadOnlyCollection<(DutySeat Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt)> taken, DutySeat? first = null)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return seats.Where(seat => seat.Group == duty.Group).OrderBy(seat => seat != first).ThenBy(seat => seat.Position)
            .FirstOrDefault(seat => !taken.Any(span => span.Seat == seat && span.StartsAt < duty.EndsAt && duty.StartsAt < span.EndsAt));
    }

    private static DateOnly DayOf(DraftShift shift) => OfficeTime.DayOf(shift.StartsAt);
}
