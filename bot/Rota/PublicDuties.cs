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
public sealed class PublicDuties(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, TimeProvider clock, ILogger<PublicDuties> logger)
{
    /// <summary>However many people look, the database is asked no oftener; a change is seen within it.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>A page waits no longer for a database that does not answer.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    private readonly Lock _door = new();
    private Task<PublicBoard>? _reading;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;
    private PublicBoard? _last;

    /// <returns>Null when nothing was ever read.</returns>
    public async Task<(PublicBoard? Board, bool IsOld)> ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Task<PublicBoard> reading;
        lock (_door)
        {
            if (_last is { } fresh && IsWithin(now - fresh.ReadAt))
            {
                return (fresh, false);
            }

            if (IsWithin(now - _failedAt) && _last is not null)
            {
                return (_last, true); // It was away just now: nobody waits for it again so soon.
            }

            // One at a time, on a thread of its own: SQLite waits for a lock without giving the thread back.
            reading = _reading is { IsCompleted: false } running ? running : _reading = Task.Run(() => FromDatabaseAsync(CancellationToken.None), CancellationToken.None);
        }

        try
        {
            PublicBoard board = await reading.WaitAsync(WaitMax, cancellationToken);
            lock (_door)
            {
                _last = board;
            }

            return (board, false);
        }
        catch (Exception problem) when (problem is DbException or TimeoutException or InvalidOperationException || problem.InnerException is DbException)
        {
            logger.DutiesCannotBeRead(new WordlessException(problem));
            lock (_door)
            {
                _failedAt = now;
                return (_last, true);
            }
        }
    }

    private static bool IsWithin(TimeSpan age) => age >= TimeSpan.Zero && age < FreshFor;

    private async Task<PublicBoard> FromDatabaseAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, now - RotaRules.ShiftLengthMax, now + RotaRules.NextWithin, cancellationToken, onlyPublic: true);
        return new PublicBoard(views, directory.Current().Holidays, now);
    }
}
