using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Storage.Members;

/// <summary>Who at the hub is told when something wants a person: its coordinators and administrators.</summary>
public static class Coordinators
{
    /// <summary>A hub has a handful.</summary>
    private const int CountMax = 200;

    /// <returns>Ids of those by their role in chat, whoever came first first, and of whoever works in the console and is linked to a chat.</returns>
    public static async Task<IReadOnlyList<Guid>> ToldAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<Guid> byRole = await db.Members.Where(member => member.Role == Role.Coordinator || member.Role == Role.Admin)
            .OrderBy(member => member.CreatedAt).Select(member => member.Id).Take(CountMax).ToListAsync(cancellationToken);
        return [.. byRole.Concat(await DeskStaff.MembersAsync(db, cancellationToken)).Distinct()];
    }

    /// <summary>True where at least one of them can be reached by a chat; else who needs the hub must call.</summary>
    public static async Task<bool> AreInChatAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> told = await ToldAsync(db, cancellationToken);
        return await db.ChannelLinks.AnyAsync(link => told.Contains(link.MemberId) && link.BlockedAt == null, cancellationToken);
    }
}
