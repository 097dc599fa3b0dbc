using Microsoft.Data.Sqlite;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>The write lock of a database, as an import or a backup of another program takes it for seconds on end.</summary>
internal sealed class HeldDatabase : IDisposable
{
    /// <summary>How long the program's own write is waited for.</summary>
    private const int WaitMilliseconds = 10_000;

    private readonly SqliteConnection _connection;

    public HeldDatabase(string data)
    {
        _connection = new SqliteConnection($"Data Source={Sqlite.DatabaseFile(new StorageOptions { DataDirectory = data })};Pooling=False;Default Timeout=10");
        _connection.Open();
        Run($"PRAGMA busy_timeout={WaitMilliseconds}");
        Run("BEGIN EXCLUSIVE");
    }

    public void Dispose()
    {
        Run("ROLLBACK");
        _connection.Dispose();
    }

    private void Run(string statement)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
