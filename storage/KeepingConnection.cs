using System.Data;
using Microsoft.Data.Sqlite;

namespace Zaitaku.Storage;

/// <summary>
/// A connection that keeps the statements it has prepared: SQLite compiles a statement anew for each command of the provider, which was almost half of a turn's processor time.
/// For one user at a time. What is used least recently goes first.
/// </summary>
internal sealed class KeepingConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>A turn uses some ten texts, all kinds of turns together fewer than a hundred. One statement takes some 10 KB.</summary>
    private const int KeptMax = 100;

    /// <summary>Longer texts list values, and do not come again.</summary>
    private const int TextMax = 6_000;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _idle = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _byUse = [];

    /// <summary>A statement failed for a reason that is not its own: the connection is closed rather than used again.</summary>
    public bool IsDoubtful { get; private set; }

    public override SqliteCommand CreateCommand() => new KeptCommand(this);

    /// <summary>Prepared already where the text was used before and nobody else is reading from it.</summary>
    private SqliteCommand Take(string text)
    {
        if (_idle.Remove(text, out LinkedListNode<SqliteCommand>? node))
        {
            _byUse.Remove(node);
            return node.Value;
        }

        return new SqliteCommand(text, this);
    }

    private void GiveBack(SqliteCommand command)
    {
        if (command.CommandText.Length > TextMax || IsDoubtful || State != ConnectionState.Open || _idle.ContainsKey(command.CommandText))
        {
            command.Dispose();
            return;
        }

        command.Parameters.Clear();
        _idle.Add(command.CommandText, _byUse.AddFirst(command));
        if (_byUse.Count > KeptMax && _byUse.Last is { } oldest)
        {
            _byUse.Remove(oldest);
            _idle.Remove(oldest.Value.CommandText);
            oldest.Value.Dispose();
        }
    }

    /// <summary>Looks new to its user, and runs on a statement that is not.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        private readonly KeepingConnection _home;
        private SqliteCommand? _taken;

        public KeptCommand(KeepingConnection home)
        {
            Connection = _home = home;
            Transaction = home.Transaction;
        }

        /// <summary>The one way through which the provider runs anything.</summary>
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (_taken?.CommandText != CommandText)
            {
                GiveBack(); // The text was changed since.
                _taken = _home.Take(CommandText);
            }

            _taken.Transaction = Transaction;
            _taken.CommandTimeout = CommandTimeout;
            HandOver(_taken.Parameters);
            try
            {
                return _taken.ExecuteReader(behavior);
            }
            catch (SqliteException problem)
            {
                // Busy, locked and a broken rule are weather; anything else may be the connection's.
                _home.IsDoubtful |= problem.SqliteErrorCode is not (5 or 6 or 19);
                throw;
            }
        }

        /// <summary>One row after another with the same parameters needs no new list of them.</summary>
        private void HandOver(SqliteParameterCollection taken)
        {
            bool isHeld = taken.Count == Parameters.Count;
            for (int index = 0; isHeld && index < taken.Count; index++)
            {
                isHeld = ReferenceEquals(taken[index], Parameters[index]);
            }

            if (isHeld)
            {
                return;
            }

            taken.Clear();
            foreach (SqliteParameter parameter in Parameters)
            {
                taken.Add(parameter);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                GiveBack();
            }

            base.Dispose(disposing);
        }

        private void GiveBack()
        {
            if (_taken is { } taken)
            {
                _taken = null;
                _home.GiveBack(taken);
            }
        }
    }
}
