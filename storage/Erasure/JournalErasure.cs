namespace Zaitaku.Storage.Erasure;

/// <summary>
/// Takes erased words out of the database's journal too. A reader may stand in the way, or the program die: a mark beside the database says that it is still to be done,
/// whichever program erased.
/// </summary>
public static class JournalErasure
{
    private const string MarkName = "journal-holds-erased";

    /// <summary>True while the journal may hold what was erased.</summary>
    public static bool IsPending(StorageOptions storage) => File.Exists(MarkOf(storage));

    /// <summary>Before the rows change: from then on the journal holds what they were.</summary>
    public static void Expect(StorageOptions storage) => OwnFile.Open(MarkOf(storage), FileMode.Create, FileShare.ReadWrite).Dispose();

    /// <returns>False when somebody reads; it is tried again by the clock.</returns>
    public static bool TryRun(StorageOptions storage)
    {
        if (!Sqlite.TruncateWal(storage))
        {
            Expect(storage);
            return false;
        }

        File.Delete(MarkOf(storage));
        return true;
    }

    private static string MarkOf(StorageOptions storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return Path.Combine(Path.GetFullPath(storage.DataDirectory), MarkName);
    }
}
