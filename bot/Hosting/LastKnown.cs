using System.Data.Common;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Hosting;

/// <summary>Something read from the database, and when.</summary>
public interface IReadAt
{
    /// <summary>When the database said so.</summary>
    DateTimeOffset ReadAt { get; }
}

/// <summary>What public pages show of the database. However many people look, it is asked once in a while; while it is away they go on from what they last knew, and say as of when.</summary>
/// <param name="read">Asks the database; one at a time.</param>
/// <param name="failed">Told when it could not be asked.</param>
public sealed class LastKnown<T>(Func<Task<T>> read, TimeProvider clock, Action<WordlessException> failed)
    where T : class, IReadAt
{
    /// <summary>The database is asked no oftener; a change is seen within it.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>A page waits no longer for a database that does not answer.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    private readonly Lock _door = new();
    private Task<T>? _reading;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;
    private T? _last;

    /// <returns>Null when nothing was ever read.</returns>
    public async Task<(T? Known, bool IsOld)> ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Task<T> reading;
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
            reading = _reading is { IsCompleted: false } running ? running : _reading = Task.Run(read, CancellationToken.None);
        }

        try
        {
            T known = await reading.WaitAsync(WaitMax, cancellationToken);
            lock (_door)
            {
                _last = known;
            }

            return (known, false);
        }
        catch (Exception problem) when (problem is DbException or TimeoutException or InvalidOperationException || problem.InnerException is DbException)
        {
            failed(new WordlessException(problem));
            lock (_door)
            {
                _failedAt = now;
                return (_last, true);
            }
        }
    }

    private static bool IsWithin(TimeSpan age) => age >= TimeSpan.Zero && age < FreshFor;
}
