using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Sends what is due and still useful, urgent before old. Safe to run late, twice or after a crash: a push is repeated under its own key.</summary>
public sealed class OutboxPass(
    IDbContextFactory<ZaitakuDb> databases, IEnumerable<IChannelSender> senders, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<OutboxPass> logger)
{
    private readonly Dictionary<string, IChannelSender> _senders = ByChannel(senders);

    /// <summary>Sends up to a batch. Returns how many were tried or dropped, and when the next one is due.</summary>
    public async Task<(int Done, DateTimeOffset? NextDue)> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<DueMessage> due;
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            due = await TakeDueAsync(db, now, cancellationToken);
            if (due.Count == 0)
            {
                DateTimeOffset? next = await db.Outbox.Where(message => message.State == OutboxState.Waiting)
                    .OrderBy(message => message.NotBefore).Select(message => (DateTimeOffset?)message.NotBefore).FirstOrDefaultAsync(cancellationToken);
                return (0, next);
            }
        }

        ParallelOptions sideBySide = new() { MaxDegreeOfParallelism = options.Value.AddressesAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.GroupBy(message => (message.Channel, message.Address)), sideBySide, async (group, token) =>
        {
            foreach (DueMessage message in group)
            {
                await SendAsync(message.Id, token);
            }
        });
        return (due.Count, null);
    }

    private static Dictionary<string, IChannelSender> ByChannel(IEnumerable<IChannelSender> senders)
    {
        Dictionary<string, IChannelSender> byChannel = [];
        foreach (IChannelSender sender in senders)
        {
            if (!byChannel.TryAdd(sender.Channel, sender))
            {
                throw new InvalidOperationException($"Channel '{sender.Channel}' has two senders: {byChannel[sender.Channel].GetType().Name} and {sender.GetType().Name}.");
            }
        }

        return byChannel;
    }

    /// <summary>Urgent before old, then in the order they were written. The urgency is text in the database, so each is asked for in turn.</summary>
    private async Task<List<DueMessage>> TakeDueAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<DueMessage> due = [];
        foreach (Urgency urgency in Enum.GetValues<Urgency>())
        {
            due.AddRange(await db.Outbox.AsNoTracking()
                .Where(message => message.State == OutboxState.Waiting && message.NotBefore <= now && message.Urgency == urgency)
                .OrderBy(message => message.CreatedAt).ThenBy(message => message.Sequence)
                .Take(options.Value.BatchMax - due.Count)
                .Select(message => new DueMessage(message.Id, message.Channel, message.Address)).ToListAsync(cancellationToken));
            if (due.Count >= options.Value.BatchMax)
            {
                break;
            }
        }

        return due;
    }

    private async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        OutboxMessage message = await db.Outbox.SingleAsync(message => message.Id == id, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        if (message.State != OutboxState.Waiting)
        {
            return;
        }

        if (OutboxRules.IsUseless(message, now))
        {
            message.Cancel("too late to be useful", now);
        }
        else
        {
            bool byReply = message.ReplyToken is not null && message.ReplyTokenExpiresAt > now;
            SendOutcome outcome = await TrySendAsync(message, byReply, cancellationToken);
            message.Apply(OutboxRules.After(message, outcome, byReply, clock.GetUtcNow()), clock.GetUtcNow());
        }

        // What was said is written down even while the program stops: otherwise it would be said again.
        await db.SaveChangesAsync(CancellationToken.None);
        if (message.State is OutboxState.Sent or OutboxState.Waiting)
        {
            logger.Sent(message.Id, message.Channel, message.State, message.Attempts, message.LastAnswer);
        }
        else
        {
            logger.NotDelivered(message.Id, message.Channel, message.State, message.LastAnswer);
        }
    }

    private async Task<SendOutcome> TrySendAsync(OutboxMessage message, bool byReply, CancellationToken cancellationToken)
    {
        if (!_senders.TryGetValue(message.Channel, out IChannelSender? sender))
        {
            return new SendOutcome.TryAgain("channel is not configured");
        }

        try
        {
            return await sender.SendAsync(message, byReply, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.SendThrew(message.Id, message.Channel, problem);
            return new SendOutcome.Unknown($"our mistake: {problem.GetType().Name}");
        }
    }

    private sealed record DueMessage(Guid Id, string Channel, string Address);
}
