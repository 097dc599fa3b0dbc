using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Backups;

/// <summary>Makes the nightly copy when it is due and removes those past their time. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class BackupJob(NightlyBackups nights, IOptions<BackupOptions> options, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<BackupJob> logger) : IJob
{
    /// <summary>Far longer than a copy takes to make.</summary>
    private static readonly TimeSpan LeftOverAfter = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (!nights.IsWanted || !BackupRules.IsDue(nights.LastMadeAt(), options.Value.At, now))
        {
            return;
        }

        OwnFile.MakeFolder(nights.Folder);
        switch (await BackupPass.RunAsync(storage.Value, Path.Combine(nights.Folder, BackupRules.NameOf(now)), now, cancellationToken))
        {
            case BackupOutcome.Made made:
                logger.BackupMade(made.Bytes, made.Uploads, (long)made.Took.TotalMilliseconds);
                RemoveOld(now);
                break;
            default:
                logger.BackupFailed(); // The next look tries again; the console says when it is too long ago.
                break;
        }
    }

    /// <summary>Only after a new one was made: a disk that is full never costs the last good copy.</summary>
    private void RemoveOld(DateTimeOffset now)
    {
        IReadOnlyList<string> names = nights.Names();
        foreach (string name in BackupRules.PastTheirTime(names, options.Value.Keep, now).Concat(names.Where(IsLeftOver)))
        {
            File.Delete(Path.Combine(nights.Folder, name));
        }

        bool IsLeftOver(string name) => BackupRules.IsLeftOver(name) && File.GetLastWriteTimeUtc(Path.Combine(nights.Folder, name)) < (now - LeftOverAfter).UtcDateTime;
    }
}
