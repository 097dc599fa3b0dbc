using Zaitaku.Storage.Desk;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Hours and targets of the consultation desk as they are now. Implemented above, where the settings are read.</summary>
public interface IDeskPolicies
{
    DeskPolicy Current();
}
