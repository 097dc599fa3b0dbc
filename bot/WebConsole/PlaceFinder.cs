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

/// <summary>Looks places up for the console: by name, or by service and area.</summary>
public sealed class PlaceFinder(ZaitakuDb db, NamedPlaces named, PlaceSearch search, AreaFinder areas, PlaceReader reader)
{
    /// <summary>Stations drawn for orientation.</summary>
    private const int StationsMax = 20;

    public async Task<PlaceFindings> FindAsync(string name, ServiceKind? service, string area, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (name.Length > 0)
        {
            IReadOnlyList<ShownPlace> found = named.Find(name);
            return new PlaceFindings(found, found.Count, "", await MapAsync(found, cancellationToken));
        }

        if (service is not { } kind)
        {
            return new PlaceFindings([], 0, "", null);
        }

        AreaAnswer where = areas.Find(new SearchTerms { Place = area.Length > 0 ? area : null }, forProfessional: true);
        SearchArea? there = where switch { AreaAnswer.Found one => one.Area, AreaAnswer.WhichOne many => many.Choices[0], _ => null };
        if (there is null && area.Length > 0)
        {
            return new PlaceFindings([], 0, area, null);
        }

        SearchAnswer answer = search.Search(new SearchRequest { Services = ServiceSet.Of(kind), Area = there, ForProfessional = true, Now = now });
        IReadOnlyList<ShownPlace> places = reader.Read([.. answer.Places.Select(place => place.PlaceId)], forProfessional: true);
        return new PlaceFindings(places, answer.Total, "", await MapAsync(places, cancellationToken));
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
