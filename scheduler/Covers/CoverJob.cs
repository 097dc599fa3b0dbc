using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;

namespace Zaitaku.Scheduler.Covers;

/// <summary>Asks again as the duty nears, tells the coordinators, and ends what nobody took or what is no longer the asker's. Safe to run late or twice: the row remembers its step.</summary>
[DisallowConcurrentExecution]
public sealed class CoverJob(ZaitakuDb db, ICoverNotices notices, TimeProvider clock, ILogger<CoverJob> logger) : IJob
{
    /// <summary>Requests looked at in one pass, the nearest first; a hub has some ten.</summary>
    private const int BatchMax = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<CoverRequest> open = await db.CoverRequests.Include(request => request.Asks).Where(request => request.State == CoverState.Open || request.State == CoverState.Taken)
            .OrderBy(request => request.StartsAt).Take(BatchMax).ToListAsync(cancellationToken);
        foreach (CoverRequest request in open)
        {
            if (now >= CoverRules.LapsesAt(request))
            {
                await LapseAsync(request, isTooLate: true, now, cancellationToken);
            }
            else if (!await CoverReads.HoldsAsync(db, request.HolderId, CoverRules.RestOf(CoverSpan.Of(request), now), cancellationToken))
            {
                await LapseAsync(request, isTooLate: false, now, cancellationToken);
            }
            else if (request.NextChaseAt <= now)
            {
                await ChaseAsync(request, now, cancellationToken);
            }
        }
    }

    private async Task ChaseAsync(CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        request.ChaseStep++;
        request.NextChaseAt = CoverRules.NextChaseAt(request, now);
        request.Revision++;
        await notices.ChaseAsync(db, request, now, cancellationToken);
        if (await DeskSaves.TrySaveAsync(db, cancellationToken))
        {
            logger.CoverChased(request.Id, request.ChaseStep);
        }
    }

    private async Task LapseAsync(CoverRequest request, bool isTooLate, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool wasTaken = request.State == CoverState.Taken;
        (request.State, request.EndedAt, request.NextChaseAt) = (CoverState.Lapsed, now, null);
        request.Revision++;
        await notices.LapsedAsync(db, request, isTooLate, wasTaken, now, cancellationToken);
        if (await DeskSaves.TrySaveAsync(db, cancellationToken))
        {
            logger.CoverLapsed(request.Id, isTooLate);
        }
    }
}
