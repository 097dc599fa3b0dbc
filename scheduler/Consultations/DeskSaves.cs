using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>One save for each consultation of a pass: a coordinator who changes one at this moment does not stop word of the others.</summary>
internal static class DeskSaves
{
    /// <returns>False when somebody was faster: nothing of it is kept, and the next pass looks again.</returns>
    public static async Task<bool> TrySaveAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            foreach (EntityEntry entry in db.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged).ToList())
            {
                entry.State = EntityState.Detached;
            }

            return false;
        }
    }
}
