using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Zaitaku.Storage;

/// <summary>The one class that knows which database this is: connection, pragmas, native library, write locks.</summary>
public static partial class Sqlite
{
    private static readonly string[] SystemLibraries = ["libsqlite3.so.0", "libsqlite3.dylib"];
    private static int s_resolverSet;

    public static string DatabaseFile(StorageOptions options) => Path.Combine(Path.GetFullPath(options.DataDirectory), "zaitaku.db");

    public static void Configure(DbContextOptionsBuilder builder, StorageOptions options)
    {
        UseNewestNativeLibrary();
        builder.UseSqlite(ConnectionString(options)).AddInterceptors(new Pragmas(options), new FailedCommits());
    }

    /// <summary>A context where there are no services to ask for one: a command, a restore, the tools of EF Core.</summary>
    public static ZaitakuDb NewContext(StorageOptions options)
    {
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Configure(builder, options);
        return new ZaitakuDb(builder.Options);
    }

    public static string ConnectionString(StorageOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = DatabaseFile(options),
        DefaultTimeout = (int)Math.Ceiling(options.BusyWait.TotalSeconds),
        Pooling = true,
    }.ToString();

    /// <summary>An open connection of its own for bulk work, with the same pragmas. Not pooled: the next user of a pool would inherit what is set on it.</summary>
    public static SqliteConnection Open(StorageOptions options)
    {
        UseNewestNativeLibrary();
        SqliteConnection connection = new(new SqliteConnectionStringBuilder(ConnectionString(options)) { Pooling = false }.ToString());
        connection.Open();
        Pragmas.Apply(connection, options);
        return connection;
    }

