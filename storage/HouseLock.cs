namespace Zaitaku.Storage;

/// <summary>Who lives in the data directory: servers share it, a restore wants it alone. The operating system lets go of it when a process dies.</summary>
public sealed class HouseLock : IDisposable
{
    private const string Name = "zaitaku.lock";
    private readonly FileStream _held;

    private HouseLock(FileStream held) => _held = held;

    /// <summary>For a server.</summary>
    /// <returns>Null while a restore has the house to itself.</returns>
    public static HouseLock? TryShare(StorageOptions storage) => TryOpen(storage, FileShare.ReadWrite);

    /// <summary>For a restore.</summary>
    /// <returns>Null while a server runs.</returns>
    public static HouseLock? TryAlone(StorageOptions storage) => TryOpen(storage, FileShare.None);

    public void Dispose() => _held.Dispose();

    private static HouseLock? TryOpen(StorageOptions storage, FileShare share)
    {
        Sqlite.PrepareDirectory(storage);
        try
        {
            return new HouseLock(new FileStream(Path.Combine(Path.GetFullPath(storage.DataDirectory), Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, share));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
