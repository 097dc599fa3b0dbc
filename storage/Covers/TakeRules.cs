using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Covers;

/// <summary>What keeps a duty from somebody, the first of these that does.</summary>
public enum TakeRule
{
    /// <summary>They take no more duties.</summary>
    Closed,

    /// <summary>They do not belong to this rota, or have left it.</summary>
    NotOfRota,

    /// <summary>They take other seats of it only.</summary>
    Seat,

    /// <summary>They are on duty at that time, on this rota or another, or have said that they will be.</summary>
    Overlap,

    /// <summary>They are away.</summary>
    Away,

    /// <summary>Too little time to a duty before or after it.</summary>
    Rest,

    /// <summary>They would have more in that month than they take.</summary>
    MonthMax,

    /// <summary>They would be off while the one is away with whom they must not be off together.</summary>
    Pair,
}

/// <summary>Why somebody cannot take a duty.</summary>
/// <param name="Other">The duty in the way, for <see cref="TakeRule.Overlap"/> and <see cref="TakeRule.Rest"/>.</param>
public sealed record TakeBreach(TakeRule Rule, DutyStretch? Other = null);

/// <summary>Somebody who may take a duty, and all that counts for or against it.</summary>
public sealed record Taker(DutyHolder Holder)
{
    /// <summary>A member of the rota, or in its table where it has no members.</summary>
    public bool IsOfRota { get; init; } = true;

    /// <summary>Their terms on the rota; null where it has no members.</summary>
    public RotaMember? Terms { get; init; }

    /// <summary>Theirs on all rotas around the time, those included that they said they would take.</summary>
    public IReadOnlyList<DutyStretch> Duties { get; init; } = [];

    public IReadOnlyList<PlanSpan> Away { get; init; } = [];

    /// <summary>When somebody is away with whom they must not be off together.</summary>
    public IReadOnlyList<PlanSpan> PartnersAway { get; init; } = [];

    /// <summary>What they give in return; null for nothing.</summary>
    public CoverSpan? Gives { get; init; }
}

/// <summary>Whether somebody may take a duty. No clock, no database: asked before people are asked, and once more when one of them says yes.</summary>
public static class TakeRules
{
    /// <param name="restOf">Least rest of a rota, by its id.</param>
    /// <returns>Null when they may.</returns>
    public static TakeBreach? BreachOf(Taker taker, CoverSpan duty, Func<int, TimeSpan> restOf)
    {
        ArgumentNullException.ThrowIfNull(taker);
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(restOf);
        DutyStretch[] kept = [.. taker.Duties.SelectMany(one => Without(one, taker.Gives))];
        return taker.Holder.ClosedAt is not null ? new TakeBreach(TakeRule.Closed)
            : !taker.IsOfRota || taker.Terms is { LeftAt: not null } ? new TakeBreach(TakeRule.NotOfRota)
            : !MaySit(taker.Terms, duty.SeatId) ? new TakeBreach(TakeRule.Seat)
            : Array.Find(kept, one => one.Overlaps(duty.StartsAt, duty.EndsAt)) is { } other ? new TakeBreach(TakeRule.Overlap, other)
            : IsWithin(taker.Away, duty) ? new TakeBreach(TakeRule.Away)
            : Array.Find(kept, one => IsTooNear(one, duty, Longer(restOf(one.RotaId), restOf(duty.RotaId)))) is { } near ? new TakeBreach(TakeRule.Rest, near)
            : IsMonthFull(taker.Terms, kept, duty) ? new TakeBreach(TakeRule.MonthMax)
            : taker.Gives is { } gives && IsWithin(taker.PartnersAway, gives) ? new TakeBreach(TakeRule.Pair) : null;
    }

    /// <summary>True when a member may take a seat; one without terms takes any.</summary>
    public static bool MaySit(RotaMember? terms, int seat) =>
        terms is null || terms.Seats.Length == 0 || terms.Seats.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(seat.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What is left of a duty when a part of it is given away.</summary>
    private static IEnumerable<DutyStretch> Without(DutyStretch duty, CoverSpan? gives)
    {
        if (gives is null || duty.SeatId != gives.SeatId || !duty.Overlaps(gives.StartsAt, gives.EndsAt))
        {
            yield return duty;
            yield break;
        }

        if (duty.StartsAt < gives.StartsAt)
        {
            yield return duty with { EndsAt = gives.StartsAt };
        }

        if (gives.EndsAt < duty.EndsAt)
        {
            yield return duty with { StartsAt = gives.EndsAt };
        }
    }

    private static bool IsWithin(IReadOnlyList<PlanSpan> spans, CoverSpan duty) => spans.Any(span => duty.Overlaps(span.From, span.Until));

    private static bool IsTooNear(DutyStretch one, CoverSpan duty, TimeSpan rest) => one.StartsAt < duty.EndsAt + rest && duty.StartsAt < one.EndsAt + rest;

    private static bool IsMonthFull(RotaMember? terms, DutyStretch[] kept, CoverSpan duty) =>
        terms?.MonthMax is { } most && kept.Count(one => one.RotaId == duty.RotaId && MonthOf(one.StartsAt, one.EndsAt) == MonthOf(duty.StartsAt, duty.EndsAt)) >= most;

    /// <summary>Of its day, as the planner counts: Saturday noon to the end of Sunday the 1st is of the new month.</summary>
    private static (int Year, int Month) MonthOf(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        DateOnly day = PastDutyRules.DayOf(startsAt, endsAt);
        return (day.Year, day.Month);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
