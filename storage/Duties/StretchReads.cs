using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Duties;

/// <summary>Reads duties as their holders know them.</summary>
public static class StretchReads
{
    /// <summary>Somebody's duties in all rotas that run and touch a span, whole, in order of start.</summary>
    public static async Task<IReadOnlyList<DutyStretch>> OfHolderAsync(ZaitakuDb db, int holder, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        IReadOnlyList<RotaView> views = await RotaReads.OfHolderAsync(db, holder, from - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax, cancellationToken);
        return [.. views.SelectMany(view => DutyStretch.Of(view, from, until)).Where(duty => duty.HolderId == holder).OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.SeatId)];
    }
}
