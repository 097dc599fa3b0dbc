using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Storage.Erasure;

/// <summary>Takes words, files and person out of consultations past their time; what the yearly report counts stays. Drafts past theirs go whole.</summary>
public static class ConsultationErasure
{
    private const int BatchMax = 200;
    private const int BatchesMax = 1_000;
    private static readonly ConsultationState[] Over = [ConsultationState.Closed, ConsultationState.Merged];
    private static readonly ConsultationState[] Never = [ConsultationState.Draft, ConsultationState.Abandoned];

    /// <param name="endedBefore">Closed before this instant: words go.</param>
    /// <param name="begunBefore">Begun before this instant and never in the queue, or taken back: all goes.</param>
    public static async Task RunAsync(ZaitakuDb db, StorageOptions storage, DateTimeOffset endedBefore, DateTimeOffset begunBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IQueryable<Consultation> ended = db.Consultations.Where(one => Over.Contains(one.State) && one.ClosedAt < endedBefore
            && (one.MemberId != null || one.AskerName != "" || one.CallPhone != "" || one.CallTimes != "" || one.OutcomeNote != "" || one.Channel != ""
                || one.Entries.Any(entry => entry.Text != "") || one.Files.Any(file => file.ErasedAt == null)));
        IQueryable<Consultation> drafts = db.Consultations.Where(one => Never.Contains(one.State) && one.CreatedAt < begunBefore);
        for (int batch = 0; batch < BatchesMax && await StripAsync(db, storage, ended, now, cancellationToken) == BatchMax; batch++)
        {
        }

        for (int batch = 0; batch < BatchesMax && await RemoveAsync(db, storage, drafts, cancellationToken) == BatchMax; batch++)
        {
        }
    }

    private static async Task<int> StripAsync(ZaitakuDb db, StorageOptions storage, IQueryable<Consultation> old, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Consultation> rows = await old.OrderBy(one => one.ClosedAt).Include(one => one.Entries).Include(one => one.Files).AsSplitQuery().Take(BatchMax).ToListAsync(cancellationToken);
        ExpectIf(rows, storage);
        foreach (Consultation one in rows)
        {
            EraseBytes(storage, one);
            (one.MemberId, one.Channel, one.AskerName, one.CallPhone, one.CallTimes, one.OutcomeNote) = (null, "", "", "", "", "");
            one.Revision++;
            foreach (ConsultationEntry entry in one.Entries)
            {
                (entry.Text, entry.MemberId) = ("", null);
            }

            foreach (ConsultationFile file in one.Files)
            {
                (file.Name, file.MemberId, file.ErasedAt) = ("", null, file.ErasedAt ?? now);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return rows.Count;
    }

    private static async Task<int> RemoveAsync(ZaitakuDb db, StorageOptions storage, IQueryable<Consultation> old, CancellationToken cancellationToken)
    {
        List<Consultation> rows = await old.OrderBy(one => one.CreatedAt).Include(one => one.Entries).Include(one => one.Files).AsSplitQuery().Take(BatchMax).ToListAsync(cancellationToken);
        ExpectIf(rows, storage);
        List<Guid> ids = [.. rows.Select(one => one.Id)];
        rows.ForEach(one => EraseBytes(storage, one));
        db.OneTimeLinks.RemoveRange(await db.OneTimeLinks.Where(link => ids.Contains(link.ConsultationId)).ToListAsync(cancellationToken));
        db.Consultations.RemoveRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return rows.Count;
    }

    private static void ExpectIf(List<Consultation> rows, StorageOptions storage)
    {
        if (rows.Count > 0)
        {
            JournalErasure.Expect(storage);
        }
    }

    private static void EraseBytes(StorageOptions storage, Consultation one) => one.Files.ForEach(file => UploadFolder.Erase(storage, file.Id));
}
