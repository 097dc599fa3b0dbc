using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.WebConsole;

/// <summary>What a look into the directory found.</summary>
/// <param name="Unknown">A place name nobody knows; empty when there is none.</param>
public sealed record PlaceFindings(IReadOnlyList<ShownPlace> Places, int Total, string Unknown, MapPicture? Map);

/// <summary>Looks places up for the console: by name, by service and area, or by all of them.</summary>
public sealed class PlaceFinder(ZaitakuDb db, NamedPlaces named, PlaceSearch search, AreaFinder areas, PlaceReader reader)
{
    /// <summary>Stations drawn for orientation.</summary>
    private const int StationsMax = 20;

    public async Task<PlaceFindings> FindAsync(string name, ServiceKind? service, string area, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (name.Length == 0 && service is null)
        {
            return new PlaceFindings([], 0, "", null);
        }

        // Where no place is said, a name is looked for everywhere, and a service where the hub works.
        SearchArea? there = name.Length > 0 && area.Length == 0 ? null : AreaOf(area);
        if (there is null && area.Length > 0)
        {
            return new PlaceFindings([], 0, area, null);
        }

        ServiceSet services = service is { } kind ? ServiceSet.Of(kind) : ServiceSet.Empty;
        (IReadOnlyList<ShownPlace> places, int total) = name.Length > 0 ? named.Find(name, services, there) : Offering(services, there, now);
        return new PlaceFindings(places, total, "", await MapAsync(places, cancellationToken));
    }

    private SearchArea? AreaOf(string said) => areas.Find(new SearchTerms { Place = said.Length > 0 ? said : null }, forProfessional: true) switch
    {
        AreaAnswer.Found one => one.Area,
        AreaAnswer.WhichOne many => many.Choices[0],
        _ => null,
    };

    private (IReadOnlyList<ShownPlace> Places, int Total) Offering(ServiceSet services, SearchArea? area, DateTimeOffset now)
    {
        SearchAnswer answer = search.Search(new SearchRequest { Services = services, Area = area, ForProfessional = true, Now = now });
        return (reader.Read([.. answer.Places.Select(place => place.PlaceId)], forProfessional: true), answer.Total);
    }

    private async Task<MapPicture?> MapAsync(IReadOnlyList<ShownPlace> places, CancellationToken cancellationToken)
    {
        List<MapMark> marks =
        [
            .. places.Select((shown, at) => (shown.Place, Number: at + 1)).Where(row => row.Place is { Latitude: not null, Longitude: not null })
                .Select(row => new MapMark(row.Place.Latitude!.Value, row.Place.Longitude!.Value, row.Number.ToString(), false, $"/console/directory/{row.Place.Id}", row.Place.Name)),
        ];
        if (marks.Count == 0)
        {
            return null;
        }

        const double Around = 0.02; // Degrees, about two kilometres.
        double south = marks.Min(mark => mark.Latitude) - Around, north = marks.Max(mark => mark.Latitude) + Around, west = marks.Min(mark => mark.Longitude) - Around, east = marks.Max(mark => mark.Longitude) + Around;
        List<GazetteerEntry> stations = await db.GazetteerEntries.AsNoTracking()
            .Where(entry => entry.Kind == GazetteerKind.Station && entry.Latitude > south && entry.Latitude < north && entry.Longitude > west && entry.Longitude < east)
            .OrderBy(entry => entry.Id).Take(StationsMax).ToListAsync(cancellationToken);
        marks.AddRange(stations.Select(entry => new MapMark(entry.Latitude!.Value, entry.Longitude!.Value, $"{entry.Name}駅", true)));
        return MapPicture.Of(marks);
    }
}
