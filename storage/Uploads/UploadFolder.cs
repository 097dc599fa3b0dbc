namespace Zaitaku.Storage.Uploads;

/// <summary>Where the bytes of a file added to a consultation lie: beside the database, under its id, with no ending that a program would open.</summary>
public static class UploadFolder
{
    private const string Name = "uploads";

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
        string part = path + ".part";
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

    /// <summary>Safe to call twice.</summary>
    public static void Erase(StorageOptions storage, Guid file) => File.Delete(PathOf(storage, file));
}
