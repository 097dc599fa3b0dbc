namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Which rows lie in an area by its names.</summary>
internal sealed class AreaRows
{
    private readonly PlaceIndex _index;
    private readonly HashSet<int> _towns;
    private readonly HashSet<int> _municipalities;
    private readonly bool _byTown;

    private AreaRows(PlaceIndex index, HashSet<int> municipalities, HashSet<int> towns, bool byTown)
    {
        _index = index;
        _municipalities = municipalities;
        _towns = towns;
        _byTown = byTown;
    }

    public IReadOnlyCollection<int> Municipalities => _municipalities;

    public static AreaRows Of(PlaceIndex index, SearchArea area)
    {
        HashSet<int> municipalities = [];
        HashSet<int> towns = [];
        string? municipalityKey = area.Municipality is null ? null : NameRules.KeyOf(area.Municipality);
        string? townKey = area.Town is null ? null : AreaNameRules.TownKey(area.Town);
        for (int number = 0; number < index.Areas.Municipalities.Count; number++)
        {
            DirectoryMunicipality municipality = index.Areas.Municipalities[number];
            if ((area.Prefecture is null || municipality.Prefecture.Length == 0 || area.Prefecture == municipality.Prefecture)
                && (municipalityKey is null || AreaNameRules.HoldsMunicipality(municipalityKey, municipality.Key)))
            {
                municipalities.Add(number);
                AddTowns(index, number, townKey, towns);
            }
        }

        return new AreaRows(index, municipalities, towns, townKey is not null);
    }

    /// <summary>Whether a row lies there: in an area by its names; around a point within the reach of a first look, or in its municipality where nobody knows the row's own point.</summary>
    public static Func<int, bool> TestOf(PlaceIndex index, SearchArea area)
    {
        if (area is not { Prefecture: null, Municipality: null, Town: null })
        {
            return Of(index, area).Contains;
        }

        MapPoint centre = area is { Latitude: { } latitude, Longitude: { } longitude } ? MapPoint.Of(latitude, longitude) : MapPoint.None;
        int municipality = index.MunicipalityAt(centre);
        return row => index.Points[row].IsKnown
            ? centre.IsKnown && GeoRules.Metres(centre, index.Points[row]) <= SearchRules.ReachDefaultMetres
            : municipality >= 0 && index.Areas.Towns[index.TownOf[row]].Municipality == municipality;
    }

    public bool Contains(int row)
    {
        int town = _index.TownOf[row];
        return _byTown ? _towns.Contains(town) : _municipalities.Contains(_index.Areas.Towns[town].Municipality);
    }

    private static void AddTowns(PlaceIndex index, int municipality, string? townKey, HashSet<int> towns)
    {
        foreach (int town in townKey is null ? [] : index.Areas.TownsOf(municipality))
        {
            if (AreaNameRules.Holds(townKey, AreaNameRules.TownKey(index.Areas.Towns[town].Name)))
            {
                towns.Add(town);
            }
        }
    }
}
