using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;

namespace Zaitaku.Bot.Covers;

/// <summary>Does one thing with a cover request from the console and saves it.</summary>
public sealed class CoverActions(SaveTries tries, OutboxSignal outbox, TimeProvider clock)
{
    /// <param name="act">Runs once a try, on a context of its own.</param>
    /// <returns>Null when there is no such request, or others were faster each time.</returns>
    public Task<CoverOutcome?> RunAsync(Guid id, Func<ZaitakuDb, CoverBook, CoverRequest, DateTimeOffset, Task<CoverOutcome>> act, CancellationToken cancellationToken) =>
        TryAsync(async (db, book, now) => await book.FindAsync(id, cancellationToken) is { } request ? await act(db, book, request, now) : null, cancellationToken);

    /// <summary>The same, where there is no request yet.</summary>
    public async Task<CoverOutcome?> TryAsync(Func<ZaitakuDb, CoverBook, DateTimeOffset, Task<CoverOutcome?>> act, CancellationToken cancellationToken)
    {
        CoverOutcome? outcome = await tries.RunAsync((services, db) => act(db, services.GetRequiredService<CoverBook>(), clock.GetUtcNow()), one => one is CoverOutcome.Done, null, cancellationToken);
        if (outcome is CoverOutcome.Done)
        {
            outbox.Wake();
        }

        return outcome;
    }
}
