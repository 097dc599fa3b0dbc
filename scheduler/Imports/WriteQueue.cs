using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Somebody else changed the directory while a file was read: what was calculated no longer holds. The file is read again.</summary>
internal sealed class DirectoryChangedException() : Exception("Another program changed the directory while the file was read.");

/// <summary>
/// Keeps what a file would write until all of it is calculated, and only then takes SQLite's one write lock: a server beside it goes on
/// keeping messages. All or nothing, since everything is written in one transaction that begins by looking whether the directory is
/// still the one that was read.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    /// <summary>Statements kept, about 200 bytes and their texts each; the largest file of the country has 480,000. Beyond this the lock is taken early.</summary>
    private const int WaitingMax = 800_000;

    private readonly List<(SqliteCommand Command, object?[] Values)> _waiting = [];
    private readonly SqliteConnection _connection;
    private readonly (long Run, long Place, long Record) _mark;
    private long _lockedAt;

    /// <param name="lockFirst">Take the lock before the directory is looked at: then nothing can change it, and everybody else waits for the whole file.</param>
    public WriteQueue(SqliteConnection connection, bool lockFirst)
    {
        _connection = connection;
        if (lockFirst)
        {
            Begin();
        }

        _mark = DirectoryState.ReadMark(connection);
    }

    /// <summary>The transaction the connection's commands belong to; null as long as the lock is not held.</summary>
    public SqliteTransaction? Transaction { get; private set; }

    /// <summary>How long others had to wait; set by <see cref="Commit"/>.</summary>
    public TimeSpan LockHeld { get; private set; }

    /// <summary>Writes now if the lock is held, else later, in this order.</summary>
    public void Add(SqliteCommand command, params object?[] values)
    {
        if (Transaction is not null)
        {
            Run(command, values);
            return;
        }

        _waiting.Add((command, values));
        if (_waiting.Count >= WaitingMax)
        {
            Open();
        }
    }

    /// <summary>Takes the lock and writes what waits. From here on writes are made at once.</summary>
    public void Open()
    {
        if (Transaction is not null)
        {
            return;
        }

        Begin();
        if (DirectoryState.ReadMark(_connection) != _mark)
        {
            throw new DirectoryChangedException();
        }

        foreach ((SqliteCommand command, object?[] values) in _waiting)
        {
            Run(command, values);
        }

        _waiting.Clear();
    }

    /// <exception cref="OperationCanceledException">Asked to stop while it waited for the lock or wrote: nothing is kept.</exception>
    public void Commit(CancellationToken cancellationToken)
    {
        Open();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Transaction!.Commit();
        }
        catch (SqliteException)
        {
            Sqlite.PrepareRollback(_connection);
            throw;
        }

        LockHeld = Stopwatch.GetElapsedTime(_lockedAt);
    }

    public void Dispose() => Transaction?.Dispose();

    private void Begin()
    {
        Transaction = _connection.BeginTransaction(); // IMMEDIATE: no other import can come between looking and writing.
        _lockedAt = Stopwatch.GetTimestamp();
    }

    private void Run(SqliteCommand command, object?[] values)
    {
        for (int at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        command.Transaction = Transaction;
        command.ExecuteNonQuery();
    }
}
