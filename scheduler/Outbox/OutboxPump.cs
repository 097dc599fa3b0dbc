using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Runs the passes of both lanes on signal, at the next due instant, and as often as the poll says; repeats until nothing is due.
/// Of two programs on one data directory only one sends; the other waits for its place.</summary>
public sealed class OutboxPump(
    OutboxPass pass, OutboxRecovery recovery, OutboxSignal signal, IOptions<OutboxOptions> options, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<OutboxPump> logger)
    : BackgroundService
{
    private readonly WakeSignal[] _lanes = [.. OutboxLane.All.Select(_ => new WakeSignal())];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await using FileStream place = await TakePlaceAsync(stoppingToken);
            await UntilDoneAsync(() => recovery.RunAsync(stoppingToken), stoppingToken);
            await Task.WhenAll([PassOnAsync(stoppingToken), .. OutboxLane.All.Select((lane, number) => RunAsync(lane, _lanes[number], stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>The system gives the lock back even when the program is killed.</summary>
    private async Task<FileStream> TakePlaceAsync(CancellationToken stoppingToken)
    {
        string file = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), "outbox.lock");
        for (bool isTold = false; ; isTold = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (!isTold)
                {
                    logger.AnotherSends();
                }

                await Task.Delay(options.Value.PollEvery, stoppingToken);
            }
        }
    }

    /// <summary>One signal from outside wakes both lanes.</summary>
    private async Task PassOnAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            foreach (WakeSignal lane in _lanes)
            {
                lane.Wake();
            }
        }
    }

    private async Task RunAsync(OutboxLane lane, WakeSignal wake, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            (int done, DateTimeOffset? nextDue) = (0, null);
            await UntilDoneAsync(async () => (done, nextDue) = await pass.RunAsync(lane, stoppingToken), stoppingToken);
            if (done == 0)
            {
                await wake.WaitAsync(WaitUntil(nextDue), stoppingToken);
            }
        }
    }

    private async Task UntilDoneAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong with the database, sending goes on when it is well again.
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.OutboxUnavailable(options.Value.PollEvery, problem);
                await Task.Delay(options.Value.PollEvery, stoppingToken);
            }
        }
    }

    private TimeSpan WaitUntil(DateTimeOffset? nextDue)
    {
        TimeSpan untilDue = nextDue is { } due ? due - clock.GetUtcNow() : options.Value.PollEvery;
        return untilDue <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : untilDue < options.Value.PollEvery ? untilDue : options.Value.PollEvery;
    }
}
