using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Takes waiting events in order of arrival and hands them out without end: one conversation in order, conversations side by side. Wakes on signal; polls as a net.
/// One program at a time on a data directory: two would handle an event twice, and a conversation out of order.</summary>
public sealed class InboxPump(
    IDbContextFactory<ZaitakuDb> databases, OpenConnections connections, EventInbox inbox, InboxTurns turns, BurstWatch burst, InboxSignal signal, IOptions<InboxOptions> options,
    IOptions<StorageOptions> storage, TimeProvider clock, ILogger<InboxPump> logger)
    : BackgroundService
{
    /// <summary>Events taken and not finished. What is beyond it waits in the database.</summary>
    private const int InHandMax = 10_000;

    private static readonly TimeSpan GiveWayLook = TimeSpan.FromMilliseconds(50);

    /// <summary>While events are in hand: a worker that gave way to a burst has left them to the next look.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(200);

    private static readonly Func<ZaitakuDb, long, int, IAsyncEnumerable<WaitingEvent>> Waiting = EF.CompileAsyncQuery((ZaitakuDb db, long after, int max) =>
        db.Inbox.Where(message => message.State == InboxState.Waiting && message.Id > after).OrderBy(message => message.Id)
            .Take(max).Select(message => new WaitingEvent(message.Id, message.Conversation)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (options.Value.ConversationsAtOnceMax == 0)
        {
            logger.NobodyHandles();
            return;
        }

        try
        {
            await using FileStream place = await PumpPlace.TakeAsync(storage.Value, "inbox.lock", options.Value.PollEvery, logger.AnotherHandles, stoppingToken);
            await PumpAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it had its place.
        }
    }

    private async Task PumpAsync(CancellationToken stoppingToken)
    {
        InboxLines lines = new(options.Value.ConversationsAtOnceMax);
        long last = 0;
        long lookedThroughAt = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // From the beginning now and then: an event put back, or retried from the console, stands before those already taken.
                if (lookedThroughAt == 0 || clock.GetElapsedTime(lookedThroughAt) >= options.Value.PollEvery)
                {
                    lookedThroughAt = clock.GetTimestamp();
                    await TakeSpilledAsync(stoppingToken);
                    last = 0;
                    lines.BeginAgain();
                }

                if (burst.MustGiveWay())
                {
                    await Task.Delay(GiveWayLook, stoppingToken);
                    continue;
                }

                (int added, last) = lines.Count < InHandMax ? await LookAsync(lines, last, stoppingToken) : (0, last);
                Start(lines);
                if (added == 0)
                {
                    await signal.WaitAsync(lines.Count > 0 ? ShortWait : options.Value.PollEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The pump outlives whatever ails the database.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                logger.InboxCannotBeRead(options.Value.PollEvery, new WordlessException(problem));
                await Task.Delay(options.Value.PollEvery, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        lines.Close();
        await lines.WhenRestingAsync(); // A turn that has begun is finished under its own limit.
    }

    /// <summary>One pass over what waits, for tests that run the pump by hand. Returns how many events were tried.</summary>
    /// <param name="stoppingToken">Stops taking; a turn that has begun is finished under its own limit.</param>
    public async Task<int> RunAsync(CancellationToken stoppingToken)
    {
        await TakeSpilledAsync(stoppingToken);
        InboxLines lines = new(Math.Max(1, options.Value.ConversationsAtOnceMax));
        using CancellationTokenRegistration closing = stoppingToken.Register(lines.Close);
        (int added, _) = await LookAsync(lines, 0, stoppingToken);
        Start(lines, isByHand: true);
        await lines.WhenRestingAsync();
        return added;
    }

    /// <returns>How many were new, and the last id seen.</returns>
    private async Task<(int Added, long Last)> LookAsync(InboxLines lines, long after, CancellationToken stoppingToken)
    {
        int added = 0;
        int max = options.Value.BatchMax + (after == 0 ? lines.Count : 0); // Those in hand still wait in the database.
        await using ZaitakuDb db = await databases.CreateDbContextAsync(stoppingToken);
        using OpenConnections.Loan loan = connections.Lend(db);
        await foreach (WaitingEvent one in Waiting(db, after, max).WithCancellation(stoppingToken))
        {
            added += lines.Add(one) ? 1 : 0;
            after = one.Id;
        }

        return (added, after);
    }

    private void Start(InboxLines lines, bool isByHand = false)
    {
        while (lines.TryStart() is { } one)
        {
            _ = Task.Run(() => WorkAsync(lines, one, isByHand));
        }
    }

    private async Task WorkAsync(InboxLines lines, WaitingEvent? one, bool isByHand)
    {
        for (; one is not null; one = isByHand || !burst.MustGiveWay() ? lines.TryStart() : null)
        {
            bool isOver = false;
            try
            {
                isOver = await turns.RunAsync(one.Id);
            }
#pragma warning disable CA1031 // Whatever it was, the others' turns must come.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                logger.InboxCannotBeRead(options.Value.PollEvery, new WordlessException(problem));
            }

            lines.Finish(one, isOver);
            if (lines.Count == InHandMax - 1)
            {
                signal.Wake();
            }
        }
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
}
