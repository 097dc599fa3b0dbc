using Microsoft.EntityFrameworkCore;

namespace Zaitaku.Storage.Members;

/// <summary>Who at the hub is told when something wants a person: its coordinators and administrators.</summary>
public static class Coordinators
{
    /// <summary>A hub has a handful.</summary>
    private const int CountMax = 200;

    /// <returns>Their ids, whoever came first first.</returns>
    public static Task<List<Guid>> IdsAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Members.Where(member => member.Role == Role.Coordinator || member.Role == Role.Admin)
            .OrderBy(member => member.CreatedAt).Select(member => member.Id).Take(CountMax).ToListAsync(cancellationToken);
    }
}
