using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Erasure;

namespace Zaitaku.Storage.HandRaising;

/// <summary>Takes words and doctors out of cases past their time; area, times and numbers stay, since nobody else keeps them. Drafts nobody sent go whole.</summary>
public static class HandErasure
{
    private const int BatchMax = 200;
    private const int BatchesMax = 1_000;

    /// <param name="endedBefore">Settled or withdrawn before this instant: words go. So they do where nobody ended it and its deadline lies before.</param>
    /// <param name="begunBefore">Written before this instant and never sent: all goes.</param>
    public static async Task RunAsync(ZaitakuDb db, StorageOptions storage, DateTimeOffset endedBefore, DateTimeOffset begunBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        for (int batch = 0; batch < BatchesMax; batch++)
        {
            List<HandCase> old = await db.HandCases.Include(one => one.Asks).Include(one => one.Seats).Include(one => one.Steps).AsSplitQuery()
                .Where(one => one.ErasedAt == null && ((one.ClosedAt ?? one.Deadline) < endedBefore && one.State != HandCaseState.Draft || one.State == HandCaseState.Draft && one.CreatedAt < begunBefore))
                .OrderBy(one => one.Id).Take(BatchMax).ToListAsync(cancellationToken);
            if (old.Count > 0)
            {
                JournalErasure.Expect(storage);
                old.ForEach(one => Strip(db, one, now));
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }

            if (old.Count < BatchMax)
            {
                return;
            }
        }
    }

    private static void Strip(ZaitakuDb db, HandCase one, DateTimeOffset now)
    {
        db.RemoveRange(one.Asks);
        db.RemoveRange(one.Seats);
        db.RemoveRange(one.Steps);
        if (one.State == HandCaseState.Draft)
        {
            db.Remove(one);
            return;
        }

        (one.Remark, one.Procedures, one.CareLevel, one.StartsOn, one.NextChaseAt, one.ErasedAt) = ("", "", CareLevel.Unknown, null, null, now);
        one.Revision++;
    }
}
