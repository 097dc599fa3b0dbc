using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;

namespace Zaitaku.Bot.Covers;

/// <summary>Does one thing with a cover request from the console and saves it: load, apply, save, and again from the beginning when somebody else was faster.</summary>
public sealed class CoverActions(IServiceScopeFactory scopes, GroupCommit commits, OutboxSignal outbox, TimeProvider clock)
{
    /// <summary>Each try reads anew; whoever loses five times is told so.</summary>
    private const int TriesMax = 5;

    /// <param name="act">Runs once a try, on a context of its own.</param>
    /// <returns>Null when there is no such request, or others were faster each time.</returns>
    public Task<CoverOutcome?> RunAsync(Guid id, Func<ZaitakuDb, CoverBook, CoverRequest, DateTimeOffset, Task<CoverOutcome>> act, CancellationToken cancellationToken) =>
        TryAsync(async (db, book, now) => await book.FindAsync(id, cancellationToken) is { } request ? await act(db, book, request, now) : null, cancellationToken);

    /// <summary>The same, where there is no request yet.</summary>
    public async Task<CoverOutcome?> TryAsync(Func<ZaitakuDb, CoverBook, DateTimeOffset, Task<CoverOutcome?>> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(act);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            CoverOutcome? outcome = await act(db, scope.ServiceProvider.GetRequiredService<CoverBook>(), clock.GetUtcNow());
            if (outcome is not CoverOutcome.Done)
            {
                return outcome;
            }

            try
            {
                await commits.SaveAsync(db, cancellationToken);
                outbox.Wake();
                return outcome;
            }
            catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || Sqlite.IsTaken(problem))
            {
                // Somebody was faster: look again, and perhaps say who.
            }
        }

        return null;
    }
}
