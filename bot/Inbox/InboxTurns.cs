using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Tries one event until it is handled or parked: the ones behind it wait for their order, never for ever.</summary>
public sealed class InboxTurns(
    IDbContextFactory<ZaitakuDb> databases, GroupCommit commits, IServiceScopeFactory scopes, IOptions<InboxOptions> options, TimeProvider clock, ILogger<InboxTurns> logger)
{
    /// <summary>Saves that met another's change. Each try reads anew, so one that meets twenty has met a storm and counts as failed.</summary>
    private const int ClashesMax = 20;

    /// <returns>True when the event is handled or parked; false when the database is held by another program and it must be tried later.</returns>
    public async Task<bool> RunAsync(long id)
    {
        int clashes = 0;
        for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
        {
            using CancellationTokenSource limit = new(options.Value.TurnMax, clock);
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TurnRunner>().RunAsync(id, limit.Token);
                return true;
            }
            catch (Exception problem) when (Sqlite.IsBusy(problem))
            {
                logger.TurnWaits(id); // Weather, not a failure: a later look tries again.
                return false;
            }
            catch (DbUpdateException problem) when ((problem is DbUpdateConcurrencyException || Sqlite.IsTaken(problem)) && clashes++ < ClashesMax)
            {
                tries--; // Somebody else changed the same thing meanwhile: read anew, and perhaps say who. No failure of this event.
            }
            catch (Exception problem)
            {
                if (await CountFailureAsync(id, problem))
                {
                    return true;
                }
            }
        }

        return true;
    }

    /// <returns>True when the event is parked.</returns>
    private async Task<bool> CountFailureAsync(long id, Exception problem)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(CancellationToken.None);
        InboxMessage message = await db.Inbox.SingleAsync(message => message.Id == id);
        if (message.State != InboxState.Waiting)
        {
            return true; // It was handled all the same: what failed came after its save.
        }

        message.MarkFailed($"{problem.GetType().Name} in {problem.TargetSite?.DeclaringType?.Name}");
        await commits.SaveAsync(db, CancellationToken.None);
        logger.TurnFailed(id, message.Attempts, message.LastProblem, new WordlessException(problem));
        if (message.State == InboxState.Parked)
        {
            logger.TurnParked(id);
        }

        return message.State == InboxState.Parked;
    }
}
