using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>What anybody may see of the rotas, as of an instant.</summary>
/// <param name="ReadAt">When the database said so.</param>
public sealed record PublicBoard(IReadOnlyList<RotaView> Rotas, HolidayCalendar Holidays, DateTimeOffset ReadAt);

/// <summary>The rotas a hub publishes, for the public page and the wall screen. While the database is away they go on from what they last knew, which reaches five weeks ahead, and say as of when.</summary>
public sealed class PublicDuties(IDbContextFactory<ZaitakuDb> databases, TimeProvider clock, ILogger<PublicDuties> logger) : IDisposable
{
    /// <summary>However many people look, the database is asked no oftener; a change is seen within it.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>A page waits no longer for a database that does not answer.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private PublicBoard? _last;

    /// <returns>Null when nothing was ever read.</returns>
    public async Task<(PublicBoard? Board, bool IsOld)> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } fresh && clock.GetUtcNow() - fresh.ReadAt is { } age && age >= TimeSpan.Zero && age < FreshFor)
            {
                return (fresh, false);
            }

            using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waiting.CancelAfter(WaitMax);
            return (_last = await FromDatabaseAsync(waiting.Token).WaitAsync(WaitMax, cancellationToken), false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested
            && (problem is DbException or TimeoutException or OperationCanceledException or InvalidOperationException || problem.InnerException is DbException))
        {
            logger.DutiesCannotBeRead(new WordlessException(problem));
            return (_last, true);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<PublicBoard> FromDatabaseAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, now - RotaRules.ShiftLengthMax, now + RotaRules.NextWithin, cancellationToken, onlyPublic: true);
        HolidayCalendar holidays = new(await db.HolidayCorrections.AsNoTracking().ToListAsync(cancellationToken));
        return new PublicBoard(views, holidays, now);
    }
}
