using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Does one thing with one request and saves it, from outside a chat turn: load, apply, save, and again from the beginning when somebody else was faster.</summary>
public sealed class SubstituteActions(IServiceScopeFactory scopes, GroupCommit commits, TimeProvider clock)
{
    private const int TriesMax = 5;

    /// <param name="act">Runs once a try, on a context of its own; says why not, or nothing.</param>
    /// <returns>Null for an id nobody has; else why not, in words, empty when it is done.</returns>
    public async Task<string?> RunAsync(Guid id, Func<SubstituteDesk, SubstituteRequest, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(act);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            if (await SubstituteReads.OneAsync(db, id, cancellationToken) is not { } one)
            {
                return null;
            }

            string problem = await act(scope.ServiceProvider.GetRequiredService<SubstituteDesk>(), one, clock.GetUtcNow());
            if (problem.Length > 0)
            {
                return problem;
            }

            try
            {
                await commits.SaveAsync(db, cancellationToken);
                return "";
            }
            catch (DbUpdateException problemOfSave) when (!Sqlite.IsBusy(problemOfSave))
            {
                // Somebody was faster: look again.
            }
        }

        return HandActions.SomebodyElse;
    }
}
