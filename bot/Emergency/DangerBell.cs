using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Emergency;

/// <summary>
/// Tells coordinators of what the lookout saw, beside it and after the card: nobody's card waits for it. What it cannot tell, the turn of the same event does; both write one row.
/// </summary>
public sealed class DangerBell(DangerNotices notices, GroupCommit commits, IDbContextFactory<ZaitakuDb> databases, OutboxSignal signal, TimeProvider clock, ILogger<DangerBell> logger) : BackgroundService
{
    /// <summary>Cards that may wait to be told of; what is beyond it their turns tell.</summary>
    private const int WaitingMax = 1_000;

    private readonly Channel<DangerSeen> _waiting = Channel.CreateBounded<DangerSeen>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    /// <summary>Costs the caller nothing.</summary>
    public void Ring(ChannelEvent one) => _waiting.Writer.TryWrite(DangerSeen.Of(one));

    /// <summary>Tells of all that waits. Returns how many messages are new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int told = 0;
        for (int read = 0; read < WaitingMax && !cancellationToken.IsCancellationRequested && _waiting.Reader.TryRead(out DangerSeen? seen); read++)
        {
            told += await TellAsync(seen, cancellationToken);
        }

        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<int> TellAsync(DangerSeen seen, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<OutboxMessage> owed;
            await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
            {
                owed = await notices.OwedAsync(db, seen, clock.GetUtcNow(), cancellationToken);
            }

            int added = 0;
            if (owed.Count > 0)
            {
                await commits.RunAsync(connection => added = OutboxOnce.Add(connection, owed), cancellationToken);
                signal.Wake();
            }

            return added;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.CoordinatorsNotTold(problem.GetType().Name);
            return 0;
        }
    }
}
