using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What becomes of words that travelled in another message, when that one surely reached nobody.</summary>
internal static class OutboxCarrying
{
    /// <summary>Those that travel in one message, tracked.</summary>
    public static Task<List<OutboxMessage>> InAsync(ZaitakuDb db, Guid carrier, CancellationToken cancellationToken)
    {
        string end = BundleRules.EndOf(carrier);
        return db.Outbox.Where(message => message.State == OutboxState.Cancelled && message.LastAnswer == end).OrderBy(message => message.CreatedAt).Take(BundleRules.ContentsMax * BundleRules.ContentsMax).ToListAsync(cancellationToken);
    }

    /// <summary>True where a carrier goes on: by another channel, or under a key of its own.</summary>
    public static bool MayGoOn(OutboxMessage message) => (message.Bundle is not null || message.Generation > 0)
        && message is { State: OutboxState.GivenUp } or { State: OutboxState.Waiting, Key: null, Attempts: > 0 };

    /// <summary>One that is drawn anew goes on alone, and they by themselves; in one that keeps its words they travel on.</summary>
    /// <param name="next">By another channel; null where none is.</param>
    public static async Task FollowAsync(ZaitakuDb db, OutboxMessage carrier, OutboxMessage? next, bool redraws, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (carrier.State == OutboxState.GivenUp && next is null)
        {
            return; // Nobody is reached: what was in it was not heard, and is looked for once a day.
        }

        foreach (OutboxMessage message in await InAsync(db, carrier.Id, cancellationToken))
        {
            if (redraws)
            {
                message.GoesAfterAll(now);
            }
            else if (next is not null)
            {
                message.TravelsIn(next.Id);
            }
        }
    }
}
