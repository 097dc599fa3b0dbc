using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Zaitaku.Storage;

/// <summary>Does one thing and saves it, from outside a chat turn: load, apply, save, and again from the beginning when somebody else was faster.</summary>
public sealed class SaveTries(IServiceScopeFactory scopes, GroupCommit commits)
{
    /// <summary>Each try reads anew; whoever loses so often is told so.</summary>
    public const int TriesMax = 5;

    /// <param name="act">Runs once a try, on services of its own.</param>
    /// <param name="isToSave">What it answers is to be saved; else it is the answer at once.</param>
    /// <param name="overtaken">The answer where others were faster each time.</param>
    /// <param name="also">SQL that belongs to the same transaction, run before the changes are saved.</param>
    /// <exception cref="DbUpdateException">Not kept, and not because of others: a full disk, a database another program holds.</exception>
    public async Task<TAnswer> RunAsync<TAnswer>(Func<IServiceProvider, ZaitakuDb, Task<TAnswer>> act, Func<TAnswer, bool> isToSave, TAnswer overtaken, CancellationToken cancellationToken, Action<DbConnection>? also = null)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(isToSave);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            TAnswer answer = await act(scope.ServiceProvider, db);
            if (!isToSave(answer))
            {
                return answer;
            }

            try
            {
                await commits.SaveAsync(db, cancellationToken, also);
                return answer;
            }
            catch (DbUpdateException problem) when (IsOvertaken(problem))
            {
                // Somebody was faster: look again, and perhaps say who.
            }
        }

        return overtaken;
    }

    /// <summary>Told by a row's revision, or by a key that somebody else has taken.</summary>
    public static bool IsOvertaken(DbUpdateException problem) => problem is DbUpdateConcurrencyException || Sqlite.IsTaken(problem);
}
