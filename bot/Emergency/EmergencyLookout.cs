using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Emergency;

/// <summary>
/// Reads what was kept at once, before its turn comes: behind a slow or failing turn of the same conversation a life in danger must not wait for the order.
/// It owes the card under the same id as the turn would, so that in the ordinary case one card is shown, whoever was first.
/// </summary>
public sealed class EmergencyLookout(
    EmergencyDoor door, DangerBell bell, ReplyPosting posting, GroupCommit commits, IDbContextFactory<ZaitakuDb> databases, OutboxSignal signal, TimeProvider clock, ILogger<EmergencyLookout> logger)
    : BackgroundService
{
    /// <summary>Events that may wait to be read, a second's work at 50 µs a text. What is beyond it is answered by its own turn.</summary>
    private const int WaitingMax = 20_000;

    private readonly Channel<ChannelEvent> _waiting = Channel.CreateBounded<ChannelEvent>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    private int _isFull;

    /// <summary>Called when the events are on disk; costs the request nothing.</summary>
    public void Watch(IReadOnlyList<ChannelEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (ChannelEvent one in events)
        {
            if (!EmergencyDoor.MayTell(one) || _waiting.Writer.TryWrite(one))
            {
                continue;
            }

            if (Interlocked.Exchange(ref _isFull, 1) == 0)
            {
                logger.LookoutFull(WaitingMax);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await WatchLeftAsync(stoppingToken);
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

    /// <summary>Reads all that waits. Returns how many emergencies there were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int found = 0;
        for (int read = 0; read < WaitingMax && !cancellationToken.IsCancellationRequested && _waiting.Reader.TryRead(out ChannelEvent? one); read++)
        {
            found += await LookAsync(one) ? 1 : 0;
        }

        Volatile.Write(ref _isFull, 0);
        return found;
    }

    /// <summary>What the last run kept and did not handle: its emergencies must not wait behind each other either.</summary>
    private async Task WatchLeftAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(stoppingToken);
            List<string> left = await db.Inbox.Where(message => message.State == InboxState.Waiting).OrderBy(message => message.Id).Take(WaitingMax)
                .Select(message => message.Event).ToListAsync(stoppingToken);
            Watch([.. left.Select(ChannelEvent.FromKept).OfType<ChannelEvent>()]);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            logger.LookoutCannotRead(new WordlessException(problem));
        }
        catch (OperationCanceledException)
        {
            // The program ends before it has begun.
        }
    }

    private async Task<bool> LookAsync(ChannelEvent one)
    {
        IReadOnlyList<OutboxMessage> owed = [];
        try
        {
            if (door.CardFor(one) is not { } card)
            {
                return false;
            }

            owed = posting.PostEmergency(one, card, clock.GetUtcNow());
            int added = 0;
            await commits.RunAsync(connection => added = OutboxOnce.Add(connection, owed), CancellationToken.None);
            if (added > 0)
            {
                signal.Wake();
                bell.Ring(one);
                logger.EmergencySeen(one.Channel);
            }
        }
        catch (Exception problem)
        {
            // Nothing can be written down just now: said at once, and perhaps once more by its turn.
            logger.LookoutCannotKeep(one.Channel, problem.GetType().Name);
            if (!await IsSaidAsync(owed))
            {
                await door.AnswerFromMemoryAsync([one]);
            }
        }

        return true;
    }

    /// <summary>A full or held database can still be read: what its own turn has said already needs no second card.</summary>
    private async Task<bool> IsSaidAsync(IReadOnlyList<OutboxMessage> owed)
    {
        try
        {
            Guid[] ids = [.. owed.Select(message => message.Id)];
            await using ZaitakuDb db = await databases.CreateDbContextAsync();
            return ids.Length > 0 && await db.Outbox.CountAsync(message => ids.Contains(message.Id) && message.State == OutboxState.Sent) == ids.Length;
        }
#pragma warning disable CA1031 // Whatever ails the database, the card goes.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
