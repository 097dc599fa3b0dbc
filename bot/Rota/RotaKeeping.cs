using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Saves what coordinators say of a rota's planning: the change, the rota's revision and the trail at once.</summary>
internal static class RotaKeeping
{
    /// <summary>A rota in which something may be written.</summary>
    /// <returns>Null for none, and for one that is closed.</returns>
    public static Task<DutyRota?> FindAsync(ZaitakuDb db, int id, CancellationToken cancellationToken) =>
        db.DutyRotas.Include(rota => rota.Seats).SingleOrDefaultAsync(rota => rota.Id == id && rota.ClosedAt == null, cancellationToken);

    /// <returns>Why not, in words; empty when it is saved.</returns>
    public static async Task<string> KeepAsync(ZaitakuDb db, DutyRota rota, string action, Guid staff, DateTimeOffset now, CancellationToken cancellationToken, string detail = "")
    {
        rota.Revision++;
        db.AuditTrail.Add(AuditEntry.By(staff, action, $"rota:{rota.Id}", now, detail));
        return await SaveAsync(db, cancellationToken);
    }

    /// <inheritdoc cref="KeepAsync"/>
    public static async Task<string> SaveAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return "";
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            return DutyWriting.SomebodyElse; // Also where a colleague brought in the same holder, member or pair at this moment.
        }
    }
}
