using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Runs the passes of all lanes, each when something in it is due, until nothing is.
/// Of two programs on one data directory only one sends; the other waits for its place.</summary>
public sealed class OutboxPump(
    OutboxPass pass, OutboxLanes lanes, OutboxRecovery recovery, OutboxSignal signal, IOptions<OutboxOptions> options, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<OutboxPump> logger)
    : BackgroundService
{
    /// <summary>Two looks at what is due are at least so far apart; a look takes a tenth of a millisecond.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(3);

    /// <summary>Of <see cref="OutboxLanes.All"/>.</summary>
    private readonly WakeSignal[] _wakes = [.. lanes.All.Select(_ => new WakeSignal())];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await using FileStream place = await PumpPlace.TakeAsync(storage.Value, "outbox.lock", options.Value.PollEvery, logger.AnotherSends, stoppingToken);
            await UntilDoneAsync(() => recovery.RunAsync(stoppingToken), stoppingToken);
            await Task.WhenAll([WatchAsync(stoppingToken), .. lanes.All.Select((lane, number) => RunAsync(lane, _wakes[number], stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Wakes the lanes in which something is due: at a signal, at the next due instant, and as often as the poll says.</summary>
    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset?[] next = [];
        long elsewhereAt = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            long lookedAt = clock.GetTimestamp();
            await UntilDoneAsync(async () => next = await pass.NextDuesAsync(stoppingToken), stoppingToken);
            DateTimeOffset now = clock.GetUtcNow();
            for (int lane = 0; lane < next.Length; lane++)
            {
                if (next[lane] <= now)
                {
                    _wakes[lane].Wake();
                }
            }

            if (elsewhereAt == 0 || clock.GetElapsedTime(elsewhereAt) >= OutboxPlanning.NoChannelWait)
            {
                elsewhereAt = clock.GetTimestamp();
                _wakes[^1].Wake();
            }

            await signal.WaitAsync(UntilNext(next, now), stoppingToken);
            if (clock.GetElapsedTime(lookedAt) is var passed && passed < LookAgainAfter)
            {
                await Task.Delay(LookAgainAfter - passed, stoppingToken); // A burst of signals is one look.
            }
        }
    }

    private async Task RunAsync(OutboxLane lane, WakeSignal wake, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await wake.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            int done = 0;
            await UntilDoneAsync(
                async () =>
                {
                    for (int some = -1; some != 0 && !stoppingToken.IsCancellationRequested; done += some)
                    {
                        some = await pass.RunAsync(lane, stoppingToken);
                    }
                }, stoppingToken);
            if (done > 0)
            {
                signal.Wake(); // What was put off is due at another instant.
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
                logger.OutboxUnavailable(options.Value.PollEvery, new WordlessException(problem));
                await Task.Delay(options.Value.PollEvery, stoppingToken);
            }
        }
    }

    /// <summary>What is due already is in the hands of its lane.</summary>
    private TimeSpan UntilNext(DateTimeOffset?[] next, DateTimeOffset now) =>
        next.Where(due => due > now).Min() - now is { } wait && wait < options.Value.PollEvery ? wait : options.Value.PollEvery;
}
