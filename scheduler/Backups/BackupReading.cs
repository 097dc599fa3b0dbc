using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Backups;

/// <summary>Unpacks an archive beside the data and looks at all of it, before anything there is touched.</summary>
internal static class BackupReading
{
    private const string NotOurs = "このファイルはこのプログラムの控えではないか、途中で切れています。";
    private const string Damaged = "控えが壊れています。ほかの控えをお使いください。";

    /// <param name="known">Migrations of this program.</param>
    /// <returns>The manifest, or what is wrong in words.</returns>
    public static async Task<(BackupManifest? Manifest, string Fault)> UnpackAsync(string file, string into, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream bytes = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            using ZipArchive zip = new(bytes, ZipArchiveMode.Read);
            if (await ManifestOfAsync(zip, cancellationToken) is not { } manifest)
            {
                return (null, NotOurs);
            }

            if (manifest.Format > BackupManifest.FormatNow)
            {
                return (null, "この控えは新しい版で作られています。プログラムを新しくしてから戻してください。");
            }

            foreach (BackupPart part in manifest.Parts)
            {
                if (!await UnpackAsync(zip, part, into, cancellationToken))
                {
                    return (null, Damaged);
                }
            }

            return FaultIn(Path.Combine(into, BackupManifest.Database), known) is { } fault ? (null, fault) : (manifest, "");
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or NotSupportedException)
        {
            return (null, NotOurs);
        }
    }

    private static string? FaultIn(string database, IReadOnlyCollection<string> known)
    {
        if (!File.Exists(database) || Sqlite.FaultIn(database, isThorough: true) is not null)
        {
            return Damaged;
        }

        IReadOnlyList<string> applied = Sqlite.MigrationsIn(database);
        return applied.Count == 0 ? NotOurs
            : applied.Any(one => !known.Contains(one)) ? "この控えのデータベースは新しい版のものです。プログラムを新しくしてから戻してください。"
            : null;
    }

    private static async Task<BackupManifest?> ManifestOfAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(BackupManifest.Name) is not { Length: <= BackupManifest.BytesMax } entry)
        {
            return null;
        }

        await using Stream bytes = await entry.OpenAsync(cancellationToken);
        BackupManifest? manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(bytes, BackupManifest.Json, cancellationToken);
        return manifest is { Parts: not null } && manifest.Parts.All(part => part.Name is not null && BackupManifest.IsName(part.Name) && part.Bytes >= 0) ? manifest : null;
    }

    private static async Task<bool> UnpackAsync(ZipArchive zip, BackupPart part, string into, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(part.Name) is not { } entry)
        {
            return false;
        }

        string path = Path.Combine(into, part.Name);
        OwnFile.MakeFolder(Path.GetDirectoryName(path)!);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream bytes = await entry.OpenAsync(cancellationToken);
        await using FileStream file = OwnFile.Open(path, FileMode.CreateNew, FileShare.None);
        long length = await HashedCopy.RunAsync(bytes, file, hash, part.Bytes, cancellationToken);
        file.Flush(flushToDisk: true);
        return length == part.Bytes && string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), part.Sha256, StringComparison.Ordinal);
    }
}
