using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>The duties of a person in chat that are not over.</summary>
/// <param name="Holders">Whom the tables name them as; tracked. Nobody where they are linked to none.</param>
public sealed record DutiesToGive(IReadOnlyList<DutyHolder> Holders, IReadOnlyList<CoverChoice> All)
{
    public static async Task<DutiesToGive> ReadAsync(ZaitakuDb db, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<DutyHolder> holders = await db.DutyHolders.Where(holder => holder.MemberId == member).OrderBy(holder => holder.Id).Take(HolderLinks.OfMemberMax).ToListAsync(cancellationToken);
        List<CoverChoice> all = [];
        foreach (DutyHolder holder in holders)
        {
            all.AddRange(await OfAsync(db, holder.Id, now, cancellationToken));
        }

        return new DutiesToGive(holders, [.. all.OrderBy(one => one.Duty.StartsAt).ThenBy(one => one.Duty.SeatId)]);
    }

    /// <summary>A holder's duties that are not over, with the names of their rotas.</summary>
    public static async Task<IReadOnlyList<CoverChoice>> OfAsync(ZaitakuDb db, int holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IReadOnlyList<DutyStretch> duties = await CoverReads.DutiesOfAsync(db, holder, now, cancellationToken);
        int[] ids = [.. duties.Select(duty => duty.RotaId).Distinct()];
        Dictionary<int, DutyRota> rotas = await db.DutyRotas.AsNoTracking().Include(rota => rota.Seats).Where(rota => ids.Contains(rota.Id)).ToDictionaryAsync(rota => rota.Id, cancellationToken);
        return [.. duties.Select(duty => new CoverChoice(duty, rotas[duty.RotaId].NameOf(duty.SeatId)))];
    }

    public CoverChoice[] Of(IReadOnlyList<DutyStretch> duties) => [.. All.Where(one => duties.Contains(one.Duty))];

    /// <returns>What a button names, where it lies within one of their duties; else null.</returns>
    public CoverSpan? SpanOf(CoverPick pick)
    {
        ArgumentNullException.ThrowIfNull(pick);
        return Find(pick.SeatId, pick.StartsAt, pick.EndsAt) is { } one ? new CoverSpan(one.Duty.RotaId, pick.SeatId, pick.StartsAt, pick.EndsAt) : null;
    }

    public CoverSpan WholeOf(CoverSpan span) => CoverSpan.Of(Whole(span).Duty);

    public string RotaOf(CoverSpan span) => Whole(span).Rota;

    public DutyHolder HolderOf(CoverSpan span) => Holders.Single(holder => holder.Id == Whole(span).Duty.HolderId);

    private CoverChoice Whole(CoverSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return Find(span.SeatId, span.StartsAt, span.EndsAt) ?? throw new InvalidOperationException($"Seat {span.SeatId}: the hours are within none of their duties.");
    }

    private CoverChoice? Find(int seat, DateTimeOffset from, DateTimeOffset until) =>
        All.FirstOrDefault(one => one.Duty.SeatId == seat && one.Duty.StartsAt <= from && until <= one.Duty.EndsAt);
}
