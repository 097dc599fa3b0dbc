using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Whoever shows the queue and hears that it changed.</summary>
public interface IDeskWatch
{
    /// <summary>Told once the context's save is on disk.</summary>
    void ChangedAfterSave(ZaitakuDb db);
}
