using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Corrections;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Corrections;

/// <summary>
/// Writes what coordinators say of a place: a record of our own source beside those of the registers, and the place merged anew, in one transaction.
/// An import merges the same records by the same rules, so it undoes nothing.
/// </summary>
public sealed class PlaceCorrections(ZaitakuDb db, TimeProvider clock)
{
    /// <summary>Records of one place read for its merge. Registers make some five; a word of the hub each.</summary>
    private const int RecordsMax = 2_000;

    /// <summary>Letters of one fact kept in the history.</summary>
    private const int ShownMax = 200;

    /// <summary>Says what is true of a place.</summary>
    /// <param name="stamp">Of the sheet the form was opened with; null where nobody can be overtaken.</param>
    /// <param name="note">The 「この情報は違います」 that is answered by it.</param>
    public Task<CorrectionAnswer> SayAsync(int place, string? stamp, PlaceFacts stated, Basis basis, Guid staff, int? note, CancellationToken cancellationToken) =>
        TryAsync(async now =>
        {
            ArgumentNullException.ThrowIfNull(stated);
            ArgumentNullException.ThrowIfNull(basis);
            if (await FindAsync(place, cancellationToken) is not { } found)
            {
                return new CorrectionAnswer.Gone();
            }

            if (stamp is not null && stamp != PlaceSheets.StampOf(found.Place, found.Detail.Facts))
            {
                return new CorrectionAnswer.Overtaken();
            }

            PlaceFacts before = PlaceFacts.FromJson(found.Detail.Facts);
            string[] keys = [.. FactSheet.KeysOf(stated)];
            HubDeed deed = stated.IsClosed switch { true => HubDeed.Closed, false => HubDeed.Reopened, null => HubDeed.Confirmed };
            HubConfirmation confirmation = Of(deed, basis, staff, now) with { Changes = [.. keys.Where(key => key != FactSheet.Closed).Select(key => Change(key, before, stated))] };
            found.Records.Add(await AddRecordAsync(place, stated with { Confirmation = confirmation }, basis.Day, null, now, cancellationToken));
            PlaceFacts after = await MergeAsync(found, now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(staff, ActionOf(deed), $"place:{place}", now, ChannelText.FitUnits(string.Join(' ', keys), AuditMax)));
            await MarkSeenAsync(note, place, staff, now, cancellationToken);
            return new CorrectionAnswer.Done(place, [.. keys.Where(key => key != FactSheet.Closed && FactSheet.Find(key) is { } field && field.Read(after) != field.Read(stated))]);
        }, cancellationToken);

    /// <summary>Makes a place no register has.</summary>
    public Task<CorrectionAnswer> AddAsync(PlaceFacts stated, Basis basis, Guid staff, CancellationToken cancellationToken) =>
        TryAsync(async now =>
        {
            ArgumentNullException.ThrowIfNull(stated);
            ArgumentNullException.ThrowIfNull(basis);
            Place place = new() { Name = "", NameKey = "", Services = "" };
            SearchColumns.Apply(place, stated);
            db.Places.Add(place);
            await db.SaveChangesAsync(cancellationToken);
            PlaceDetail detail = new() { PlaceId = place.Id, Facts = "{}", Provenance = "{}" };
            db.PlaceDetails.Add(detail);
            HubConfirmation confirmation = Of(HubDeed.Added, basis, staff, now) with { IsWhole = true };
            PlaceRecord record = await AddRecordAsync(place.Id, stated with { Unknown = null, Confirmation = confirmation }, basis.Day, null, now, cancellationToken);
            await MergeAsync(new Found(place, detail, [record]), now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(staff, ActionOf(HubDeed.Added), $"place:{place.Id}", now));
            return new CorrectionAnswer.Done(place.Id, []);
        }, cancellationToken);

    /// <summary>Takes one fact out of a word of the hub: what older words and registers say shows again.</summary>
    public Task<CorrectionAnswer> TakeBackAsync(int place, int record, string fact, Guid staff, CancellationToken cancellationToken) =>
        TryAsync(async now =>
        {
            if (await FindAsync(place, cancellationToken) is not { } found || found.Records.Find(one => one.Id == record) is not { } taken
                || PlaceFacts.FromJson(taken.Stated) is not { Confirmation: { IsWhole: false } } stated || !FactSheet.KeysOf(stated).Contains(fact))
            {
                return new CorrectionAnswer.Gone();
            }

            PlaceFacts before = PlaceFacts.FromJson(found.Detail.Facts), rest = FactSheet.Without(stated, fact);
            State(taken, rest);
            taken.MissingSince = FactSheet.KeysOf(rest).Any() ? null : now;
            PlaceFacts after = await MergeAsync(found, now, cancellationToken);
            FactField? field = FactSheet.Find(fact);
            FactChange change = field is null ? new FactChange(fact, "", "") : new FactChange(fact, Shown(field, before), Shown(field, after));
            HubConfirmation trace = new() { Deed = HubDeed.TookBack, Staff = staff, EnteredAt = now, Changes = [change] };
            await AddRecordAsync(place, new PlaceFacts { Confirmation = trace }, null, now, now, cancellationToken); // Says nothing itself; also tells the directory in memory.
            db.AuditTrail.Add(AuditEntry.By(staff, ActionOf(HubDeed.TookBack), $"place:{place}", now, fact));
            return new CorrectionAnswer.Done(place, []);
        }, cancellationToken);

    private const int AuditMax = 200;

    private static string ActionOf(HubDeed deed) => deed switch
    {
        HubDeed.TookBack => "place.take_back", HubDeed.Closed => "place.close", HubDeed.Reopened => "place.reopen", HubDeed.Added => "place.add", _ => "place.change",
    };

