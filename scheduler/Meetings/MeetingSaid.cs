using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>One message about a meeting that was heard, may have been, or is on its way as it was drawn.</summary>
/// <param name="From">It was drawn at or after this instant,</param>
/// <param name="Until">and at or before this one.</param>
/// <param name="IsOnItsWay">It waits for another try: it may be heard after what is written now.</param>
/// <param name="Drawn">Of this revision of the meeting; null where that was not written down, and the two instants must do.</param>
internal sealed record SaidMessage(string Kind, DateTimeOffset From, DateTimeOffset Until, bool IsOnItsWay, int? Drawn);

/// <summary>Which messages about meetings were heard by whom. What was given up was surely not, nor what waits without a key.</summary>
internal static class MeetingSaid
{
    /// <summary>Values of one statement, which takes some hundred.</summary>
    public const int GroupMax = 200;

    private sealed record Row(string? About, Guid? MemberId, string Kind, OutboxState State, int Attempts, DateTimeOffset DueAt, DateTimeOffset? FirstTriedAt, DateTimeOffset? DoneAt, string LastAnswer, int? Drawn)
    {
        public bool IsCarried => State == OutboxState.Cancelled;
    }

    private sealed record Carrier(Guid Id, OutboxState State);

    /// <param name="member">Only theirs; null for everybody's.</param>
    /// <returns>By meeting and member, the latest last.</returns>
    public static async Task<ILookup<(int Meeting, Guid Member), SaidMessage>> ReadAsync(ZaitakuDb db, IEnumerable<int> meetings, Guid? member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        foreach (string[] abouts in meetings.Distinct().Select(MeetingMessages.AboutOf).Chunk(GroupMax))
        {
            rows.AddRange(await db.Outbox.Where(message => abouts.Contains(message.About) && message.MemberId != null && (member == null || message.MemberId == member)
                    && (message.State == OutboxState.Sending || message.State == OutboxState.Sent || message.State == OutboxState.Unknown || (message.State == OutboxState.Waiting && message.Key != null)
                        || (message.State == OutboxState.Cancelled && message.LastAnswer.StartsWith(BundleRules.Carried))))
                .Select(message => new Row(message.About, message.MemberId, message.Kind, message.State, message.Attempts, message.DueAt, message.FirstTriedAt, message.DoneAt, message.LastAnswer, message.Drawn)).ToListAsync(cancellationToken));
        }

        Dictionary<Guid, OutboxState> carriers = await CarriersAsync(db, rows, cancellationToken);
        return rows.Select(row => (Row: row, Said: Of(row, carriers, now))).Where(one => one.Said is not null).OrderBy(one => one.Said!.Until).ToLookup(one => (MeetingMessages.MeetingIn(one.Row.About) ?? 0, one.Row.MemberId!.Value), one => one.Said!);
    }

    /// <returns>Null where it travelled in a message that nobody heard.</returns>
    private static SaidMessage? Of(Row row, Dictionary<Guid, OutboxState> carriers, DateTimeOffset now)
    {
        if (row.IsCarried)
        {
            OutboxState carrier = CarrierOf(row) is { } id ? carriers.GetValueOrDefault(id, OutboxState.Sent) : OutboxState.Sent; // One that is no longer kept was heard long ago.
            DateTimeOffset at = row.DoneAt ?? row.DueAt;
            return carrier is OutboxState.GivenUp or OutboxState.Cancelled ? null : new SaidMessage(row.Kind, at, at, carrier is OutboxState.Waiting or OutboxState.Sending, row.Drawn);
        }

        DateTimeOffset until = row.FirstTriedAt ?? now; // Tried, and its key forgotten: drawn at some time before.
        return new SaidMessage(row.Kind, row.Attempts > 1 || row.FirstTriedAt is null ? (row.DueAt < until ? row.DueAt : until) : until, until, row.State is OutboxState.Waiting or OutboxState.Sending, row.Drawn);
    }

    private static async Task<Dictionary<Guid, OutboxState>> CarriersAsync(ZaitakuDb db, IEnumerable<Row> rows, CancellationToken cancellationToken)
    {
        Dictionary<Guid, OutboxState> found = [];
        foreach (Guid[] ids in rows.Where(row => row.IsCarried).Select(CarrierOf).OfType<Guid>().Distinct().Chunk(GroupMax))
        {
            (await db.Outbox.Where(message => ids.Contains(message.Id)).Select(message => new Carrier(message.Id, message.State)).ToListAsync(cancellationToken)).ForEach(one => found[one.Id] = one.State);
        }

        return found;
    }

    private static Guid? CarrierOf(Row row) => Guid.TryParse(row.LastAnswer.AsSpan(BundleRules.Carried.Length).Trim(), out Guid id) ? id : null;
}
