using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Scheduler.Backups;

/// <summary>Section "Backup" of appsettings.json.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>Time of the nightly copy, Tokyo. Default 03:10; made at the next look when the program did not run then.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan At { get; set; } = new(3, 10, 0);

    /// <summary>Folder of the nightly copies, relative to where the program was started; best on another disk. Default <c>data/backups</c>; empty for none.</summary>
    public string Directory { get; set; } = "data/backups";

    /// <summary>Nightly copies kept. Default 14: two weeks. What was erased stays in older copies until then.</summary>
    [Range(1, 3_650)]
    public int Keep { get; set; } = 14;
}
