using System.Globalization;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Duties;

/// <summary>A weak place as a look finds it.</summary>
public sealed record FoundGap(int RotaId, int SeatId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, GapCause Cause, int? HolderId)
{
    /// <summary>The same place for the same reason: found again, it is nothing new.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{RotaId}:{SeatId}:{StartsAt.UtcTicks}:{EndsAt.UtcTicks}:{Cause}:{HolderId}");
}

/// <summary>A rota as it is looked through for gaps.</summary>
/// <param name="View">With its shifts from <see cref="GapRules.Before"/> before the look to <see cref="GapRules.After"/> after its horizon, holders read along.</param>
/// <param name="Units">The hours its patterns ask for, each with the id of its seat; empty where it has none.</param>
/// <param name="Left">Holders who left it.</param>
public sealed record GapRota(RotaView View, IReadOnlyList<DutyUnit> Units, IReadOnlySet<int> Left)
{
    /// <summary>Those of the hours on which two lines of its patterns collide.</summary>
    public IReadOnlyList<DutyUnit> Colliding { get; init; } = [];
}

/// <summary>All that is known when gaps are looked for.</summary>
/// <param name="Aways">By holder; removed ones left out.</param>
/// <param name="Reached">Members with a chat that is not blocked.</param>
public sealed record GapScene(IReadOnlyList<GapRota> Rotas, ILookup<int, DutyAway> Aways, IReadOnlySet<Guid> Reached);

/// <summary>
/// Which duties of the next weeks are not safely held, and why. No clock, no database. What no table says and no pattern asks for is unknown, and no gap.
/// Hours after a rota's last duty are not told one by one: its table ends there, and that is the gap.
/// </summary>
public static class GapRules
{
    /// <summary>Days looked ahead.</summary>
    public const int DaysAhead = 60;

    /// <summary>Gaps of one look, the nearest first.</summary>
    public const int GapsMax = 2_000;

    /// <summary>A table that ends within this time is a gap, and for as long after.</summary>
    public static readonly TimeSpan TableEndsWithin = TimeSpan.FromDays(14);

    /// <summary>How far back shifts are needed: a table that ended, and whatever reaches from there.</summary>
    public static readonly TimeSpan Before = TableEndsWithin + RotaRules.ShiftLengthMax + RotaRules.ShiftLengthMax;

    /// <summary>How far beyond the horizon.</summary>
    public static readonly TimeSpan After = RotaRules.ShiftLengthMax + RotaRules.ShiftLengthMax;

    private sealed record Looked(GapRota Rota, IReadOnlyList<DutyStretch> Held, IReadOnlyDictionary<int, DutyHolder> Holders);

    /// <summary>The first instant no longer looked at: a midnight in Tokyo.</summary>
    public static DateTimeOffset UntilOf(DateTimeOffset now) => OfficeTime.At(OfficeTime.DayOf(now).AddDays(DaysAhead), 0);

    /// <returns>In order of start.</returns>
    public static IReadOnlyList<FoundGap> Find(GapScene scene, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scene);
        DateTimeOffset until = UntilOf(now);
        Looked[] looked = [.. scene.Rotas.Where(one => one.View.Rota is { ClosedAt: null, IsDemo: false }).Select(one => LookAt(one, now, until))];
        List<FoundGap> found = [];
        foreach (Looked one in looked)
        {
            found.AddRange(NobodyOn(one, now, until));
            found.AddRange(Held(one, now, until).SelectMany(stretch => Weak(one, stretch, scene.Aways)));
            found.AddRange(Unreached(one, scene.Reached, now, until));
            found.AddRange(TableEnds(one, now));
            found.AddRange(Collisions(one, now, until));
        }

