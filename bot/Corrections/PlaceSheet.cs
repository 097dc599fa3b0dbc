using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage;
using Zaitaku.Storage.Corrections;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Corrections;

/// <summary>One word of the hub about a place.</summary>
/// <param name="Standing">Facts it still speaks of.</param>
public sealed record HubWord(int Record, HubConfirmation Said, DateOnly? Day, string Staff, IReadOnlyList<string> Standing);

/// <summary>A place as coordinators see it, closed or not.</summary>
/// <param name="Stamp">Changes whenever a fact does: a form sends it back.</param>
public sealed record PlaceSheet(ShownPlace Shown, string Stamp, IReadOnlyList<HubWord> History)
{
    public Place Place => Shown.Place;

    public PlaceFacts Facts => Shown.Facts;

    public bool IsClosed => Place.ClosedAt is not null;
}

/// <summary>Reads places for the people who correct them.</summary>
public sealed class PlaceSheets(ZaitakuDb db)
{
    /// <summary>Words of the hub shown of one place, newest first.</summary>
    private const int HistoryMax = 100;

    private const int ClosedMax = 50;

    public static string StampOf(Place place, string facts)
    {
        ArgumentNullException.ThrowIfNull(place);
        return $"{MatchRules.Hash(facts):x16}{(place.ClosedAt is null ? "" : "c")}";
    }

    /// <returns>Null when there is no such place.</returns>
    public async Task<PlaceSheet?> ReadAsync(int id, CancellationToken cancellationToken)
    {
        Place? place = await db.Places.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        PlaceDetail? detail = await db.PlaceDetails.AsNoTracking().SingleOrDefaultAsync(one => one.PlaceId == id, cancellationToken);
        if (place is null || detail is null)
        {
            return null;
        }

        Dictionary<int, string> names = await db.PlaceSources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        return new PlaceSheet(PlaceReader.Shown(new KeptPlace(place, detail.Facts, detail.Provenance), names), StampOf(place, detail.Facts), await HistoryAsync(id, cancellationToken));
    }

    /// <summary>Places that are found no more, last closed first.</summary>
    public async Task<IReadOnlyList<Place>> ClosedAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        string key = NameRules.KeyOf(name);
        return await db.Places.AsNoTracking().Where(place => place.ClosedAt != null && (key == "" || place.NameKey.Contains(key)))
            .OrderByDescending(place => place.ClosedAt).ThenBy(place => place.Id).Take(ClosedMax).ToListAsync(cancellationToken);
    }

    /// <summary>Places of one name in one municipality: whoever makes a new one looks at them first.</summary>
    public async Task<IReadOnlyList<Place>> NamesakesAsync(PlaceFacts facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string key = NameRules.KeyOf(NameRules.WithoutLegalForm(facts.Name ?? ""));
        string municipality = facts.Municipality ?? "";
        return await db.Places.AsNoTracking().Where(place => place.NameKey == key && place.Municipality == municipality).OrderBy(place => place.Id).Take(ClosedMax).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<HubWord>> HistoryAsync(int id, CancellationToken cancellationToken)
    {
        List<PlaceRecord> records = await db.PlaceRecords.AsNoTracking()
            .Where(record => record.PlaceId == id && db.PlaceSources.Any(source => source.Id == record.SourceId && source.Key == HubSource.Key))
            .OrderByDescending(record => record.Id).Take(HistoryMax).ToListAsync(cancellationToken);
        List<(PlaceRecord Record, PlaceFacts Facts)> said = [.. records.Select(record => (record, PlaceFacts.FromJson(record.Stated))).Where(one => one.Item2.Confirmation is not null)];
        Dictionary<Guid, string> names = await DeskStaff.NamesOfAsync(db, said.Select(one => one.Facts.Confirmation!.Staff), cancellationToken);
        return
        [
            .. said.Select(one => new HubWord(
                one.Record.Id, one.Facts.Confirmation!, one.Record.ConfirmedOn, names.GetValueOrDefault(one.Facts.Confirmation!.Staff, "前の人"), [.. FactSheet.KeysOf(one.Facts)])),
        ];
    }
}
