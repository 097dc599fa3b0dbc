using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>The files of a data directory as a power cut would leave them.</summary>
internal static class TornDisk
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    /// <summary>A new data directory; the tables are made once a process.</summary>
    public static async Task NewAsync(string data)
    {
        Directory.CreateDirectory(data);
        File.Copy(await Migrated.Value, Path.Combine(data, "zaitaku.db"));
    }

    public static DbContextOptions<ZaitakuDb> OptionsFor(string data)
    {
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, new StorageOptions { DataDirectory = data });
        return builder.Options;
    }

    /// <summary>Copies the files while nobody can write: the write lock also keeps SQLite from moving pages between its two files.
    /// Places that somebody holds are left out: they are empty, and nobody holds them after a power cut.</summary>
    /// <param name="isStill">Somebody else has the write lock and keeps it meanwhile.</param>
    public static void Take(string data, string to, bool isStill)
    {
        Directory.CreateDirectory(to);
        using HeldDatabase? still = isStill ? null : new HeldDatabase(data);
        foreach (string file in Directory.EnumerateFiles(data).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            // Plain bytes: File.Copy would ask for a lock of its own.
            using FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream copy = new(Path.Combine(to, Path.GetFileName(file)), FileMode.CreateNew);
            from.CopyTo(copy);
        }
    }

    /// <summary>Closes what the pool keeps open of a data directory that is given up: some megabytes a life.</summary>
    public static void Forget(string data)
    {
        using SqliteConnection pooled = new(Sqlite.ConnectionString(new StorageOptions { DataDirectory = data }));
        SqliteConnection.ClearPool(pooled);
    }

    private static async Task<string> MigrateAsync()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-storm-new-").FullName;
        StorageOptions options = new() { DataDirectory = folder };
        await using ZaitakuDb db = new(OptionsFor(folder));
        Sqlite.PrepareDataDirectory(options);
        await Sqlite.MigrateAsync(db, options, CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return Sqlite.DatabaseFile(options);
    }
}
