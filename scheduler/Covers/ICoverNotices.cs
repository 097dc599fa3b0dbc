using Zaitaku.Storage;
using Zaitaku.Storage.Covers;

namespace Zaitaku.Scheduler.Covers;

/// <summary>Says what the clock has to say of cover requests. Implemented above, where cards are drawn. Adds messages and nothing else; the caller saves.</summary>
public interface ICoverNotices
{
    /// <summary>Asks those once more who did not answer, and the coordinators where it is time; of one that was taken, whoever has to approve.</summary>
    Task ChaseAsync(ZaitakuDb db, CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>It ended without anybody.</summary>
    /// <param name="isTooLate">The time is up. False: the duty is no longer the asker's.</param>
    /// <param name="wasTaken">Somebody had taken it, and nobody approved.</param>
    Task LapsedAsync(ZaitakuDb db, CoverRequest request, bool isTooLate, bool wasTaken, DateTimeOffset now, CancellationToken cancellationToken);
}
