namespace Zaitaku.Storage;

/// <summary>Who lives in the data directory: servers and commands share it, a restore wants it alone. The operating system lets go of it when a process dies.</summary>
public sealed class HouseLock : IDisposable
{
    private const string Name = "zaitaku.lock";

    /// <summary>Lies there while things are moved: whoever finds it alone finds a house that is half one and half the other.</summary>
    private const string MovingName = "restore-unfinished";

    private readonly FileStream _held;

    private HouseLock(FileStream held) => _held = held;

    /// <summary>For a server, and for whatever reads or writes the data.</summary>
    /// <exception cref="HouseClosedException">A restore has it to itself, or was broken off in it.</exception>
    public static HouseLock Enter(StorageOptions storage)
    {
        HouseLock held = TryOpen(storage, FileShare.ReadWrite) ?? throw new HouseClosedException(isHalfMoved: false);
        if (File.Exists(MovingIn(storage)))
        {
            held.Dispose();
            throw new HouseClosedException(isHalfMoved: true);
        }

        return held;
    }

    /// <summary>For a restore.</summary>
    /// <returns>Null while a server or a command runs.</returns>
    public static HouseLock? TryAlone(StorageOptions storage) => TryOpen(storage, FileShare.None);

    /// <summary>From here on nobody else may live here, whatever becomes of this program, until <see cref="EndMoving"/>.</summary>
    public static void BeginMoving(StorageOptions storage)
    {
        using FileStream mark = OwnFile.Open(MovingIn(storage), FileMode.Create, FileShare.Read);
        mark.Flush(flushToDisk: true);
    }

    /// <summary>All of the data is of one piece again.</summary>
    public static void EndMoving(StorageOptions storage) => File.Delete(MovingIn(storage));

    public void Dispose() => _held.Dispose();

    private static string MovingIn(StorageOptions storage) => Path.Combine(Path.GetFullPath(storage.DataDirectory), MovingName);

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
