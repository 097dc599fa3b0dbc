using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Rota;

/// <summary>Links holders of duties to people in chat. Saves nothing: the caller saves it with what caused it.</summary>
public static class HolderLinks
{
    /// <summary>Holders one person is: themselves, their clinic, the station they answer for.</summary>
    public const int OfMemberMax = 20;

    /// <summary>The holder is this person in chat from now on, or nobody. Codes made for the holder before are void, and whoever tells holders of their duties looks at their rotas again: what was told to the one before was not told to this one, nor confirmed by them.</summary>
    /// <param name="holder">Tracked. Two who link one at once: <see cref="DutyHolder.Revision"/> lets one save.</param>
    /// <param name="member">Null: known to no chat.</param>
    /// <returns>False when it is so already; nothing changes then.</returns>
    public static async Task<bool> SetAsync(ZaitakuDb db, DutyHolder holder, Guid? member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(holder);
        if (holder.MemberId == member)
        {
            return false;
        }

        holder.MemberId = member;
        holder.Revision++;
        foreach (HeldDuty duty in await db.HeldDuties.Where(duty => duty.HolderId == holder.Id && duty.EndsAt > now).ToListAsync(cancellationToken))
        {
            duty.ForgetWho();
        }

        await RevokeCodesAsync(db, holder.Id, now, cancellationToken);
        await LookAgainAsync(db, [holder.Id], now, cancellationToken);
        return true;
    }

    /// <summary>Codes for a holder that nobody used.</summary>
    public static async Task RevokeCodesAsync(ZaitakuDb db, int holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<InvitationCode> open = await db.InvitationCodes.Where(code => code.HolderId == holder && code.UsedAt == null && code.RevokedAt == null).ToListAsync(cancellationToken);
        foreach (InvitationCode code in open.Where(code => code.UsedAt is null)) // The one in use is used in memory already.
        {
            code.RevokedAt = now;
            code.Phone = code.Organisation = code.Profession = ""; // Of somebody who will not come by it.
        }
    }

    /// <summary>Every rota in which these have duties from now on is new to the part that tells holders.</summary>
    public static async Task LookAgainAsync(ZaitakuDb db, IReadOnlyCollection<int> holders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(holders);
        DateTimeOffset first = now - RotaRules.ShiftLengthMax;
        List<DutyRota> rotas = holders.Count == 0 ? [] : await db.DutyRotas
            .Where(rota => rota.ClosedAt == null && rota.Seats.Any(seat => db.DutyShifts.Any(shift => shift.SeatId == seat.Id && shift.HolderId != null && holders.Contains(shift.HolderId.Value) && shift.KnownUntil == null && shift.StartsAt >= first && shift.EndsAt > now)))
            .OrderBy(rota => rota.Id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
        foreach (DutyRota rota in rotas)
        {
            rota.Revision++;
        }
    }

    /// <summary>Holders a person is, in order of name.</summary>
    public static Task<List<DutyHolder>> OfMemberAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.DutyHolders.Where(holder => holder.MemberId == member).OrderBy(holder => holder.Name).Take(OfMemberMax).ToListAsync(cancellationToken);
    }

    /// <summary>Purposes of the rotas that run in which a holder has duties from now on.</summary>
    public static async Task<List<RotaPurpose>> PurposesAsync(ZaitakuDb db, int holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<DutyRota> rotas = await db.DutyRotas.AsNoTracking()
            .Where(rota => rota.ClosedAt == null && rota.Seats.Any(seat => db.DutyShifts.Any(shift => shift.SeatId == seat.Id && shift.HolderId == holder && shift.KnownUntil == null && shift.EndsAt > now)))
            .OrderBy(rota => rota.Id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
        return [.. rotas.Select(rota => rota.Purpose)];
    }
}
