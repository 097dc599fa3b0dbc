using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Sorts out the tries that were under way when the program died: what has a key is repeated, of the rest nobody knows, and pages and emergencies are said again.</summary>
public sealed class OutboxRecovery(IDbContextFactory<ZaitakuDb> databases, OutboxPlanning planning, OutboxSending sending, TimeProvider clock, ILogger<OutboxRecovery> logger)
{
    /// <summary>Sorted out at once, as often as there are more.</summary>
    private const int MessagesMax = 20_000;

    /// <returns>How many tries were sorted out.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int all = 0;
        for (int some = -1; some is not 0; all += some)
        {
            some = await RunOnceAsync(cancellationToken);
        }

        return all;
    }

    private async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<OutboxMessage> torn;
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            torn = await db.Outbox.AsNoTracking().Where(message => message.State == OutboxState.Sending).OrderBy(message => message.CreatedAt).Take(MessagesMax).ToListAsync(cancellationToken);
        }

        foreach (OutboxMessage message in torn)
        {
            message.Apply(OutboxRules.AfterCrash(message, planning.SenderOf(message.Channel)?.Limits.HasRetryKey == true, now), now);
        }

        if (torn.Count > 0)
        {
            logger.TriesSortedOut(torn.Count);
            await sending.KeepAsync(torn, OutboxState.Sending, recipientGone: false, DueMessages.Nobody, now, together: null, cancellationToken);
        }

        return torn.Count;
    }
}
