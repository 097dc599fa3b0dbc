using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;

namespace Zaitaku.Bot.Demo;

/// <summary>Takes the demo city's rows out, where real people are about to write to us. An import does the same by itself.</summary>
public static class DemoData
{
    /// <summary>Format of the run that marks a directory as one with a channel: another program without the channel's settings (<c>ask</c> in another shell) must not bring the demo back.</summary>
    private const string Removed = "demo removed";

    public static Task<bool> IsUnwantedAsync(ZaitakuDb db, CancellationToken cancellationToken) =>
        db.ImportRuns.AnyAsync(run => run.Format == Removed, cancellationToken);

    public static async Task RemoveAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Place> places = await db.Places.Where(place => place.IsDemo).ToListAsync(cancellationToken);
        if (places.Count == 0 && await IsUnwantedAsync(db, cancellationToken))
        {
            return;
        }

        List<int> ids = [.. places.Select(place => place.Id)];
        db.PlaceDetails.RemoveRange(await db.PlaceDetails.Where(detail => ids.Contains(detail.PlaceId)).ToListAsync(cancellationToken));
        db.PlaceRecords.RemoveRange(await db.PlaceRecords.Where(record => ids.Contains(record.PlaceId)).ToListAsync(cancellationToken));
        db.Places.RemoveRange(places);
        db.GazetteerEntries.RemoveRange(await db.GazetteerEntries.Where(entry => entry.Source == DemoGazetteer.Source).ToListAsync(cancellationToken));
        await DemoRota.RemoveAsync(db, cancellationToken);
        await DemoMeetings.RemoveAsync(db, cancellationToken);
        db.ImportRuns.Add(new ImportRun { FileName = "demo", Format = Removed, StartedAt = now, FinishedAt = now }); // So that a running server reads the directory again.
        await db.SaveChangesAsync(cancellationToken);
    }

    public static async Task AddGazetteerAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        if (!await db.GazetteerEntries.AnyAsync(entry => entry.Source == DemoGazetteer.Source, cancellationToken))
        {
            db.GazetteerEntries.AddRange(DemoGazetteer.Read());
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
