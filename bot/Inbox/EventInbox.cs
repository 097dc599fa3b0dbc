using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Bot.Inbox;

/// <summary>Keeps events in the database before the platform is answered. The unique index is the door against a second delivery.</summary>
public sealed class EventInbox(
    IDbContextFactory<ZaitakuDb> databases, InboxSpill spill, InboxSignal signal, EmergencyDoor emergencies, TimeProvider clock, ILogger<EventInbox> logger)
    : IEventInbox
{
    /// <summary>LINE waits 2 seconds for its answer. An import holds the database for longer than that: then the event is spilled to a file, and the door for emergencies opens at once.</summary>
    private static readonly TimeSpan BusyWaitMax = TimeSpan.FromMilliseconds(800);

    public async Task<int> KeepAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return 0;
        }

        try
        {
            int kept = await KeepNewAsync(events, cancellationToken);
            signal.Wake();
            return kept;
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            // Another program writes for seconds on end. What was said is on disk all the same; only its answer waits.
            await emergencies.AnswerFromMemoryAsync(events, clock.GetUtcNow());
            await spill.AppendAsync(events, CancellationToken.None);
            logger.InboxSpilled(events.Count);
            signal.Wake();
            return events.Count;
        }
        catch (Exception problem)
        {
            // LINE delivers again only where its owner switched that on, so a life in danger is answered now, from memory.
            logger.InboxCannotKeep(events.Count, problem.GetType().Name);
            await emergencies.AnswerFromMemoryAsync(events, clock.GetUtcNow());
            throw;
        }
    }

    /// <summary>Takes over what was spilled while the database was held. Returns how many events that were.</summary>
    public Task<int> TakeSpilledAsync(CancellationToken cancellationToken) => spill.DrainAsync(events => KeepNewAsync(events, cancellationToken), cancellationToken);

    private async Task<int> KeepNewAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        List<InboxMessage> rows = [.. events.DistinctBy(one => (one.Channel, one.EventId)).Select(RowOf)];
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await Sqlite.WaitAtMostAsync(db, BusyWaitMax, cancellationToken);
            List<string> ids = [.. rows.Select(row => row.ChannelEventId)];
            string channel = rows[0].Channel;
            List<string> known = await db.Inbox.Where(row => row.Channel == channel && ids.Contains(row.ChannelEventId))
                .Select(row => row.ChannelEventId).ToListAsync(cancellationToken);
            rows.RemoveAll(row => known.Contains(row.ChannelEventId));
            db.Inbox.AddRange(rows);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return rows.Count;
            }
            catch (DbUpdateException problem) when (!Sqlite.IsBusy(problem))
            {
                // The same event came through another request in the same moment; what follows sorts out which.
            }
        }

        return await KeepOneByOneAsync(rows, cancellationToken);
    }

    private async Task<int> KeepOneByOneAsync(List<InboxMessage> rows, CancellationToken cancellationToken)
    {
        int kept = 0;
        foreach (InboxMessage row in rows)
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            await Sqlite.WaitAtMostAsync(db, BusyWaitMax, cancellationToken);
            db.Inbox.Add(row);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                kept++;
            }
            catch (DbUpdateException problem)
            {
                bool isKept = await db.Inbox.AsNoTracking()
                    .AnyAsync(known => known.Channel == row.Channel && known.ChannelEventId == row.ChannelEventId, cancellationToken);
                if (!isKept)
                {
                    throw new InvalidOperationException("The inbox cannot keep an event.", problem);
                }
            }
        }

        return kept;
    }

    private InboxMessage RowOf(ChannelEvent one) => new()
    {
        Channel = one.Channel,
        ChannelEventId = one.EventId,
        Conversation = $"{one.Channel}:{one.Address}",
        Event = JsonSerializer.Serialize(one, ReplyJson.Default.ChannelEvent),
        ChannelMessageId = one.Kind == EventKind.Unsend ? "" : one.MessageId ?? "",
        SaidAt = one.SaidAt,
        ReceivedAt = clock.GetUtcNow(),
    };
}
