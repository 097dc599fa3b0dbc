namespace Zaitaku.Storage.Uploads;

/// <summary>Where the bytes of a file added to a consultation lie: beside the database, under its id, with no ending that a program would open.</summary>
public static class UploadFolder
{
    private const string Name = "uploads";
    private const string Part = ".part";
    private const int FilesMax = 1_000_000;

    public static string PathOf(StorageOptions storage, Guid file)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return Path.Combine(Path.GetFullPath(storage.DataDirectory), Name, file.ToString("N"));
    }

    /// <summary>Written whole or not at all: under another name first, on disk before it gets its own.</summary>
    public static async Task WriteAsync(StorageOptions storage, Guid file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string path = PathOf(storage, file);
        OwnFile.MakeFolder(Path.GetDirectoryName(path)!);
        string part = path + Part;
        await using (FileStream stream = OwnFile.Open(part, FileMode.Create, FileShare.None))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <returns>Null where the bytes were erased.</returns>
    public static Stream? OpenRead(StorageOptions storage, Guid file)
    {
        string path = PathOf(storage, file);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
    }

    /// <summary>Safe to call twice, and where nothing was ever written.</summary>
    public static void Erase(StorageOptions storage, Guid file)
    {
        string path = PathOf(storage, file);
        if (File.Exists(path)) // Else a folder that is not there would be an error.
        {
            File.Delete(path);
        }
    }

    /// <summary>Files of ours that nobody has written to since.</summary>
    public static IReadOnlyList<Guid> WrittenBefore(StorageOptions storage, DateTimeOffset instant) => [.. OldFiles(storage, instant, "").Select(file => file.Id)];

    /// <summary>What was begun and never got its name.</summary>
    /// <returns>How many went.</returns>
    public static int EraseParts(StorageOptions storage, DateTimeOffset writtenBefore)
    {
        List<FileInfo> parts = [.. OldFiles(storage, writtenBefore, Part).Select(file => file.File)];
        parts.ForEach(part => part.Delete());
        return parts.Count;
    }

    private static IEnumerable<(Guid Id, FileInfo File)> OldFiles(StorageOptions storage, DateTimeOffset writtenBefore, string ending)
    {
        DirectoryInfo folder = new(Path.GetDirectoryName(PathOf(storage, Guid.Empty))!);
        return !folder.Exists ? [] : folder.EnumerateFiles().Take(FilesMax)
            .Where(file => file.LastWriteTimeUtc < writtenBefore.UtcDateTime && file.Name.EndsWith(ending, StringComparison.Ordinal))
            .Select(file => (Id: Guid.TryParseExact(file.Name[..^ending.Length], "N", out Guid id) ? id : Guid.Empty, File: file))
            .Where(file => file.Id != Guid.Empty && file.File.Name == file.Id.ToString("N") + ending);
    }
}
