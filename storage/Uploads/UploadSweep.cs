using Microsoft.EntityFrameworkCore;

namespace Zaitaku.Storage.Uploads;

/// <summary>Removes bytes that no row names: the program died after they were written and before their row was, or after their row was erased and before they were.</summary>
public static class UploadSweep
{
    /// <summary>Far longer than a request lasts, whose bytes come before their row.</summary>
    public static readonly TimeSpan StrayAfter = TimeSpan.FromDays(1);

    private const int BatchMax = 500;

    /// <summary>Only files with a name as we give them are looked at; what else lies in the folder is not ours.</summary>
    /// <returns>How many went.</returns>
    public static async Task<int> RunAsync(ZaitakuDb db, StorageOptions storage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        int removed = 0;
        foreach (Guid[] old in UploadFolder.WrittenBefore(storage, now - StrayAfter).Chunk(BatchMax))
        {
            List<Guid> named = await db.ConsultationFiles.Where(file => old.Contains(file.Id) && file.ErasedAt == null).Select(file => file.Id).ToListAsync(cancellationToken);
            named.AddRange(await db.MeetingPapers.Where(paper => old.Contains(paper.Id) && paper.ErasedAt == null).Select(paper => paper.Id).ToListAsync(cancellationToken));
            foreach (Guid stray in old.Except(named))
            {
                UploadFolder.Erase(storage, stray);
                removed++;
            }
        }

        return removed + UploadFolder.EraseParts(storage, now - StrayAfter);
    }
}
