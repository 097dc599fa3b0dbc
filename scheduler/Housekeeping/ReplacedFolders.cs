using System.Globalization;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>What a restore put aside (<c>replaced-20260401-031000</c>, in Tokyo's time): a way back for some weeks, and no place where people who were erased live on.</summary>
internal static class ReplacedFolders
{
    private const string Head = "replaced-";

    /// <summary>Removes those put aside before an instant. A folder of another name is nobody's of ours.</summary>
    /// <returns>How many went.</returns>
    public static int Sweep(StorageOptions storage, DateTimeOffset before)
    {
        string data = Path.GetFullPath(storage.DataDirectory);
        string[] old = !Directory.Exists(data) ? [] : [.. Directory.EnumerateDirectories(data, $"{Head}*").Where(folder => MadeAt(Path.GetFileName(folder)) < before)];
        foreach (string folder in old)
        {
            Directory.Delete(folder, recursive: true);
        }

        return old.Length;
    }

    private static DateTimeOffset? MadeAt(string name) =>
        DateTime.TryParseExact(name[Head.Length..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? new DateTimeOffset(local, OfficeTime.Zone.GetUtcOffset(local)) : null;
}
