using System.Globalization;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>
/// What restores and programs that died left in the data directory, full of people's data: what a restore put aside (<c>replaced-20260401-031000</c>, in Tokyo's time), a way back for
/// some weeks and no place where people who were erased live on; what it had unpacked (<c>restoring-…</c>); a person's data that were being handed out (<c>export-….part</c>).
/// </summary>
internal static class LeftBehind
{
    private const string Replaced = "replaced-";
    private const string Unpacked = "restoring-";
    private const string Exported = "export-*.part";

    /// <summary>Far longer than a restore or an answer of the server takes.</summary>
    private static readonly TimeSpan UnfinishedAfter = TimeSpan.FromDays(1);

    /// <summary>Removes it. A folder or file of another name is nobody's of ours.</summary>
    /// <param name="storage">Where the data lie.</param>
    /// <param name="now">Unfinished things go a day after they were begun.</param>
    /// <param name="replacedBefore">What was put aside goes when it was before this.</param>
    /// <returns>How many folders and files went.</returns>
    public static int Sweep(StorageOptions storage, DateTimeOffset now, DateTimeOffset replacedBefore)
    {
        DirectoryInfo data = new(Path.GetFullPath(storage.DataDirectory));
        if (!data.Exists)
        {
            return 0;
        }

        DateTimeOffset begunBefore = now - UnfinishedAfter;
        FileSystemInfo[] old =
        [
            .. data.EnumerateDirectories(Replaced + "*").Where(folder => MadeAt(folder.Name[Replaced.Length..]) < replacedBefore),
            .. data.EnumerateDirectories(Unpacked + "*").Where(folder => MadeAt(folder.Name[Unpacked.Length..]) < begunBefore),
            .. data.EnumerateFiles(Exported).Where(file => file.LastWriteTimeUtc < begunBefore.UtcDateTime),
        ];
        return old.Count(TryRemove);
    }

    /// <summary>One that cannot be removed keeps no other; the next run tries again.</summary>
    private static bool TryRemove(FileSystemInfo one)
    {
        try
        {
            if (one is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                one.Delete();
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DateTimeOffset? MadeAt(string stamp) =>
        DateTime.TryParseExact(stamp, "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? new DateTimeOffset(local, OfficeTime.Zone.GetUtcOffset(local)) : null;
}
