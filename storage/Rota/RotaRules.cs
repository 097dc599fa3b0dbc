namespace Zaitaku.Storage.Rota;

/// <summary>A stretch of one seat on which nothing changes.</summary>
/// <param name="Said">The row that settles it; it may say that nobody is on. Null where no row speaks of it.</param>
public sealed record DutySpan(int Seat, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DutyShift? Said)
{
    /// <summary>Who holds it; null in a gap.</summary>
    public DutyShift? Shift => Said?.HolderId is null ? null : Said;
}

/// <summary>Who is on duty at an instant, as known at an instant, and who comes next. No clock, no database: callers pass both in as values.</summary>
public static class RotaRules
{
    /// <summary>The longest shift. A week on call is one; longer ones are several, so that what is near an instant can be read by their start alone.</summary>
    public static readonly TimeSpan ShiftLengthMax = TimeSpan.FromDays(7);

    /// <summary>How far "who comes next" is looked for.</summary>
    public static readonly TimeSpan NextWithin = TimeSpan.FromDays(35);

    /// <summary>Who holds a seat at an instant, or null in a gap. The highest layer wins: plan &lt; temporary plan &lt; override &lt; swap; within a layer what was said last. One answer per seat; several seats may be on duty at once.</summary>
    /// <param name="knownAt">As it was known then; null for all that holds today.</param>
    public static DutyShift? OnDutyAt(IEnumerable<DutyShift> shifts, int seat, DateTimeOffset at, DateTimeOffset? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        DutyShift? said = SaidAt(shifts, seat, at, knownAt);
        return said?.HolderId is null ? null : said;
    }

    private static DutyShift? SaidAt(IEnumerable<DutyShift> shifts, int seat, DateTimeOffset at, DateTimeOffset? knownAt)
    {
        DutyShift? best = null;
        foreach (DutyShift shift in shifts)
        {
            if (shift.SeatId == seat && shift.StartsAt <= at && at < shift.EndsAt && IsKnown(shift, knownAt) && (best is null || Outranks(shift, best)))
            {
                best = shift;
            }
        }

        return best;
    }

    /// <summary>One seat from an instant to another, without holes and without overlap: gaps are spans too, and neighbours differ in what settles them.</summary>
    public static IReadOnlyList<DutySpan> Timeline(IEnumerable<DutyShift> shifts, int seat, DateTimeOffset from, DateTimeOffset until, DateTimeOffset? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        List<DutyShift> known = [.. shifts.Where(shift => shift.SeatId == seat && shift.StartsAt < until && from < shift.EndsAt && IsKnown(shift, knownAt)).OrderBy(shift => shift.StartsAt)];
        DateTimeOffset[] edges = [.. known.SelectMany(shift => new[] { shift.StartsAt, shift.EndsAt }).Where(edge => from < edge && edge < until).Append(from).Append(until).Distinct().Order()];
        List<DutySpan> spans = [];
        List<DutyShift> open = [];
        int next = 0;
        for (int edge = 0; edge + 1 < edges.Length; edge++)
        {
            DateTimeOffset at = edges[edge];
            open.RemoveAll(shift => shift.EndsAt <= at);
            for (; next < known.Count && known[next].StartsAt <= at; next++)
            {
                open.Add(known[next]);
            }

            Add(spans, new DutySpan(seat, at, edges[edge + 1], SaidAt(open, seat, at, knownAt)));
        }

        return spans;
    }

    /// <summary>The span around an instant, as long as the same holder stays on duty (two shifts in a row are one), and the next one that somebody holds.</summary>
    /// <param name="spans">Of one seat, in order (<see cref="Timeline"/>).</param>
    public static (DutySpan? Now, DutySpan? Next) Around(IReadOnlyList<DutySpan> spans, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(spans);
        int here = spans.ToList().FindIndex(span => span.StartsAt <= at && at < span.EndsAt);
        if (here < 0)
        {
            return (null, spans.FirstOrDefault(span => span.StartsAt > at && span.Shift is not null));
        }

        (int first, int last) = (here, here);
        while (first > 0 && IsSame(spans[first - 1], spans[here]))
        {
            first--;
        }

        while (last + 1 < spans.Count && IsSame(spans[last + 1], spans[here]))
        {
            last++;
        }

        return (spans[here] with { StartsAt = spans[first].StartsAt, EndsAt = spans[last].EndsAt }, spans.Skip(last + 1).FirstOrDefault(span => span.Shift is not null));
    }

    private static bool IsSame(DutySpan one, DutySpan other) => one.Shift?.HolderId == other.Shift?.HolderId && one.Shift?.Phone == other.Shift?.Phone;

    private static void Add(List<DutySpan> spans, DutySpan span)
    {
        if (spans.Count > 0 && spans[^1].Said == span.Said)
        {
            spans[^1] = spans[^1] with { EndsAt = span.EndsAt };
        }
        else
        {
            spans.Add(span);
        }
    }

    private static bool Outranks(DutyShift one, DutyShift other) => (one.Layer, one.KnownFrom, one.Id).CompareTo((other.Layer, other.KnownFrom, other.Id)) > 0;

    private static bool IsKnown(DutyShift shift, DateTimeOffset? knownAt) =>
        knownAt is { } then ? shift.KnownFrom <= then && (shift.KnownUntil is not { } withdrawn || then < withdrawn) : shift.KnownUntil is null;
}
