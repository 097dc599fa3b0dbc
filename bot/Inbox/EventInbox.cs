using System.Text.Json;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Keeps events in the database before the platform is answered, many requests sharing one flush to disk. The unique index is the door against a second delivery.</summary>
public sealed class EventInbox(
    KeepQueue queue, InboxSpill spill, InboxSignal signal, EmergencyDoor emergencies, EmergencyLookout lookout, TimeProvider clock, ILogger<EventInbox> logger)
    : IEventInbox
{
    /// <summary>Looks at the spill before an event is kept: one, and more only while others still spill.</summary>
    private const int LooksMax = 5;

    private readonly Lock _gate = new();
    private Task<int>? _taking;

    public async Task<int> KeepAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return 0;
        }

        events = Positions.Rounded(events);
        try
        {
            for (int looks = 0; spill.IsHolding && looks < LooksMax; looks++)
            {
                await TakeSpilledAsync(cancellationToken); // It was acknowledged before this was said.
            }

            int kept = await queue.KeepAsync(RowsOf(events)).WaitAsync(cancellationToken);
            if (kept > 0)
            {
                signal.Wake();
                lookout.Watch(events);
            }

            KillPoints.Reach("after-keep");
            return kept;
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem) || problem is OperationCanceledException)
        {
            // Another program writes for seconds on end. What was said is on disk all the same; only its answer waits.
            await emergencies.AnswerFromMemoryAsync(events);
            await spill.AppendAsync(events, CancellationToken.None);
            logger.InboxSpilled(events.Count);
            signal.Wake();
            return events.Count;
        }
        catch (Exception problem)
        {
            // LINE delivers again only where its owner switched that on, so a life in danger is answered now, from memory.
            logger.InboxCannotKeep(events.Count, problem.GetType().Name, problem is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: int code } ? code : 0);
            await emergencies.AnswerFromMemoryAsync(events);
            throw;
        }
    }

    /// <summary>Takes over what was spilled while the database was held. Who comes meanwhile waits for the same. Returns how many events that were.</summary>
    public Task<int> TakeSpilledAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_taking is null or { IsCompleted: true })
            {
                _taking = spill.DrainAsync(KeepSpilledAsync, CancellationToken.None);
            }

            return _taking.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The card from memory may have failed: what was spilled is looked at like all else, not only in its turn.
    /// Also what is in the database already: a request that gave up waiting may have been kept all the same, and nobody was told.</summary>
    private async Task KeepSpilledAsync(IReadOnlyList<ChannelEvent> events)
    {
        await queue.KeepAsync(RowsOf(events));
        lookout.Watch(events);
    }

    private InboxMessage[] RowsOf(IReadOnlyList<ChannelEvent> events)
    {
        DateTimeOffset now = clock.GetUtcNow();
        InboxMessage[] rows = new InboxMessage[events.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            rows[index] = RowOf(events[index], now);
        }

        return rows;
    }

    private static InboxMessage RowOf(ChannelEvent one, DateTimeOffset now) => new()
    {
        Channel = one.Channel,
        ChannelEventId = one.EventId,
        Conversation = $"{one.Channel}:{one.Address}",
        Event = JsonSerializer.Serialize(one, ReplyJson.Default.ChannelEvent),
        ChannelMessageId = one.Kind == EventKind.Unsend ? "" : one.MessageId ?? "",
        SaidAt = one.SaidAt,
        ReceivedAt = now,
    };
}
