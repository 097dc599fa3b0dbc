using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Takes waiting events, oldest first: one conversation in order, conversations side by side. Wakes on signal; polls as a net.</summary>
public sealed class InboxPump(
    IDbContextFactory<ZaitakuDb> databases, EventInbox inbox, IServiceScopeFactory scopes, InboxSignal signal, IOptions<InboxOptions> options, TimeProvider clock,
    ILogger<InboxPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            int handled = 0;
            try
            {
                handled = await RunAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                logger.InboxCannotBeRead(options.Value.PollEvery, problem);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (handled == 0 && !stoppingToken.IsCancellationRequested)
            {
                await WaitAsync(stoppingToken);
            }
        }
    }

    /// <summary>One pass over what waits. Returns how many events were tried.</summary>
    /// <param name="stoppingToken">Stops taking; a turn that has begun is finished under its own limit.</param>
    public async Task<int> RunAsync(CancellationToken stoppingToken)
    {
        await TakeSpilledAsync(stoppingToken);
        List<WaitingEvent> waiting;
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(stoppingToken))
        {
            waiting = await db.Inbox.AsNoTracking().Where(message => message.State == InboxState.Waiting).OrderBy(message => message.Id)
                .Take(options.Value.BatchMax).Select(message => new WaitingEvent(message.Id, message.Conversation)).ToListAsync(stoppingToken);
        }

        ParallelOptions sideBySide = new() { MaxDegreeOfParallelism = options.Value.ConversationsAtOnceMax };
        await Parallel.ForEachAsync(waiting.GroupBy(message => message.Conversation), sideBySide, async (conversation, _) =>
        {
            foreach (WaitingEvent message in conversation.TakeWhile(_ => !stoppingToken.IsCancellationRequested))
            {
                await RunTurnAsync(message.Id);
            }
        });
        return waiting.Count;
    }

    private async Task TakeSpilledAsync(CancellationToken stoppingToken)
    {
        try
        {
            await inbox.TakeSpilledAsync(stoppingToken);
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            // Still held: the next pass looks again.
        }
    }

    /// <summary>Tries one event until it is handled or parked: the ones behind it wait for their order, never for ever.</summary>
    private async Task RunTurnAsync(long id)
    {
        for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
        {
            using CancellationTokenSource limit = new(options.Value.TurnMax, clock);
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TurnRunner>().RunAsync(id, limit.Token);
                return;
            }
            catch (Exception problem) when (Sqlite.IsBusy(problem))
            {
                logger.TurnWaits(id); // Weather, not a failure: the next pass tries again.
                return;
            }
            catch (Exception problem)
            {
                if (await CountFailureAsync(id, problem))
                {
                    return;
                }
            }
        }
    }

    /// <returns>True when the event is parked.</returns>
    private async Task<bool> CountFailureAsync(long id, Exception problem)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(CancellationToken.None);
        InboxMessage message = await db.Inbox.SingleAsync(message => message.Id == id);
        message.MarkFailed($"{problem.GetType().Name} in {problem.TargetSite?.DeclaringType?.Name}");
        await db.SaveChangesAsync();
        logger.TurnFailed(id, message.Attempts, message.LastProblem, problem);
        if (message.State == InboxState.Parked)
        {
            logger.TurnParked(id);
        }

        return message.State == InboxState.Parked;
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            await signal.WaitAsync(options.Value.PollEvery, stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private sealed record WaitingEvent(long Id, string Conversation);
}
