using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Zaitaku.Storage;

/// <summary>
/// The one writer of the busy paths: what many callers want kept shares a transaction, and so one flush to disk. A unit's task ends when it is on disk.
/// A unit that fails takes back its own changes and no other's. Other programs and slow writers (imports, commands) go on using connections of their own.
/// </summary>
public sealed class GroupCommit(IOptions<StorageOptions> storage) : IAsyncDisposable
{
    /// <summary>Units of one transaction. At 50 µs a unit, about 25 ms of work.</summary>
    private const int UnitsMax = 512;

    /// <summary>Units that may wait. A caller beyond it waits for room.</summary>
    private const int QueueMax = 20_000;

    /// <summary>How long another program's write is waited for. LINE gives its answer 2 seconds in all; a caller that can wait longer tries again.
    /// The provider waits 150 ms and asks a second time where the first answer came within its second, so this is 1.05 s in all.</summary>
    private static readonly TimeSpan BusyWaitMax = TimeSpan.FromMilliseconds(450);

    private readonly Channel<Unit> _queue = Channel.CreateBounded<Unit>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly Lock _starting = new();
    private Task? _writing;
    private SqliteConnection? _connection;

    /// <summary>Runs SQL inside the next shared transaction.</summary>
    /// <param name="work">Runs on the writer's thread, at most once; it must not wait for anything.</param>
    /// <exception cref="SqliteException">Not kept. <see cref="Sqlite.IsBusy"/> tells a database held by another program from a broken one.</exception>
    public Task RunAsync(Action<DbConnection> work, CancellationToken cancellationToken) => AddAsync(new Unit(work, cancellationToken), cancellationToken);

    /// <summary>Saves the changes of a context inside the next shared transaction. Nothing else may use the context until the task ends.</summary>
    /// <param name="also">SQL that belongs to the same unit, run before the changes are saved.</param>
    /// <exception cref="DbUpdateException">Not kept; the changes are still pending in the context.</exception>
    public async Task SaveAsync(ZaitakuDb db, CancellationToken cancellationToken, Action<DbConnection>? also = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!db.ChangeTracker.HasChanges() && also is null)
        {
            return;
        }

        if (db.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A context with a transaction of its own cannot share one.");
        }

        await db.Database.CloseConnectionAsync();
        await AddAsync(new Unit(connection =>
        {
            also?.Invoke(connection);
            Save(db, connection);
        }, cancellationToken), cancellationToken);
        db.ChangeTracker.AcceptAllChanges();
        db.TellKept();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await (_writing ?? Task.CompletedTask);
        _connection?.Dispose();
    }

    private void Save(ZaitakuDb db, DbConnection connection)
    {
        DbConnection own = db.Database.GetDbConnection();
        db.Database.SetDbConnection(connection);
        try
        {
            using IDbContextTransaction? shared = db.Database.UseTransaction(_transaction);
            db.SaveChanges(acceptAllChangesOnSuccess: false);
        }
        finally
        {
            db.Database.UseTransaction(null);
            db.Database.SetDbConnection(own);
        }
    }

    private SqliteTransaction? _transaction;

    private async Task AddAsync(Unit unit, CancellationToken cancellationToken)
    {
        Start();
        await _queue.Writer.WriteAsync(unit, cancellationToken);
        await unit.Kept.Task;
    }

    private void Start()
    {
        if (_writing is null)
        {
            lock (_starting)
            {
                _writing ??= Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    private void Write()
    {
        List<Unit> units = new(UnitsMax);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (units.Count < UnitsMax && _queue.Reader.TryRead(out Unit? unit))
            {
                units.Add(unit);
            }

            WriteTogether(units);
            units.Clear();
        }
    }

    private void WriteTogether(List<Unit> units)
    {
        List<Unit> done = new(units.Count);
        try
        {
            _connection ??= Open();
            SqliteTransaction transaction = _transaction = _connection.BeginTransaction();
            foreach (Unit unit in units)
            {
                if (unit.IsCancelled)
                {
                    unit.Kept.TrySetCanceled();
                }
                else if (TryRun(unit, transaction))
                {
                    done.Add(unit);
                }
            }

            transaction.Commit();
            transaction.Dispose();
        }
#pragma warning disable CA1031 // Whatever stops the commit, each caller hears it and the writer goes on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            FailAll(units, problem);
            return;
        }
        finally
        {
            _transaction = null;
        }

        foreach (Unit unit in done)
        {
            unit.Kept.TrySetResult();
        }
    }

    /// <summary>A unit's own mistake is its own: what it did is undone and the others go on. A broken database is everybody's.</summary>
    private bool TryRun(Unit unit, SqliteTransaction transaction)
    {
        const string Name = "unit";
        transaction.Save(Name);
        try
        {
            unit.Work(_connection!);
            transaction.Release(Name);
            return true;
        }
        catch (Exception problem) when (!IsEverybodys(problem))
        {
            transaction.Rollback(Name);
            unit.Kept.TrySetException(problem);
            return false;
        }
    }

    /// <summary>What nobody in this transaction can get past: busy, full disk, broken file, no rights. Source: sqlite.org, "Result and Error Codes".</summary>
    private static bool IsEverybodys(Exception problem) =>
        problem is SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 } || (problem.InnerException is { } inner && IsEverybodys(inner));

    /// <summary>Those who queued behind hear it too: each would wait as long for the same lock, and a platform would hang up.</summary>
    private void FailAll(List<Unit> units, Exception problem)
    {
        if (_connection is { } broken)
        {
            _connection = null;
            Sqlite.Abandon(broken); // First: who hears of it may try again at once.
        }

        for (int behind = 0; behind < QueueMax && _queue.Reader.TryRead(out Unit? unit); behind++)
        {
            units.Add(unit); // Before anybody is told: who tries again has a try of its own.
        }

        foreach (Unit unit in units)
        {
            unit.Kept.TrySetException(problem);
        }
    }

    private KeepingConnection Open() => Sqlite.OpenKeeping(storage.Value, BusyWaitMax);

    private sealed record Unit(Action<DbConnection> Work, CancellationToken Token)
    {
        /// <summary>Continuations run elsewhere: the writer's thread only writes.</summary>
        public TaskCompletionSource Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsCancelled => Token.IsCancellationRequested;
    }
}
