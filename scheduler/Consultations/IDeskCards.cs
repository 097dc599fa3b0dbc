using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>The card of a consultation in the coordinators' channel. Implemented above, where cards are drawn.</summary>
public interface IDeskCards
{
    /// <summary>Plans the card as it will be after the save.</summary>
    Task PlanAsync(ZaitakuDb db, Consultation one, DateTimeOffset now, CancellationToken cancellationToken);
}
