using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>What a coordinator writes by hand: a duty that was in no table, another holder for one, or nobody. Each is a layer over the plan, in the trail, and can be taken back.</summary>
public static class DutyWriting
{
    public const string SomebodyElse = "ほかの人が同時に表を変えました。いまの表を見て、もう一度書いてください。";
    public const string Demo = "これはデモの表です。ここに書いたものは、デモと一緒に消えます。新しく当番表を作ってください。";
    private const string Closed = "当番から外した人です。「当番に入る人・医療機関」で「また入れる」を押してから書いてください。";

    /// <summary>Adds a duty on a seat of its group that is free meanwhile.</summary>
    /// <param name="rota">Tracked, with its seats.</param>
    /// <returns>Why not, in words; empty when it is written.</returns>
    public static async Task<string> AddAsync(ZaitakuDb db, DutyRota rota, DutyForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(form);
        if (rota.IsDemo)
        {
            return Demo;
        }

        if (form.Read(out string problem) is not { } duty)
        {
            return problem;
        }

        if (form.IsNobody)
        {
            return "「担当なし」は、表の当番を開いて書いてください。";
        }

        if (form.Seen != rota.Revision)
        {
            return SomebodyElse;
        }

        RotaView view = (await RotaReads.OneAsync(db, rota.Id, duty.StartsAt - RotaRules.ShiftLengthMax, duty.EndsAt, cancellationToken))!;
        if (view.Timelines(duty.StartsAt, duty.EndsAt).Where(one => one.Seat.Group == duty.Group).SelectMany(one => one.Spans).Any(span => span.Shift?.Holder?.NameKey == duty.HolderKey))
        {
            return "その時間には、同じ人の当番がもうあります。";
        }

        (DutySeat, DateTimeOffset, DateTimeOffset)[] taken =
            [.. from shift in view.Shifts from seated in rota.Seats where seated.Id == shift.SeatId select (seated, shift.StartsAt, shift.EndsAt)];
        DutySeat seat = RotaDraftRules.SeatFor(duty, rota.Seats, taken) ?? rota.AddSeat(duty.Group);
        if (await HolderOfAsync(db, duty, now, cancellationToken) is not { ClosedAt: null } holder)
        {
            return Closed;
        }

        db.DutyShifts.Add(ShiftOf(duty, seat, holder, DutyLayer.Override, staff, now));
        return await RotaKeeping.KeepAsync(db, rota, "rota.duty", staff, now, cancellationToken);
    }

    /// <summary>Puts somebody else, or nobody, in the place of a standing duty, for all of it or a part.</summary>
    public static async Task<string> ReplaceAsync(ZaitakuDb db, DutyRota rota, DutyShift standing, DutyForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(form);
        if (rota.IsDemo)
        {
            return Demo;
        }

        if (form.Read(out string problem) is not { } duty)
        {
            return problem;
        }

        if (form.Seen != rota.Revision)
        {
            return SomebodyElse;
        }

        if (duty.StartsAt < standing.StartsAt || duty.EndsAt > standing.EndsAt)
        {
            return "この当番の時間の中で書いてください。はみ出す時間は、別の当番として書いてください。";
        }

        DutyHolder? holder = form.IsNobody ? null : await HolderOfAsync(db, duty, now, cancellationToken);
        if (holder is { ClosedAt: not null })
        {
            return Closed;
        }

        // What two holders agreed on is written over in its own layer: below it, nobody would see it.
        DutyLayer layer = standing.Layer > DutyLayer.Override ? standing.Layer : DutyLayer.Override;
        db.DutyShifts.Add(ShiftOf(duty, rota.Seats.First(seat => seat.Id == standing.SeatId), holder, layer, staff, now));
        return await RotaKeeping.KeepAsync(db, rota, form.IsNobody ? "rota.nobody" : "rota.override", staff, now, cancellationToken);
    }

    /// <summary>Takes back what was written by hand; what lies below holds again.</summary>
    /// <param name="standing">Tracked; of a layer over the plan.</param>
    public static async Task<string> TakeBackAsync(ZaitakuDb db, DutyRota rota, DutyShift standing, int seen, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(standing);
        if (seen != rota.Revision)
        {
            return SomebodyElse;
        }

        if (standing is { Layer: DutyLayer.Plan } or { KnownUntil: not null })
        {
            return "これは表の当番です。変えるときは、ほかの人か「担当なし」を書いてください。";
        }

        standing.Withdraw(now);
        return await RotaKeeping.KeepAsync(db, rota, "rota.take_back", staff, now, cancellationToken);
    }

    private static async Task<DutyHolder> HolderOfAsync(ZaitakuDb db, DraftShift duty, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string key = duty.HolderKey;
        return await db.DutyHolders.SingleOrDefaultAsync(one => one.NameKey == key, cancellationToken) ?? new DutyHolder { Name = duty.Holder, NameKey = key, CreatedAt = now };
    }

    private static DutyShift ShiftOf(DraftShift duty, DutySeat seat, DutyHolder? holder, DutyLayer layer, Guid staff, DateTimeOffset now) => new()
    {
        Seat = seat, Holder = holder, StartsAt = duty.StartsAt, EndsAt = duty.EndsAt, Layer = layer, Phone = duty.Phone, Note = duty.Note, KnownFrom = now, StaffId = staff,
    };
}
