using Microsoft.Extensions.Options;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Backups;

/// <param name="LastMadeAt">Null while there is none.</param>
/// <param name="IsLate">The coordinators should call whoever runs the server.</param>
public sealed record BackupStanding(bool IsWanted, DateTimeOffset? LastMadeAt, bool IsLate);

/// <summary>The folder of nightly copies: which there are, and whether the last is too old.</summary>
public sealed class NightlyBackups(IOptions<BackupOptions> options, IOptions<StorageOptions> storage, TimeProvider clock)
{
    /// <summary>Files looked at; a folder with more is not ours alone.</summary>
    private const int FilesMax = 10_000;

    public bool IsWanted => options.Value.Directory.Length > 0;

    public string Folder => Path.GetFullPath(options.Value.Directory);

    public IReadOnlyList<string> Names() => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Take(FilesMax).Select(Path.GetFileName).OfType<string>()] : [];

    public DateTimeOffset? LastMadeAt() => BackupRules.LastMadeAt(Names(), clock.GetUtcNow());

    public BackupStanding Standing()
    {
        DateTimeOffset? last = IsWanted ? LastMadeAt() : null;
        DateTimeOffset opened = new(File.GetCreationTimeUtc(Sqlite.DatabaseFile(storage.Value)), TimeSpan.Zero);
        return new BackupStanding(IsWanted, last, IsWanted && BackupRules.IsLate(last, opened, clock.GetUtcNow()));
    }
}
