using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Backups;

/// <summary>What came of putting a backup back.</summary>
public abstract record RestoreOutcome
{
    private RestoreOutcome()
    {
    }

    /// <param name="Aside">Where the replaced data lies now; empty when there was none.</param>
    /// <param name="ErasedAgain">People, and callers without an account, who were erased after the backup was made, and are erased in it now too.</param>
    /// <param name="IsErasureKnown">False when the replaced database could not be read whole, so that nobody knows who was erased, whose account was closed and what was taken back since.</param>
    /// <param name="ClosedAgain">Accounts that were closed after the backup was made, and are closed in it now too.</param>
    /// <param name="IsAdminWithoutPassword">True when one of these was the only admin the backup knows: it stays, without its password.</param>
    public sealed record Restored(DateTimeOffset MadeAt, string Aside, int ErasedAgain, bool IsErasureKnown, int ClosedAgain, bool IsAdminWithoutPassword) : RestoreOutcome;

    /// <param name="Problem">In words; nothing was changed.</param>
    public sealed record Refused(string Problem) : RestoreOutcome;

    /// <summary>Broken off while things were moved. Nothing is lost; the same command, once more, ends it.</summary>
    /// <param name="Aside">Where what was moved already lies.</param>
    public sealed record Stopped(string Aside) : RestoreOutcome;
}

/// <summary>
/// Puts a backup in the place of the data. Everything is unpacked and checked first; what is replaced is moved aside, never deleted.
/// Broken off anywhere, the command is run again: the database comes last, and by one renaming.
/// </summary>
public static class RestorePass
{
    private const string Running = "サーバーかほかのコマンドが動いています。止めてから、もう一度実行してください。";
    private const string Used = "ほかのプログラムがデータベースを使っています。終わってから、もう一度実行してください。";

    public static async Task<RestoreOutcome> RunAsync(StorageOptions storage, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        if (!File.Exists(file))
        {
            return new RestoreOutcome.Refused($"{file} がありません。");
        }

        using HouseLock? alone = HouseLock.TryAlone(storage);
        if (alone is null)
        {
            return new RestoreOutcome.Refused(Running);
        }

        string data = Path.GetFullPath(storage.DataDirectory);
        string stamp = OfficeTime.InTokyo(now).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string unpacked = Path.Combine(data, $"restoring-{stamp}"), aside = Path.Combine(data, $"replaced-{stamp}");
        OwnFile.MakeFolder(unpacked);
        try
        {
            (BackupManifest? manifest, string fault) = await BackupReading.UnpackAsync(file, unpacked, Known(storage), cancellationToken);
            if (manifest is null)
            {
                return new RestoreOutcome.Refused(fault);
            }

            SinceBackup since = File.Exists(Sqlite.DatabaseFile(storage)) ? await SinceBackup.ReadAsync(() => Sqlite.NewContext(storage), cancellationToken) : new SinceBackup();
            if (!TrySettle(storage))
            {
                return new RestoreOutcome.Refused(Used);
            }

            // Before anything is moved: however the rest is broken off, nobody comes back with it.
            ReplayedSince again = await ReplayAsync(since, new StorageOptions { DataDirectory = unpacked }, now, cancellationToken);
            OwnFile.MakeFolder(aside);
            return TrySwap(storage, unpacked, aside)
                ? new RestoreOutcome.Restored(manifest.MadeAt, aside, again.Erased, since.IsWhole, again.Closed, again.IsAdminWithoutPassword) : new RestoreOutcome.Stopped(aside);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            return new RestoreOutcome.Refused($"控えを読めないか、データのフォルダーに書けません（{problem.GetType().Name}）。空き容量と権限を確かめて、もう一度実行してください。");
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static string[] Known(StorageOptions storage)
    {
        using ZaitakuDb db = Sqlite.NewContext(storage);
        return [.. db.Database.GetMigrations()];
    }

    /// <returns>False when another program uses the database. A broken one is what a restore is for.</returns>
    private static bool TrySettle(StorageOptions storage)
    {
        try
        {
            if (File.Exists(Sqlite.DatabaseFile(storage)))
            {
                Sqlite.Settle(storage);
            }

            return true;
        }
        catch (SqliteException problem)
        {
            return !Sqlite.IsBusy(problem);
        }
    }

    /// <summary>Until all is moved nobody else may begin: a program would work on a database that is not that of its files.</summary>
    private static bool TrySwap(StorageOptions storage, string unpacked, string aside)
    {
        try
        {
            HouseLock.BeginMoving(storage);
            Swap(Path.GetFullPath(storage.DataDirectory), unpacked, aside);
            HouseLock.EndMoving(storage);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Swap(string data, string unpacked, string aside)
    {
        foreach (string journal in (string[])["-wal", "-shm"])
        {
            MoveIfThere(Path.Combine(data, BackupManifest.Database + journal), Path.Combine(aside, BackupManifest.Database + journal));
        }

        foreach (string name in BackupManifest.Folders.Concat(BackupManifest.Spills))
        {
            MoveIfThere(Path.Combine(data, name), Path.Combine(aside, name));
            MoveIfThere(Path.Combine(unpacked, name), Path.Combine(data, name));
        }

        string database = Path.Combine(data, BackupManifest.Database);
        if (File.Exists(database))
        {
            File.Replace(Path.Combine(unpacked, BackupManifest.Database), database, Path.Combine(aside, BackupManifest.Database));
        }
        else
        {
            File.Move(Path.Combine(unpacked, BackupManifest.Database), database);
        }
    }

    /// <summary>Who was erased since the backup was made must not come back with it, nor may what was ended hold again. The database that is replaced knows.</summary>
    private static async Task<ReplayedSince> ReplayAsync(SinceBackup since, StorageOptions backup, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ReplayedSince again;
        await using (ZaitakuDb db = Sqlite.NewContext(backup))
        {
            await Sqlite.MigrateAsync(db, backup, cancellationToken);
            again = await new SinceReplay(db, backup, since, now).RunAsync(cancellationToken);
        }

        Sqlite.Settle(backup); // What the journal holds goes into the file that is moved.
        return again;
    }

    private static void MoveIfThere(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else if (File.Exists(from))
        {
            File.Move(from, to);
        }
    }
}
