using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Members;

/// <summary>Wakes what follows a person's role: the menu on their phone.</summary>
public sealed class RoleSignal : WakeSignal
{
    /// <summary>Wakes once the turn's one save is on disk; before it there is nothing new to see.</summary>
    public void WakeAfterSave(DbContext db) => db.SavedChanges += (_, _) => Wake();
}
