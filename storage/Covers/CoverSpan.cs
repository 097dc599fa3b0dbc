using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Covers;

/// <summary>The hours on one seat that change hands: a duty, or a part of one.</summary>
/// <param name="EndsAt">The first instant it no longer holds.</param>
public sealed record CoverSpan(int RotaId, int SeatId, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public PlanSpan Hours => new(StartsAt, EndsAt);

    public static CoverSpan Of(CoverRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CoverSpan(request.RotaId, request.SeatId, request.StartsAt, request.EndsAt);
    }

    /// <summary>What the taker gives for it, on the same rota; null for nothing.</summary>
    public static CoverSpan? ReturnOf(CoverRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { OtherSeatId: { } seat, OtherStartsAt: { } from, OtherEndsAt: { } until } ? new CoverSpan(request.RotaId, seat, from, until) : null;
    }

    public static CoverSpan Of(DutyStretch duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return new CoverSpan(duty.RotaId, duty.SeatId, duty.StartsAt, duty.EndsAt);
    }

    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => StartsAt < until && from < EndsAt;
}
