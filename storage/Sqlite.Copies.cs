using Microsoft.Data.Sqlite;

namespace Zaitaku.Storage;

/// <summary>Whole copies of the database, and taking erased words out of its journal.</summary>
public static partial class Sqlite
{
    private const int TruncateTriesMax = 3;

    /// <summary>Milliseconds of one try.</summary>
    private const int TruncateWaitMs = 1_000;

    /// <summary>Copies the database as it is at one instant, while others go on writing. Source: sqlite.org, "Using the SQLite Online Backup API".</summary>
    /// <param name="file">Exists already, empty, for its owner only; afterwards a database without journals.</param>
    public static void CopyTo(StorageOptions options, string file)
    {
        using SqliteConnection source = Open(options);
        using SqliteConnection copy = OpenAlone(file);
        source.BackupDatabase(copy);
        Run(copy, "PRAGMA journal_mode=DELETE");
    }

    /// <returns>What SQLite finds wrong with a database file; null when nothing is.</returns>
    /// <param name="isThorough">Also whether every index agrees with its table: seconds for a large file.</param>
    public static string? FaultIn(string file, bool isThorough)
    {
        try
        {
            using SqliteConnection connection = OpenAlone(file);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = isThorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is "ok" ? null : "integrity";
        }
        catch (SqliteException problem)
        {
            return $"SQLite {problem.SqliteErrorCode}";
        }
    }

    /// <summary>Migrations a database file has seen, oldest first; none where it is no database of ours.</summary>
    public static IReadOnlyList<string> MigrationsIn(string file)
    {
        List<string> applied = [];
        using SqliteConnection connection = OpenAlone(file);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId" LIMIT 10000""";
        try
        {
            using SqliteDataReader rows = command.ExecuteReader();
            while (rows.Read())
            {
                applied.Add(rows.GetString(0));
            }
        }
        catch (SqliteException)
        {
            return []; // No such table.
        }

        return applied;
    }

    /// <summary>Writes the journal into the database and empties it, so that neither holds what was erased.</summary>
    /// <returns>False when a reader stood in the way each time; the next call does it.</returns>
    public static bool TruncateWal(StorageOptions options)
    {
        using SqliteConnection connection = OpenAlone(DatabaseFile(options));
        Run(connection, $"PRAGMA busy_timeout={TruncateWaitMs}");
        for (int tries = 0; tries < TruncateTriesMax; tries++)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)"; // While it waits for readers nobody writes.
            if (Convert.ToInt64(command.ExecuteScalar()) == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends what this process holds of a database, takes nobody by surprise, and puts its journal into it: afterwards it is one file.</summary>
    /// <exception cref="SqliteException"><see cref="IsBusy"/>: another program uses it. Otherwise it is broken.</exception>
    public static void Settle(StorageOptions options)
    {
        using (SqliteConnection pooled = new(ConnectionString(options)))
        {
            SqliteConnection.ClearPool(pooled);
        }

        using SqliteConnection connection = OpenAlone(DatabaseFile(options));
        Run(connection, "PRAGMA busy_timeout=2000");
        Run(connection, "PRAGMA locking_mode=EXCLUSIVE");
        Run(connection, "BEGIN EXCLUSIVE");
        Run(connection, "COMMIT");
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static SqliteConnection OpenAlone(string file)
    {
        UseNewestNativeLibrary();
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 2 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
