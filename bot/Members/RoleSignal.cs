using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Members;

/// <summary>Wakes what follows a person's role: the menu on their phone.</summary>
public sealed class RoleSignal : WakeSignal
{
    /// <summary>Wakes once the turn's one save is on disk; before it there is nothing new to see.</summary>
    public void WakeAfterSave(ZaitakuDb db) => db.WhenKept(Wake);
}
