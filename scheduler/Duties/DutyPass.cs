using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Looks after the duties: follows what changed in the rotas, plans what is due to be said, takes the steps that are due. Safe to run late, twice, and after a crash between any two saves.</summary>
public sealed class DutyPass(IDbContextFactory<ZaitakuDb> databases, DutyFollowing following, DutyReminding reminding, DutySteps steps, TimeProvider clock, ILogger<DutyPass> logger)
{
    /// <summary>Rows looked after in one pass, of each kind; the rest is of the next, seconds later.</summary>
    internal const int BatchMax = 500;

    /// <summary>The day all rotas were looked at, changed or not.</summary>
    private DateOnly _lookedOn;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isFirstOfDay = _lookedOn != OfficeTime.DayOf(now);
        foreach (int rota in isFirstOfDay ? await following.RunningAsync(cancellationToken) : [])
        {
            await EachAsync(db => following.FollowAsync(db, rota, now, cancellationToken), rota, cancellationToken);
        }

        if (isFirstOfDay)
        {
            await EachAsync(db => DutyConfirming.CloseLateCallsAsync(db, now, cancellationToken), rota: 0, cancellationToken);
            _lookedOn = OfficeTime.DayOf(now);
        }

        foreach (int rota in await following.ChangedAsync(cancellationToken))
        {
            await EachAsync(db => following.FollowAsync(db, rota, now, cancellationToken), rota, cancellationToken);
        }

        foreach (int rota in await reminding.DueAsync(now, cancellationToken))
        {
            await EachAsync(db => reminding.PlanAsync(db, rota, now, cancellationToken), rota, cancellationToken);
        }

        foreach ((long duty, int rota) in await steps.DueAsync(now, cancellationToken))
        {
            await EachAsync(db => steps.TakeAsync(db, duty, now, cancellationToken), rota, cancellationToken);
        }
    }

    /// <summary>One save each. Who lost to another save of the same rows is looked at again in the next pass.</summary>
    private async Task EachAsync(Func<ZaitakuDb, Task> act, int rota, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await act(db);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            logger.DutyLost(rota, problem.GetType().Name); // By another process, or a person who changed the same rows.
        }
    }
}
