using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What a pass needs to know of what is due.</summary>
internal sealed record DueMessages(
    List<OutboxMessage> Messages, IReadOnlyDictionary<Guid, Member> People, ILookup<Guid, QuietHours> Quiet, IReadOnlyDictionary<(string, string), DateTimeOffset> Held,
    IReadOnlyDictionary<(string, string), DateTimeOffset> WithoutRoom)
{
    /// <summary>Tries whose people need not be known.</summary>
    public static DueMessages Nobody { get; } =
        new([], new Dictionary<Guid, Member>(), Array.Empty<QuietHours>().ToLookup(hours => hours.MemberId), new Dictionary<(string, string), DateTimeOffset>(), new Dictionary<(string, string), DateTimeOffset>());

    /// <summary>The person's accounts; none for somebody who was erased.</summary>
    public IReadOnlyList<ChannelLink> LinksOf(Guid member) => People.TryGetValue(member, out Member? found) ? found.Links : [];
}

/// <summary>Reads what is due, urgent before old, and who it is for.</summary>
public sealed class OutboxReads(IDbContextFactory<ZaitakuDb> databases, OpenConnections connections, OutboxLanes lanes)
{
    /// <summary>People of one query: those of a whole batch. They stand in its text, some 40 letters each, and SQLite takes a million letters.</summary>
    private const int IdsMax = 2_000;

    /// <summary>Answers held back by a failed one before them. More at once would be an outage, in which order is the least worry.</summary>
    private const int HeldMax = 5_000;

    /// <summary>Above the longest wait between two tries. What waits longer was written under a clock that was wrong.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(20);

    private readonly OutboxDues _dues = new([.. lanes.Watched.Select(lane => (lane.Urgencies, lane.Channel))]);

    /// <param name="max">Messages read; multicasts begun before come whole beyond it.</param>
    internal async Task<DueMessages> DueAsync(OutboxLane lane, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        using OpenConnections.Loan loan = connections.Lend(db);
        List<OutboxMessage> due = [];
        foreach (Urgency urgency in lane.Urgencies)
        {
            IQueryable<OutboxMessage> waiting = Of(lane, db.Outbox.AsNoTracking()
                .Where(message => message.State == OutboxState.Waiting && message.Urgency == urgency && message.NotBefore <= now));

            // Answers go in the order they were said: one that was put off is due later than those that followed it, and must not arrive behind them.
            IOrderedQueryable<OutboxMessage> inOrder = urgency == Urgency.Reply ? waiting.OrderBy(message => message.CreatedAt)
                : waiting.OrderBy(message => message.NotBefore).ThenBy(message => message.CreatedAt);
            due.AddRange(await inOrder.ThenBy(message => message.Sequence).Take(max - due.Count).ToListAsync(cancellationToken));
            if (due.Count >= max)
            {
                break;
            }
        }

        await AddWholeBatchesAsync(db, due, cancellationToken);
        Guid[] people = [.. due.Select(message => message.MemberId).OfType<Guid>().Distinct()];
        return new DueMessages(due, await PeopleAsync(db, people, cancellationToken), await QuietAsync(db, people, cancellationToken),
            await HeldAsync(db, due.Exists(message => message.Urgency == Urgency.Reply), false, now, cancellationToken),
            await HeldAsync(db, due.Exists(message => message.Urgency == Urgency.Reply && !message.GoesByReply(now)), true, now, cancellationToken));
    }

    /// <summary>A multicast is repeated with all its people or not at all: its key stands for exactly that call.</summary>
    private static async Task AddWholeBatchesAsync(ZaitakuDb db, List<OutboxMessage> due, CancellationToken cancellationToken)
    {
        HashSet<Guid> known = [.. due.Select(message => message.Id)];
        foreach (Guid?[] keys in due.Where(message => message.IsInBatch).Select(message => message.Key).Distinct().Chunk(IdsMax))
        {
            due.AddRange((await db.Outbox.AsNoTracking().Where(message => message.State == OutboxState.Waiting && keys.Contains(message.Key)).ToListAsync(cancellationToken))
                .Where(message => known.Add(message.Id)));
        }
    }

    /// <summary>When the next message of each of <see cref="OutboxLanes.Watched"/> is due, be it long past; null where none waits.</summary>
    internal async Task<DateTimeOffset?[]> NextDuesAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        using OpenConnections.Loan loan = connections.Lend(db);
        return _dues.Read(db.Database.GetDbConnection());
    }

    private IQueryable<OutboxMessage> Of(OutboxLane lane, IQueryable<OutboxMessage> messages)
    {
        if (lane == OutboxLanes.Patient)
        {
            return messages;
        }

        return lane == OutboxLanes.Elsewhere
            ? messages.Where(message => message.Channel != "" && !lanes.Channels.Contains(message.Channel))
            : messages.Where(message => message.Channel == lane.Channel);
    }

    private static async Task<IReadOnlyDictionary<Guid, Member>> PeopleAsync(ZaitakuDb db, Guid[] ids, CancellationToken cancellationToken)
    {
        Dictionary<Guid, Member> people = [];
        foreach (Guid[] some in ids.Chunk(IdsMax))
        {
            foreach (Member member in await db.Members.AsNoTracking().Include(member => member.Links).Where(member => some.Contains(member.Id)).ToListAsync(cancellationToken))
            {
                people.Add(member.Id, member);
            }
        }

        return people;
    }

    private static async Task<ILookup<Guid, QuietHours>> QuietAsync(ZaitakuDb db, Guid[] ids, CancellationToken cancellationToken)
    {
        List<QuietHours> hours = [];
        foreach (Guid[] some in ids.Chunk(IdsMax))
        {
            hours.AddRange(await db.QuietHours.AsNoTracking().Where(own => some.Contains(own.MemberId)).ToListAsync(cancellationToken));
        }

        return hours.ToLookup(own => own.MemberId);
    }

    /// <summary>Addresses whose earlier answer waits for another try, because the channel wished so, or because the clock was put back: what was said after it must not arrive before it.
    /// Apart from them those whose answer waits for room in the month's plan: a later one may go for nothing, but is not bought before it. Not where a card waits for its own turn.</summary>
    private static async Task<IReadOnlyDictionary<(string, string), DateTimeOffset>> HeldAsync(ZaitakuDb db, bool isWanted, bool forRoom, DateTimeOffset now, CancellationToken cancellationToken) =>
        !isWanted ? new Dictionary<(string, string), DateTimeOffset>()
        : (await db.Outbox.AsNoTracking()
            .Where(message => message.State == OutboxState.Waiting && message.Urgency == Urgency.Reply && message.NotBefore > now && message.NotBefore <= now + HeldFor && message.Address != ""
                && (forRoom ? message.LastAnswer == OutboxRules.NoRoom : message.LastAnswer != OutboxRules.NoRoom) && message.LastAnswer != OutboxPlanning.NoChannel && message.LastAnswer != OutboxRules.AfterCard && message.LastAnswer != OutboxRules.AfterPress)
            .OrderBy(message => message.NotBefore).Select(message => new { message.Channel, message.Address, message.NotBefore }).Take(HeldMax).ToListAsync(cancellationToken))
        .GroupBy(held => (held.Channel, held.Address)).ToDictionary(held => held.Key, held => held.Max(one => one.NotBefore));
}
