using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Storage;

/// <summary>Section "Storage" of appsettings.json.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of database, keys and uploads, relative to where the program was started. Default <c>data</c>. Files in it are readable by their owner only.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = "data";

    /// <summary>How long a statement waits for another program's write. Default 10 seconds; an import commits once per file.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan BusyWait { get; set; } = TimeSpan.FromSeconds(10);
}