        found.AddRange(DoubleBooked(looked, now, until));
        return [.. found.OrderBy(gap => gap.StartsAt).ThenBy(gap => gap.RotaId).ThenBy(gap => gap.SeatId).ThenBy(gap => gap.Cause).ThenBy(gap => gap.HolderId).Take(GapsMax)];
    }

    private static Looked LookAt(GapRota rota, DateTimeOffset now, DateTimeOffset until)
    {
        Dictionary<int, DutyHolder> holders = [];
        foreach (DutyShift shift in rota.View.Shifts.Where(shift => shift.Holder is not null))
        {
            holders[shift.HolderId!.Value] = shift.Holder!;
        }

        return new Looked(rota, DutyStretch.Of(rota.View, now - TableEndsWithin, until + RotaRules.ShiftLengthMax), holders);
    }

    private static IEnumerable<DutyStretch> Held(Looked one, DateTimeOffset now, DateTimeOffset until) => one.Held.Where(stretch => stretch.EndsAt > now && stretch.StartsAt < until);

    /// <summary>Rows that say nobody is on, and hours of the pattern that no row speaks of.</summary>
    private static IEnumerable<FoundGap> NobodyOn(Looked one, DateTimeOffset now, DateTimeOffset until)
    {
        DateTimeOffset last = one.Held.Count == 0 ? DateTimeOffset.MinValue : one.Held.Max(stretch => stretch.EndsAt);
        ILookup<int, DutyUnit> asked = one.Rota.Units.Where(unit => unit.EndsAt > now && unit.StartsAt < until && unit.StartsAt < last).ToLookup(unit => unit.Seat);
        foreach ((DutySeat seat, IReadOnlyList<DutySpan> spans) in one.Rota.View.Timelines(now - RotaRules.ShiftLengthMax - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax))
        {
            foreach (DutySpan span in spans.Where(span => span is { Said: not null, Shift: null } && span.EndsAt > now && span.StartsAt < until))
            {
                yield return Gap(seat.Id, span.StartsAt, span.EndsAt);
            }

            foreach (DutyUnit unit in asked[seat.Id])
            {
                foreach (DutySpan hole in spans.Where(span => span.Said is null && span.StartsAt < unit.EndsAt && unit.StartsAt < span.EndsAt))
                {
                    (DateTimeOffset from, DateTimeOffset to) = (hole.StartsAt > unit.StartsAt ? hole.StartsAt : unit.StartsAt, hole.EndsAt < unit.EndsAt ? hole.EndsAt : unit.EndsAt);
                    if (to > now)
                    {
                        yield return Gap(seat.Id, from, to);
                    }
                }
            }
        }

        FoundGap Gap(int seat, DateTimeOffset from, DateTimeOffset to) => new(one.Rota.View.Rota.Id, seat, from, to, GapCause.NobodyAssigned, null);
    }

    private static IEnumerable<FoundGap> Weak(Looked one, DutyStretch stretch, ILookup<int, DutyAway> aways)
    {
        if (HasLeft(one, stretch.HolderId))
        {
            yield return GapOf(stretch, GapCause.MemberLeft);
        }

        if (aways[stretch.HolderId].Any(away => stretch.Overlaps(away.StartsAt, away.EndsAt)))
        {
            yield return GapOf(stretch, GapCause.Unavailable);
        }
    }

    /// <summary>Once for each holder: at the next duty they would have to be told of.</summary>
    private static IEnumerable<FoundGap> Unreached(Looked one, IReadOnlySet<Guid> reached, DateTimeOffset now, DateTimeOffset until) =>
        !one.Rota.View.Rota.TellsHolders ? []
        : Held(one, now, until).Where(stretch => !HasLeft(one, stretch.HolderId) && (one.Holders[stretch.HolderId].MemberId is not { } member || !reached.Contains(member)))
            .GroupBy(stretch => stretch.HolderId).Select(holder => GapOf(holder.First(), GapCause.NoChannel));

    private static IEnumerable<FoundGap> TableEnds(Looked one, DateTimeOffset now)
    {
        if (one.Held.Count > 0 && one.Held.Max(stretch => stretch.EndsAt) is var last && last < now + TableEndsWithin && last > now - TableEndsWithin)
        {
            yield return new FoundGap(one.Rota.View.Rota.Id, one.Rota.View.Seats.First().Id, last, last + RotaRules.NextWithin, GapCause.TableEnds, null);
        }
    }

    /// <summary>Once for each seat: the next of them.</summary>
    private static IEnumerable<FoundGap> Collisions(Looked one, DateTimeOffset now, DateTimeOffset until) =>
        one.Rota.Colliding.Where(unit => unit.EndsAt > now && unit.StartsAt < until && one.Rota.View.Seats.Any(seat => seat.Id == unit.Seat)).GroupBy(unit => unit.Seat)
            .Select(seat => seat.MinBy(unit => unit.StartsAt)!).Select(unit => new FoundGap(one.Rota.View.Rota.Id, unit.Seat, unit.StartsAt, unit.EndsAt, GapCause.PatternsCollide, null));

    /// <summary>Of two duties at once the one that begins later is the gap.</summary>
    private static IEnumerable<FoundGap> DoubleBooked(Looked[] looked, DateTimeOffset now, DateTimeOffset until)
    {
        Dictionary<int, DutyRota> rotas = looked.ToDictionary(one => one.Rota.View.Rota.Id, one => one.Rota.View.Rota);
        foreach (IGrouping<int, DutyStretch> holder in looked.SelectMany(one => Held(one, now, until)).GroupBy(stretch => stretch.HolderId))
        {
            List<DutyStretch> open = [];
            foreach (DutyStretch stretch in holder.OrderBy(stretch => stretch.StartsAt).ThenBy(stretch => stretch.RotaId).ThenBy(stretch => stretch.SeatId))
            {
                open.RemoveAll(earlier => earlier.EndsAt <= stretch.StartsAt);
                if (open.Exists(earlier => earlier.RotaId != stretch.RotaId || !HasMany(rotas[stretch.RotaId])))
                {
                    yield return GapOf(stretch, GapCause.DoubleBooked);
                }

                open.Add(stretch);
            }
        }
    }

    /// <summary>A hospital on duty for two departments, a pharmacy with two counters: they have more than one person.</summary>
    private static bool HasMany(DutyRota rota) => rota.Purpose is RotaPurpose.Hospital or RotaPurpose.Pharmacy;

    private static bool HasLeft(Looked one, int holder) => one.Rota.Left.Contains(holder) || one.Holders[holder].ClosedAt is not null;

    private static FoundGap GapOf(DutyStretch stretch, GapCause cause) => new(stretch.RotaId, stretch.SeatId, stretch.StartsAt, stretch.EndsAt, cause, stretch.HolderId);
}
