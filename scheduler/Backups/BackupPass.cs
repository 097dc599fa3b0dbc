using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Backups;

/// <summary>What came of making a backup.</summary>
public abstract record BackupOutcome
{
    private BackupOutcome()
    {
    }

    public sealed record Made(string File, long Bytes, int Uploads, TimeSpan Took) : BackupOutcome;

    /// <param name="Problem">In words for whoever asked for it.</param>
    public sealed record Refused(string Problem) : BackupOutcome;
}

/// <summary>
/// Copies the house into one archive while everybody goes on working: database, uploads, keys, and what was said while the database was held.
/// The order matters. What is spilled goes into the database later, so it is copied before; uploads are on disk before a row names them, so they are copied after.
/// </summary>
public static class BackupPass
{
    private const int FilesMax = 1_000_000;
    private const int SpillTriesMax = 100;
    private static readonly TimeSpan SpillWait = TimeSpan.FromMilliseconds(20);

    public static async Task<BackupOutcome> RunAsync(StorageOptions storage, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        string target = Path.GetFullPath(file);
        if (File.Exists(target) || Directory.Exists(target))
        {
            return new BackupOutcome.Refused($"{file} は既にあります。上書きはしません。別の名前にしてください。");
        }

        if (!File.Exists(Sqlite.DatabaseFile(storage)))
        {
            return new BackupOutcome.Refused("データベースがありません。Storage:DataDirectory を確かめてください。");
        }

        string part = target + ".part", copy = target + ".part-db";
        try
        {
            return await WriteAsync(storage, target, part, copy, now, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException || problem is SqliteException)
        {
            return new BackupOutcome.Refused(Sqlite.IsBusy(problem) ? "ほかのプログラムがデータベースに書き込み中です。しばらくしてからもう一度お試しください。"
                : $"控えを書けませんでした。空き容量と、置き場所の権限を確かめてください（{problem.GetType().Name}）。");
        }
        finally
        {
            foreach (string left in (string[])[part, copy, copy + "-journal", copy + "-wal", copy + "-shm"])
            {
                File.Delete(left);
            }
        }
    }

    private static async Task<BackupOutcome> WriteAsync(StorageOptions storage, string target, string part, string copy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        List<BackupPart> parts = [];
        int uploads;
        File.Delete(copy);
        await using (FileStream archive = OwnFile.Open(part, FileMode.Create, FileShare.None))
        {
            using (ZipArchive zip = new(archive, ZipArchiveMode.Create, leaveOpen: true))
            {
                string data = Path.GetFullPath(storage.DataDirectory);
                foreach (string spill in BackupManifest.Spills)
                {
                    if (await ReadSpillAsync(Path.Combine(data, spill), cancellationToken) is { } bytes)
                    {
                        using MemoryStream spilled = new(bytes);
                        parts.Add(await AddAsync(zip, spill, spilled, cancellationToken));
                    }
                }

                await OwnFile.Open(copy, FileMode.CreateNew, FileShare.None).DisposeAsync();
                await Task.Run(() => Sqlite.CopyTo(storage, copy), cancellationToken);
                if (Sqlite.FaultIn(copy, isThorough: false) is not null)
                {
                    return new BackupOutcome.Refused("データベースが壊れています。控えは作りませんでした。前の控えから戻すことを考えてください。");
                }

                await using (FileStream database = File.OpenRead(copy))
                {
                    parts.Add(await AddAsync(zip, BackupManifest.Database, database, cancellationToken));
                }

                uploads = await AddFoldersAsync(zip, data, parts, cancellationToken);
                await using Stream manifest = await zip.CreateEntry(BackupManifest.Name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
                await JsonSerializer.SerializeAsync(manifest, new BackupManifest { Format = BackupManifest.FormatNow, MadeAt = now, Parts = parts }, BackupManifest.Json, cancellationToken);
            }

            archive.Flush(flushToDisk: true);
        }

        File.Move(part, target, overwrite: false);
        return new BackupOutcome.Made(target, new FileInfo(target).Length, uploads, Stopwatch.GetElapsedTime(started));
    }

    /// <returns>How many uploads.</returns>
    private static async Task<int> AddFoldersAsync(ZipArchive zip, string data, List<BackupPart> parts, CancellationToken cancellationToken)
    {
        int before = parts.Count;
        foreach (string folder in BackupManifest.Folders.Where(folder => Directory.Exists(Path.Combine(data, folder))))
        {
            foreach (string path in Directory.EnumerateFiles(Path.Combine(data, folder)).Take(FilesMax))
            {
                string name = $"{folder}/{Path.GetFileName(path)}";
                if (!BackupManifest.IsName(name) || name.EndsWith(".part", StringComparison.Ordinal))
                {
                    continue; // Half written: no row names it.
                }

                try
                {
                    await using FileStream bytes = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    parts.Add(await AddAsync(zip, name, bytes, cancellationToken));
                }
                catch (FileNotFoundException)
                {
                    // Erased in this moment.
                }
            }
        }

        return parts.Skip(before).Count(one => one.Name.StartsWith("uploads/", StringComparison.Ordinal));
    }

    private static async Task<BackupPart> AddAsync(ZipArchive zip, string name, Stream bytes, CancellationToken cancellationToken)
    {
        await using Stream entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = await HashedCopy.RunAsync(bytes, entry, hash, long.MaxValue, cancellationToken);
        return new BackupPart(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Writers hold the file for moments; reading without its lock could catch half a line, which is as good as not said.</summary>
    private static async Task<byte[]?> ReadSpillAsync(string path, CancellationToken cancellationToken)
    {
        for (int tries = 0; File.Exists(path); tries++)
        {
            try
            {
                return await File.ReadAllBytesAsync(path, cancellationToken);
            }
            catch (FileNotFoundException)
            {
                return null; // Taken over in this moment.
            }
            catch (IOException) when (tries < SpillTriesMax)
            {
                await Task.Delay(SpillWait, cancellationToken);
            }
        }

        return null;
    }
}
