using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Erasure;
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
    /// <param name="IsErasureKnown">False when the replaced database could not be read, so that nobody knows who was erased since.</param>
    public sealed record Restored(DateTimeOffset MadeAt, string Aside, int ErasedAgain, bool IsErasureKnown) : RestoreOutcome;

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
    private const string Running = "サーバーが動いています。止めてから、もう一度実行してください。";
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

            Erasures? known = await KnownErasuresAsync(storage, cancellationToken);
            if (!TrySettle(storage))
            {
                return new RestoreOutcome.Refused(Used);
            }

            // Before anything is moved: however the rest is broken off, nobody comes back with it.
            int erased = await EraseAgainAsync(known, new StorageOptions { DataDirectory = unpacked }, now, cancellationToken);
            OwnFile.MakeFolder(aside);
            return TrySwap(data, unpacked, aside) ? new RestoreOutcome.Restored(manifest.MadeAt, aside, erased, known is not null) : new RestoreOutcome.Stopped(aside);
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
        using ZaitakuDb db = Open(storage);
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

    private static bool TrySwap(string data, string unpacked, string aside)
    {
        try
        {
            Swap(data, unpacked, aside);
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

    /// <summary>Who was erased since the backup was made must not come back with it. The database that is replaced knows them.</summary>
    private static async Task<int> EraseAgainAsync(Erasures? known, StorageOptions backup, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int again = 0;
        await using (ZaitakuDb db = Open(backup))
        {
            await Sqlite.MigrateAsync(db, backup, cancellationToken);
            foreach (Guid member in known?.Members ?? [])
            {
                again += await PersonErasure.EraseAsync(db, backup, member, null, now, cancellationToken) ? 1 : 0;
            }

            foreach (int number in known?.Consultations ?? [])
            {
                if (await db.Consultations.SingleOrDefaultAsync(one => one.Number == number, cancellationToken) is { } one)
                {
                    await PersonErasure.EraseConsultationAsync(db, backup, one, null, now, cancellationToken);
                    again++;
                }
            }
        }

        Sqlite.Settle(backup); // What the journal holds goes into the file that is moved.
        return again;
    }

    /// <returns>Null when the database cannot be read, so that nobody knows.</returns>
    private static async Task<Erasures?> KnownErasuresAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        if (!File.Exists(Sqlite.DatabaseFile(storage)))
        {
            return new Erasures([], []);
        }

        try
        {
            await using ZaitakuDb old = Open(storage);
            List<Guid> members = await old.Members.Where(member => member.ErasedAt != null).Select(member => member.Id).ToListAsync(cancellationToken);
            members.AddRange(await JoinedAsync(old, members, cancellationToken));

            // Callers without an account leave no row of theirs: the trail says whose consultation was erased.
            List<string> subjects = await old.AuditTrail.Where(entry => entry.Action == "consultation.erase").Select(entry => entry.Subject).Distinct().ToListAsync(cancellationToken);
            await old.Database.CloseConnectionAsync();
            return new Erasures(members,
                [.. subjects.Select(subject => int.TryParse(subject.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(number => number > 0)]);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Who they were before two of their accounts were joined: the backup may know them under that id yet.</summary>
    private static async Task<List<Guid>> JoinedAsync(ZaitakuDb old, List<Guid> erased, CancellationToken cancellationToken)
    {
        const string Prefix = "member:";
        var joins = await old.AuditTrail.Where(entry => entry.Action == "member.link" && entry.MemberId != null).Select(entry => new { Into = entry.MemberId!.Value, entry.Subject }).ToListAsync(cancellationToken);
        ILookup<Guid, Guid> before = joins.Where(join => join.Subject.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(join.Subject[Prefix.Length..], out _))
            .ToLookup(join => join.Into, join => Guid.Parse(join.Subject[Prefix.Length..]));
        List<Guid> found = [];
        Queue<Guid> open = new(erased);
        while (open.TryDequeue(out Guid member))
        {
            foreach (Guid earlier in before[member].Where(earlier => !found.Contains(earlier) && !erased.Contains(earlier)))
            {
                found.Add(earlier);
                open.Enqueue(earlier);
            }
        }

        return found;
    }

    private sealed record Erasures(IReadOnlyList<Guid> Members, IReadOnlyList<int> Consultations);

    private static ZaitakuDb Open(StorageOptions storage)
    {
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, storage);
        return new ZaitakuDb(builder.Options);
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
