using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Runs the pass on signal, at the next due instant, and as often as the poll says; repeats until nothing is due.</summary>
public sealed class OutboxPump(OutboxPass pass, OutboxSignal signal, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<OutboxPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                (int done, DateTimeOffset? nextDue) = await pass.RunAsync(stoppingToken);
                if (done == 0)
                {
                    await signal.WaitAsync(WaitUntil(nextDue), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                logger.OutboxUnavailable(options.Value.PollEvery, problem);
                await signal.WaitAsync(options.Value.PollEvery, CancellationToken.None);
            }
        }
    }

    private TimeSpan WaitUntil(DateTimeOffset? nextDue)
    {
        TimeSpan untilDue = nextDue is { } due ? due - clock.GetUtcNow() : options.Value.PollEvery;
        return untilDue <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : untilDue < options.Value.PollEvery ? untilDue : options.Value.PollEvery;
    }
}
