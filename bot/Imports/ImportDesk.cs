using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Imports;

namespace Zaitaku.Bot.Imports;

/// <summary>Imports files for the console, one at a time, beside everything else the program does. What it was doing when the program ended is told after the restart.</summary>
public sealed class ImportDesk(IOptions<StorageOptions> storage, IDbContextFactory<ZaitakuDb> databases, TimeProvider clock, ILogger<ImportDesk> logger, ILogger<ImportPass> passLogger) : IAsyncDisposable
{
    /// <summary>Rejected rows kept with the job; the others are in the file.</summary>
    private const int RejectsShownMax = 5;

    /// <summary>An import that does not end by then is left to die with the process: its transaction is undone.</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    private readonly ImportFolder _folder = new(storage.Value);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _looking = new(1);
    private Task _running = Task.CompletedTask;
    private ImportJob? _last;
    private bool _hasLooked;
    private bool _isOver;

    public ImportFolder Folder => _folder;

    /// <summary>How far the running import is.</summary>
    public ImportProgress? Progress { get; private set; }

    /// <summary>The last import: running, ended, or interrupted by the end of the program that ran it.</summary>
    public async Task<ImportJob?> LastAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (!_hasLooked)
            {
                _last = _folder.ReadJob();
                _hasLooked = _last is not { State: ImportState.Running } || await SettleAsync(_last, cancellationToken);
            }

            return _last;
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Begins the import of an uploaded file; returns when it has begun.</summary>
    /// <param name="held">The lock; the desk lets go of it when the import has ended.</param>
    public async Task BeginAsync(WantedImport wanted, FileStream held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        DateTimeOffset now = clock.GetUtcNow();
        ImportJob job = new()
        {
            Id = Guid.CreateVersion7(now), FileName = wanted.FileName, Complete = wanted.Settings.Complete, AsOf = wanted.Settings.AsOf, Staff = wanted.Staff, StaffName = wanted.StaffName, StartedAt = now,
        };
        await TellAsync(job, "import.start", cancellationToken);
        _folder.WriteJob(job);
        (Progress, _last, _hasLooked) = (null, job, true);
        logger.ImportBegan(job.Id, new FileInfo(wanted.Path).Length);
        _running = Task.Run(() => RunAsync(job, wanted, held), CancellationToken.None);
    }

    /// <summary>Stops the import that runs, if any. Safe to call twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        await _stopping.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(StopMax));
        _stopping.Dispose();
        _looking.Dispose();
    }

    private async Task RunAsync(ImportJob job, WantedImport wanted, FileStream held)
    {
        ImportJob ended;
        try
        {
            using ImportPass pass = new(storage.Value, passLogger);
            ImportSettings settings = wanted.Settings with { FileName = wanted.FileName, RejectsPath = _folder.RejectsOf(job.Id) };
            ImportOutcome outcome = await pass.RunAsync(wanted.Path, settings, job.StartedAt, new Hearing(this), _stopping.Token);
            ended = outcome is ImportOutcome.Refused refused ? job with { State = ImportState.Refused, Problem = refused.Problem } : await DoneAsync(job, ((ImportOutcome.Done)outcome).Report);
        }
        catch (OperationCanceledException)
        {
            ended = job with { State = ImportState.Interrupted };
        }
        catch (Exception problem)
        {
            logger.ImportFailed(problem, job.Id);
            ended = job with { State = ImportState.Refused, Problem = "プログラムの側の誤りで止まりました。記録を見て、開発者に知らせてください" };
        }

        await EndAsync(ended, wanted.Path, held);
    }

    private async Task<ImportJob> DoneAsync(ImportJob job, ImportReport report)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        ImportRun? run = await RunOfAsync(db, job, CancellationToken.None);
        if (run is not null)
        {
            _folder.KeepRejects(job.Id, run.Id);
        }

        return job with { State = ImportState.Done, Run = run?.Id, Rejects = [.. report.Rejects.Take(RejectsShownMax).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Line}行目: {row.Reason}"))] };
    }

    /// <summary>Whatever fails here, the next import may begin.</summary>
    private async Task EndAsync(ImportJob ended, string path, FileStream held)
    {
        try
        {
            File.Delete(path);
            _folder.WriteJob(ended);
            await TellAsync(ended, ended.State switch { ImportState.Done => "import.done", ImportState.Refused => "import.refused", _ => "import.interrupted" }, CancellationToken.None);
        }
        catch (Exception problem)
        {
            logger.ImportFailed(problem, ended.Id);
        }

        await held.DisposeAsync();
        (_last, Progress) = (ended, null);
        logger.ImportEnded(ended.Id, ended.State);
    }

    /// <summary>A job that was running when its program ended: committed, or as if it had never been.</summary>
    /// <returns>False while another program still runs it.</returns>
    private async Task<bool> SettleAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await using FileStream? held = _folder.TryHold();
        if (held is null)
        {
            return false;
        }

        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        ImportRun? run = await RunOfAsync(db, job, cancellationToken);
        _folder.SweepUploads();
        if (run is not null)
        {
            _folder.KeepRejects(job.Id, run.Id);
        }

        _last = job with { State = run is null ? ImportState.Interrupted : ImportState.Done, Run = run?.Id };
        _folder.WriteJob(_last);
        return true;
    }

    private static async Task<ImportRun?> RunOfAsync(ZaitakuDb db, ImportJob job, CancellationToken cancellationToken) =>
        await db.ImportRuns.AsNoTracking().Where(run => run.StartedAt == job.StartedAt).OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task TellAsync(ImportJob job, string action, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(job.Staff, action, job.Run is { } run ? $"import:{run}" : $"import:{job.Id:N}", clock.GetUtcNow(), job.Complete ? "complete" : ""));
        await db.SaveChangesAsync(cancellationToken);
    }

    private sealed class Hearing(ImportDesk desk) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => desk.Progress = value;
    }
}
