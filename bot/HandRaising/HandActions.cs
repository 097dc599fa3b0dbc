using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Does one thing with one case and saves it, from outside a chat turn: load, apply, save, and again from the beginning when somebody else was faster.</summary>
public sealed class HandActions(IServiceScopeFactory scopes, GroupCommit commits, TimeProvider clock)
{
    /// <summary>Each try reads anew; whoever loses so often is told so.</summary>
    private const int TriesMax = 5;

    public const string SomebodyElse = "ほかの人が同時に変えました。いまの内容を見て、もう一度お願いします。";

    /// <param name="act">Runs once a try, on a context of its own; says why not, or nothing.</param>
    /// <returns>Null for a number nobody has; else why not, in words, empty when it is done.</returns>
    public async Task<string?> RunAsync(int id, Func<HandDesk, HandCase, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(act);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            if (await HandReads.OneAsync(db, id, cancellationToken) is not { ErasedAt: null } one)
            {
                return null;
            }

            string problem = await act(scope.ServiceProvider.GetRequiredService<HandDesk>(), one, clock.GetUtcNow());
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
                // Somebody was faster, told by the revision or by the seat's own key: look again.
            }
        }

        return SomebodyElse;
    }
}
