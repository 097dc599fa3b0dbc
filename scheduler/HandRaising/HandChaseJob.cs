using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.HandRaising;

/// <summary>Asks doctors again who said nothing, closer as the deadline nears, and tells coordinators that no hand is up. Safe to run late or twice: the case remembers its step.</summary>
[DisallowConcurrentExecution]
public sealed class HandChaseJob(ZaitakuDb db, HandNotices notices, TimeProvider clock, ILogger<HandChaseJob> logger) : IJob
{
    /// <summary>Cases in one pass; a hub has a handful open.</summary>
    private const int BatchMax = 200;

    /// <summary>From this chaser on coordinators hear that no hand is up.</summary>
    private const int HubHearsFromStep = 2;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<int> due = await db.HandCases.Where(one => one.NextChaseAt != null && one.NextChaseAt <= now).OrderBy(one => one.NextChaseAt).Select(one => one.Id).Take(BatchMax).ToListAsync(cancellationToken);
        foreach (int id in due)
        {
            if (await HandReads.OneAsync(db, id, cancellationToken) is { } one)
            {
                await StepAsync(one, now, cancellationToken);
                if (await DeskSaves.TrySaveAsync(db, cancellationToken))
                {
                    logger.HandChased(one.Id, one.ChaseStep);
                }
            }
        }
    }

    private async Task StepAsync(HandCase one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset from = one.ChaseFrom ?? one.CreatedAt;
        while (one.ChaseStep < HandRules.ChasesMax && HandRules.NextChase(from, one.Deadline, one.ChaseStep + 1) <= now)
        {
            one.ChaseStep++; // A machine that was off does at once what is due last, and no more.
        }

        if (one.State == HandCaseState.Open && one.ChaseStep < HandRules.ChasesMax)
        {
            await ChaseAsync(one, now, cancellationToken);
        }
        else if (one.State == HandCaseState.Open)
        {
            one.Steps.Add(new HandStep { At = now, Kind = HandStepKind.DeadlineOver, Count = one.Asks.Count(ask => ask.IsUp) });
            await HandNotices.TellHubAsync(db, one, HandNews.DeadlineOver, now, cancellationToken);
        }

        one.ChaseStep++;
        one.NextChaseAt = one.State == HandCaseState.Open ? HandRules.NextChase(from, one.Deadline, one.ChaseStep) : null;
        one.Revision++;
    }

    private async Task ChaseAsync(HandCase one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        HandAsk[] silent = [.. HandRules.ToChase(one)];
        IReadOnlyDictionary<int, DutyHolder> holders = await HandReads.HoldersAsync(db, silent.Select(ask => ask.HolderId), cancellationToken);
        foreach (HandAsk ask in silent)
        {
            ask.Chased++;
            notices.Add(db, one, ask, holders.GetValueOrDefault(ask.HolderId), HandCardKind.Chase, now);
        }

        if (silent.Length > 0)
        {
            one.Steps.Add(new HandStep { At = now, Kind = HandStepKind.Chased, Count = silent.Length });
        }

        if (one.ChaseStep + 1 >= HubHearsFromStep && !HandRules.Waiting(one).Any())
        {
            await HandNotices.TellHubAsync(db, one, HandNews.NoHandYet, now, cancellationToken);
        }
    }
}
