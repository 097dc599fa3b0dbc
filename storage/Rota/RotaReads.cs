using Microsoft.EntityFrameworkCore;

namespace Zaitaku.Storage.Rota;

/// <summary>A rota with what is known of its duties in a span, ready to be asked.</summary>
/// <param name="Shifts">All layers that hold today and touch the span, with their holders.</param>
public sealed record RotaView(DutyRota Rota, IReadOnlyList<DutyShift> Shifts)
{
    public IEnumerable<DutySeat> Seats => Rota.Seats.OrderBy(seat => seat.Position);

    /// <summary>Every seat's spans (<see cref="RotaRules.Timeline"/>), seat by seat.</summary>
    public IEnumerable<(DutySeat Seat, IReadOnlyList<DutySpan> Spans)> Timelines(DateTimeOffset from, DateTimeOffset until)
    {
        ILookup<int, DutyShift> bySeat = Shifts.ToLookup(shift => shift.SeatId);
        return Seats.Select(seat => (seat, RotaRules.Timeline(bySeat[seat.Id], seat.Id, from, until)));
    }
}

/// <summary>Reads rotas for whoever asks who is on.</summary>
public static class RotaReads
{
    /// <summary>Rotas a hub runs; practices of 68 hubs show fewer than ten.</summary>
    public const int RotasMax = 50;

    /// <summary>Holders a hub knows.</summary>
    public const int HoldersMax = 500;

    /// <summary>Duties read for one question: fifty rotas of two seats over five weeks have 7,000.</summary>
    private const int ShiftsMax = 20_000;

    /// <summary>Rotas that run, with every duty that touches the span.</summary>
    /// <param name="onlyPublic">Those alone that stand on the page anybody may see.</param>
    public static async Task<IReadOnlyList<RotaView>> OpenAsync(ZaitakuDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken, bool onlyPublic = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<DutyRota> rotas = await db.DutyRotas.AsNoTracking().Include(rota => rota.Seats).Where(rota => rota.ClosedAt == null && (!rota.IsDemo || db.Places.Any(place => place.IsDemo)) && (!onlyPublic || (rota.IsPublic && rota.ResidentView == ResidentView.Published)))
            .OrderBy(rota => rota.Id).Take(RotasMax).ToListAsync(cancellationToken);
        return await WithShiftsAsync(db, rotas, from, until, cancellationToken);
    }

    /// <returns>Null when there is no such rota; a closed one is found too.</returns>
    public static async Task<RotaView?> OneAsync(ZaitakuDb db, int id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DutyRota? rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        return rota is null ? null : (await WithShiftsAsync(db, [rota], from, until, cancellationToken))[0];
    }

    /// <summary>The seats on which one holder sits within the span, with all that is said of them there.</summary>
    public static async Task<IReadOnlyList<RotaView>> OfHolderAsync(ZaitakuDb db, int holder, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset first = from - RotaRules.ShiftLengthMax;
        List<int> seats = await db.DutyShifts.Where(shift => shift.HolderId == holder && shift.KnownUntil == null && shift.StartsAt >= first && shift.StartsAt < until).Select(shift => shift.SeatId).Distinct().ToListAsync(cancellationToken);
        List<DutyRota> rotas = await db.DutyRotas.AsNoTracking().Include(rota => rota.Seats.Where(seat => seats.Contains(seat.Id)))
            .Where(rota => rota.ClosedAt == null && rota.Seats.Any(seat => seats.Contains(seat.Id))).OrderBy(rota => rota.Id).Take(RotasMax).ToListAsync(cancellationToken);
        return await WithShiftsAsync(db, rotas, from, until, cancellationToken);
    }

    /// <summary>Names offered while one types, in order.</summary>
    public static async Task<IReadOnlyList<string>> HolderNamesAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.DutyHolders.Where(holder => holder.ClosedAt == null).OrderBy(holder => holder.Name).Select(holder => holder.Name).Take(HoldersMax).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<RotaView>> WithShiftsAsync(ZaitakuDb db, List<DutyRota> rotas, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        List<int> seats = [.. rotas.SelectMany(rota => rota.Seats).Select(seat => seat.Id)];
        DateTimeOffset first = from - RotaRules.ShiftLengthMax;
        List<DutyShift> shifts = seats.Count == 0 ? [] : await db.DutyShifts.AsNoTracking().Include(shift => shift.Holder)
            .Where(shift => seats.Contains(shift.SeatId) && shift.KnownUntil == null && shift.StartsAt >= first && shift.StartsAt < until && shift.EndsAt > from)
            .OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).Take(ShiftsMax).ToListAsync(cancellationToken);
        ILookup<int, DutyShift> bySeat = shifts.ToLookup(shift => shift.SeatId);
        return [.. rotas.Select(rota => new RotaView(rota, [.. rota.Seats.SelectMany(seat => bySeat[seat.Id])]))];
    }
}