    private async Task<CorrectionAnswer> TryAsync(Func<DateTimeOffset, Task<CorrectionAnswer>> work, CancellationToken cancellationToken)
    {
        try
        {
            // Takes the write lock at once: nobody, and no import, comes between looking and writing.
            await using IDbContextTransaction whole = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            CorrectionAnswer answer = await work(clock.GetUtcNow());
            if (answer is CorrectionAnswer.Done)
            {
                await db.SaveChangesAsync(cancellationToken);
                await whole.CommitAsync(cancellationToken);
            }

            return answer;
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            return new CorrectionAnswer.Busy();
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>Null for no such place, or one without a row that could be merged.</returns>
    private async Task<Found?> FindAsync(int id, CancellationToken cancellationToken)
    {
        Place? place = await db.Places.SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        PlaceDetail? detail = await db.PlaceDetails.SingleOrDefaultAsync(one => one.PlaceId == id, cancellationToken);
        List<PlaceRecord> records = await db.PlaceRecords.Where(record => record.PlaceId == id).OrderBy(record => record.Id).Take(RecordsMax).ToListAsync(cancellationToken);
        return place is null || detail is null || records.Count is 0 or RecordsMax ? null : new Found(place, detail, records);
    }

    private async Task<PlaceRecord> AddRecordAsync(int place, PlaceFacts stated, DateOnly? day, DateTimeOffset? missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PlaceSource? source = await db.PlaceSources.SingleOrDefaultAsync(one => one.Key == HubSource.Key, cancellationToken);
        if (source is null)
        {
            source = HubSource.New();
            db.PlaceSources.Add(source);
            await db.SaveChangesAsync(cancellationToken);
        }

        PlaceRecord record = new() { SourceId = source.Id, SourceKey = HubSource.KeyOf(now), PlaceId = place, Stated = "", ConfirmedOn = day, MissingSince = missing };
        State(record, stated);
        db.PlaceRecords.Add(record);
        await db.SaveChangesAsync(cancellationToken);
        return record;
    }

    private static void State(PlaceRecord record, PlaceFacts stated)
    {
        record.Stated = stated.ToJson();
        record.Digest = (long)MatchRules.Hash(record.Stated);
    }

    private async Task<PlaceFacts> MergeAsync(Found found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<PlaceSource> sources = await db.PlaceSources.ToListAsync(cancellationToken);
        Dictionary<int, int> trust = sources.ToDictionary(source => source.Id, source => source.Trust);
        int? hub = sources.Find(source => source.Key == HubSource.Key)?.Id;
        (MergedPlace merged, bool isClosed) = StandingRules.Settle(
            [.. found.Records.Select(record => (new Statement(PlaceFacts.FromJson(record.Stated), record.SourceId, trust[record.SourceId], record.ConfirmedOn), record.MissingSince is not null))]);
        bool isHubsPoint = hub is not null && (merged.Provenance.GetValueOrDefault(Point)?.SourceId == hub || ProvenanceOf(found.Detail).GetValueOrDefault(Point)?.SourceId == hub);
        PlaceFacts facts = isHubsPoint ? merged.Facts : WithKnownDoor(merged.Facts, PlaceFacts.FromJson(found.Detail.Facts)); // What the hub said of it, or took back, is no neighbour's loan.
        SearchColumns.Apply(found.Place, facts);
        found.Place.ConfirmedOn = merged.ConfirmedOn;
        found.Place.ClosedAt = isClosed ? found.Place.ClosedAt ?? now : null;
        found.Detail.Facts = facts.ToJson();
        found.Detail.Provenance = JsonSerializer.Serialize(merged.Provenance, PlaceJson.Default.DictionaryStringProvenance);
        return facts;
    }

    private const string Point = "latitude";

    private static Dictionary<string, Provenance> ProvenanceOf(PlaceDetail detail) =>
        detail.Provenance.Length == 0 ? [] : JsonSerializer.Deserialize(detail.Provenance, PlaceJson.Default.DictionaryStringProvenance) ?? [];

    /// <summary>An import may have lent the place the door of a neighbour in the house; it keeps it as long as its address stays.</summary>
    private static PlaceFacts WithKnownDoor(PlaceFacts merged, PlaceFacts before) =>
        merged.Precision != Precision.Door && before.Precision == Precision.Door && MergeRules.IsOneAddress(merged, before)
            ? merged with { Latitude = before.Latitude, Longitude = before.Longitude, Precision = Precision.Door } : merged;

    private async Task MarkSeenAsync(int? note, int place, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (note is { } id && await db.KeptNotes.SingleOrDefaultAsync(one => one.Id == id && one.PlaceId == place && one.SeenAt == null, cancellationToken) is { } kept)
        {
            kept.SeenAt = now;
            db.AuditTrail.Add(AuditEntry.By(staff, "note.seen", $"note:{id}", now));
        }
    }

    private static HubConfirmation Of(HubDeed deed, Basis basis, Guid staff, DateTimeOffset now) => new() { Deed = deed, How = basis.How, Words = basis.Words, Staff = staff, EnteredAt = now };

    private static FactChange Change(string key, PlaceFacts before, PlaceFacts stated) =>
        FactSheet.Find(key) is { } field ? new FactChange(key, Shown(field, before), Shown(field, stated)) : new FactChange(key, "", "");

    private static string Shown(FactField field, PlaceFacts facts) => ChannelText.FitUnits(field.Shown(field.Read(facts)), ShownMax);

    private sealed record Found(Place Place, PlaceDetail Detail, List<PlaceRecord> Records);
}