    /// <summary>A connection that keeps its statements and waits no longer than this for another program's write. Not pooled: the next user of a pool would inherit both.</summary>
    /// <param name="cacheKilobytes">Pages it holds for itself, SQLite's default unless told; the system's own cache holds the rest.</param>
    internal static KeepingConnection OpenKeeping(StorageOptions options, TimeSpan wait, int cacheKilobytes = 2_000)
    {
        UseNewestNativeLibrary();
        SqliteConnectionStringBuilder own = new(ConnectionString(options)) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = (int)Math.Ceiling(wait.TotalSeconds) };
        KeepingConnection connection = new(own.ToString());
        try
        {
            connection.Open();
            Pragmas.Apply(connection, options);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout={(int)wait.TotalMilliseconds}; PRAGMA cache_size=-{cacheKilobytes}";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes a connection whatever became of its transaction. After a commit that failed (full disk, I/O error) SQLite has rolled back by itself; the provider does not know,
    /// rolls back once more, and throws at each closing because there is nothing to roll back. So it is given something.
    /// Never throws: who abandons one has others to serve.</summary>
    internal static void Abandon(SqliteConnection connection)
    {
        try
        {
            connection.Dispose();
        }
#pragma warning disable CA1031 // Nobody needs it any more.
        catch (Exception)
        {
            AbandonAgain(connection);
        }
    }

    /// <summary>Above all it must not keep the write lock: a transaction that could not be ended is ended before the second try.</summary>
    private static void AbandonAgain(SqliteConnection connection)
    {
        try
        {
            if (connection.Handle is { IsClosed: false } native)
            {
                SQLitePCL.raw.sqlite3_exec(native, "ROLLBACK");
                PrepareRollback(connection);
            }

            connection.Dispose();
        }
        catch (Exception)
        {
            // The garbage collector closes what is left of it.
        }
#pragma warning restore CA1031
    }

    /// <summary>Gives the provider something to roll back where SQLite has done so by itself, so that connection and context are as good as new.
    /// For every commit that failed before its transaction is disposed.</summary>
    public static void PrepareRollback(SqliteConnection? connection)
    {
        if (connection?.Handle is { IsClosed: false } native && IsAtRest(connection))
        {
            SQLitePCL.raw.sqlite3_exec(native, "BEGIN");
        }
    }

    /// <summary>False while a transaction is open on it, its own or one nobody could end.</summary>
    internal static bool IsAtRest(SqliteConnection connection) => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0;

    /// <summary>Opens the file anew, reads, and takes the write lock for a moment: a count of migrations alone says nothing of tables, disk and rights.</summary>
    /// <exception cref="SqliteException">It cannot be read or written; <see cref="IsBusy"/> when another program is only writing.</exception>
    public static void Probe(StorageOptions options)
    {
        UseNewestNativeLibrary();
        SqliteConnectionStringBuilder fresh = new(ConnectionString(options)) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 1 };
        using SqliteConnection connection = new(fresh.ToString());
        connection.Open();
        foreach (string statement in (string[])["PRAGMA busy_timeout=500", "SELECT 1 FROM inbox_message LIMIT 1", "BEGIN IMMEDIATE", "ROLLBACK"])
        {
            // One by one: the provider keeps silent about what fails behind the first statement that returns rows.
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>True when another program held the database longer than we wait: SQLITE_BUSY, SQLITE_LOCKED.</summary>
    public static bool IsBusy(Exception problem) => problem is SqliteException { SqliteErrorCode: 5 or 6 } || (problem.InnerException is { } inner && IsBusy(inner));

    /// <summary>True where a unique index or a key refused a row: somebody else wrote the same thing first.</summary>
    public static bool IsTaken(Exception problem) => problem is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } || (problem.InnerException is { } inner && IsTaken(inner));

    /// <summary>The version of the native library that runs, for <c>/readyz</c>.</summary>
    public static string NativeVersion()
    {
        UseNewestNativeLibrary();
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    /// <summary>Makes the data directory for its owner only.</summary>
    public static void PrepareDirectory(StorageOptions options) => OwnFile.MakeFolder(Path.GetFullPath(options.DataDirectory));

    /// <summary>Makes the data directory, and the database file first, so that SQLite gives its WAL the same mode.
    /// A file that is there is never opened past SQLite: closing it would drop the locks of every connection of this process (POSIX), and the next program that looked in and left
    /// would believe itself the last one and take the WAL away under us. Source: sqlite.org, "How To Corrupt An SQLite Database File", 2.2.</summary>
    public static void PrepareDataDirectory(StorageOptions options)
    {
        PrepareDirectory(options);
        string file = DatabaseFile(options);
        if (!File.Exists(file))
        {
            OwnFile.Open(file, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        }

        OwnFile.Tighten(file);
    }

    /// <summary>Migrates under an exclusive lock file, since two programs may start at once and EF Core 6 knows no lock of its own.</summary>
    /// <exception cref="NewerDatabaseException">A newer version wrote it; migrations only move forward.</exception>
    public static async Task MigrateAsync(ZaitakuDb db, StorageOptions options, CancellationToken cancellationToken)
    {
        string lockFile = DatabaseFile(options) + ".migrating";
        for (int tries = 0; ; tries++)
        {
            try
            {
                await using FileStream held = new(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                string[] unknown = [.. (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations())];
                if (unknown.Length > 0)
                {
                    throw new NewerDatabaseException($"The database knows {unknown[^1]}, this program does not.");
                }

                await db.Database.MigrateAsync(cancellationToken);
                return;
            }
            catch (IOException) when (tries < MigrateTriesMax)
            {
                await Task.Delay(MigrateWait, cancellationToken); // The other program is migrating.
            }
        }
    }

    private const int MigrateTriesMax = 600;
    private static readonly TimeSpan MigrateWait = TimeSpan.FromMilliseconds(100);

    /// <summary>The package's native library is of 2021; the operating system's is used where it can be loaded.</summary>
    private static void UseNewestNativeLibrary()
    {
        if (Interlocked.Exchange(ref s_resolverSet, 1) != 0)
        {
            return;
        }

        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), (name, assembly, path) =>
        {
            foreach (string library in SystemLibraries)
            {
                if (name == "e_sqlite3" && NativeLibrary.TryLoad(library, out nint handle))
                {
                    return handle;
                }
            }

            return NativeLibrary.Load(name, assembly, path);
        });
    }

    /// <summary>Pragmas of each connection as it opens: durable to the last commit, erased data overwritten.</summary>
    private sealed class Pragmas(StorageOptions options) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection, options);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection, options);
            return Task.CompletedTask;
        }

        /// <summary>A pool hands the same native connection out again, and its pragmas with it: said once, they cost nothing at the next opening.</summary>
        private static readonly ConditionalWeakTable<object, object> Said = [];

        public static void Apply(DbConnection connection, StorageOptions options)
        {
            object? native = (connection as SqliteConnection)?.Handle;
            if (native is not null && Said.TryGetValue(native, out _))
            {
                return;
            }

            using DbCommand command = connection.CreateCommand();
            command.CommandText =
                $"PRAGMA busy_timeout={(int)options.BusyWait.TotalMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";
            command.ExecuteNonQuery();
            if (native is not null)
            {
                Said.AddOrUpdate(native, native);
            }
        }
    }

    /// <summary>A commit that failed on a full disk. Without this the context, which is pooled, would keep a transaction that cannot be ended, and nobody could save by it again.</summary>
    private sealed class FailedCommits : DbTransactionInterceptor
    {
        public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Mend(transaction, eventData);

        public override Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Mend(transaction, eventData);
            return Task.CompletedTask;
        }

        /// <summary>Of what SQLite took back before the commit (a row that found no room) the provider knows.</summary>
        private static void Mend(DbTransaction transaction, TransactionErrorEventData eventData)
        {
            if (eventData is { Action: "Commit", Exception: SqliteException })
            {
                PrepareRollback(transaction.Connection as SqliteConnection);
            }
        }
    }
}
