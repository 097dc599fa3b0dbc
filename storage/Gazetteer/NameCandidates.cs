using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Gathers what a folded name may stand for, one kind at a time.</summary>
internal sealed class NameCandidates
{
    /// <summary>A station with no municipality in its file belongs to the hub's area within this distance of its middle.</summary>
    private const double HubMetres = 15_000;

    private const int RowsMax = 200;

    private readonly AreaNames _names;
    private readonly DirectoryReads _reads;
    private readonly HubArea _hub;
    private readonly PlaceIndex _index;

    public NameCandidates(AreaNames names, DirectoryReads reads, HubArea hub)
    {
        (_names, _reads, _hub, _index) = (names, reads, hub, names.Index);
        HubMunicipalities = [.. hub.Municipalities.SelectMany(name => names.Full(NameRules.KeyOf(name)).Where(known => NameRules.KeyOf(known.Name) == NameRules.KeyOf(name) && IsOfHub(known.Prefecture)))];
        Hub = HubMunicipalities.Select(known => known.Centre).FirstOrDefault(centre => centre.IsKnown, MapPoint.None);
    }

    public MapPoint Hub { get; }

    private IReadOnlyList<KnownMunicipality> HubMunicipalities { get; }

    public List<NameCandidate> Municipalities(IReadOnlyList<KnownMunicipality> known, NameScope scope) =>
        [.. known.Where(scope.Holds).Select(municipality => new NameCandidate(municipality.ToArea(), TierOf(municipality.Prefecture, municipality.Name), municipality.Prefecture))];

    /// <summary>Of several bearers of a name those that stand nearest to the hub's heart.</summary>
    public IReadOnlyList<KnownMunicipality> Nearest(IReadOnlyList<KnownMunicipality> known)
    {
        int tier = known.Min(municipality => TierOf(municipality.Prefecture, municipality.Name));
        return [.. known.Where(municipality => TierOf(municipality.Prefecture, municipality.Name) == tier)];
    }

    public NameCandidate Prefecture(string prefecture)
    {
        MapPoint centre = _index.Areas.Prefectures.TryGetValue(prefecture, out MapPoint middle) ? middle : MapPoint.None;
        return new NameCandidate(At(prefecture, centre, Precision.Town) with { Prefecture = prefecture }, 2, "");
    }

    /// <summary>羽黒 in the hub's own area is 羽黒町 too.</summary>
    public List<NameCandidate> HubTowns(string townKey) => Towns(townKey, HubMunicipalities) is { Count: > 0 } towns ? towns
        : townKey.Length < 2 || townKey[^1] is '町' or '村' ? []
        : Towns(townKey + "町", HubMunicipalities);

    public List<NameCandidate> Towns(string townKey, NameScope scope)
    {
        List<NameCandidate> found = scope.Municipalities.Count > 0
            ? Towns(townKey, scope.Municipalities)
            : [.. ByMunicipality(_names.Towns.Anywhere(townKey)).Where(group => scope.Holds(group.Known)).Select(group => Town(group.Known, townKey, group.Towns))];
        found.AddRange(GazetteerTowns(townKey, scope).Where(entry => !found.Exists(candidate => AmbiguityRules.IsSameArea(candidate, entry))));
        return found;
    }

    /// <summary>The town an address begins with.</summary>
    public List<NameCandidate> TownsBeginning(string key, NameScope scope)
    {
        foreach (KnownMunicipality known in scope.Municipalities)
        {
            foreach (int number in known.Numbers)
            {
                if (_names.Towns.Beginning(number, key) is >= 0 and int town)
                {
                    return [Town(known, _index.Areas.Towns[town].Name, [town])];
                }
            }
        }

        return [];
    }

    public List<NameCandidate> Stations(string key, NameScope scope) =>
        [.. _names.StationsOf(key).Where(station => station.Point.IsKnown).Select(Point).Where(found => scope.IsAnywhere || scope.Holds(found.Prefecture, found.Municipality)).Select(found => found.Candidate)];

    public List<NameCandidate> Landmarks(string key, NameScope scope) =>
        [.. Entries(DirectorySql.GazetteerByName, key).Where(entry => entry.Kind == GazetteerKind.Landmark && entry.Point.IsKnown).Select(Point)
            .Where(found => scope.IsAnywhere || scope.Holds(found.Prefecture, found.Municipality)).Select(found => found.Candidate)];

    /// <summary>The places whose names fit best, of those nearest to the hub's heart.</summary>
    public List<NameCandidate> Facilities(string key, NameFit worst, NameScope scope)
    {
        List<FacilityFit> fits = FacilityNames.Find(_index, key, _hub)
            .FindAll(fit => fit.Fit <= worst && scope.Holds(_index.MunicipalityOf(fit.Row).Prefecture, _index.MunicipalityOf(fit.Row).Name));
        return [.. fits.TakeWhile(fit => fit.Tier == fits[0].Tier && fit.Fit == fits[0].Fit).Take(RowsMax).Select(fit => Facility(fit.Row, fit.Tier))];
    }

    public List<NameCandidate> FacilitiesByKana(string key, NameScope scope) =>
        key.Length < 4 || !key.All(letter => letter is (>= 'ァ' and <= 'ヺ') or 'ー') ? []
            : [.. _reads.All(DirectorySql.PlacesByKana, [("$key", key), ("$max", RowsMax)], row => row.GetInt32(0)).Select(_index.RowOf)
                .Where(row => row >= 0 && _hub.MaySee(_index.Columns(row)) && scope.Holds(_index.MunicipalityOf(row).Prefecture, _index.MunicipalityOf(row).Name))
                .Select(row => Facility(row, FacilityNames.TierOf(_index.MunicipalityOf(row), _hub)))];

    /// <summary>The municipality of a postal code, or its town where the file tells.</summary>
    public List<NameCandidate> PostalCode(string digits) =>
        [.. Entries(DirectorySql.GazetteerByName, digits).Where(entry => entry.Kind == GazetteerKind.PostalCode)
            .SelectMany(entry => PostalArea(entry, digits)).DistinctBy(candidate => candidate.Area)];

    private IEnumerable<NameCandidate> PostalArea(GazetteerName entry, string digits)
    {
        string name = Plain(entry.Municipality);
        foreach (KnownMunicipality known in _names.Full(NameRules.KeyOf(name)).Where(known => NameRules.KeyOf(known.Name) == NameRules.KeyOf(name) && known.Prefecture == entry.Prefecture))
        {
            bool namesTown = entry.Name.Length > 0 && entry.Name != digits;
            NameCandidate? town = namesTown ? Towns(AreaNameRules.TownKey(entry.Name), [known]).FirstOrDefault() : null;
            NameCandidate area = town ?? Municipalities([known], NameScope.Anywhere)[0];
            SearchArea exact = entry.Point.IsKnown ? area.Area with { Latitude = entry.Point.LatitudeDegrees, Longitude = entry.Point.LongitudeDegrees } : area.Area;
            yield return area with { Area = exact with { Label = $"〒{digits[..3]}-{digits[3..]} {area.Area.Label}" } };
        }
    }

    private List<NameCandidate> Towns(string townKey, IReadOnlyList<KnownMunicipality> municipalities) =>
        [.. ByMunicipality([.. municipalities.SelectMany(known => known.Numbers).Distinct().SelectMany(number => _names.Towns.In(number, townKey))])
            .Select(group => Town(group.Known, townKey, group.Towns))];

    private IEnumerable<(KnownMunicipality Known, List<int> Towns)> ByMunicipality(List<int> towns) => towns
        .GroupBy(town => _index.Areas.Towns[town].Municipality)
        .Select(group => (new KnownMunicipality(_index.Areas.Municipalities[group.Key].Prefecture, _index.Areas.Municipalities[group.Key].Name, "", MapPoint.None, [group.Key]), group.ToList()));

    /// <summary>As the directory writes as much of the name as was typed: 藤が丘 for 藤ヶ丘, which is several 丁目.</summary>
    private NameCandidate Town(KnownMunicipality known, string named, List<int> towns)
    {
        string name = _index.Areas.Towns[towns[0]].Name;
        name = name.Length > named.Length && AreaNameRules.TownKey(name[..named.Length]) == AreaNameRules.TownKey(named) ? name[..named.Length]
            : AreaNameRules.TownKey(name) == AreaNameRules.TownKey(named) ? name : named;
        MapPoint centre = KnownMunicipalities.Middle([.. towns.Select(town => _index.Areas.Towns[town].Centre)]);
        return Town(known.Prefecture, known.Name, name, centre);
    }

    private NameCandidate Town(string prefecture, string municipality, string town, MapPoint centre) =>
        new(At(municipality + town, centre, Precision.Town) with { Prefecture = prefecture.Length > 0 ? prefecture : null, Municipality = municipality, Town = town },
            TierOf(prefecture, municipality), prefecture);

    /// <summary>The gazetteer writes 二丁目, people 2丁目 or no 丁目 at all; its kana is looked up too.</summary>
    private IEnumerable<NameCandidate> GazetteerTowns(string townKey, NameScope scope) => GazetteerTownKeys.Of(townKey)
        .SelectMany(key => Entries(DirectorySql.GazetteerByName, key)).Concat(Entries(DirectorySql.GazetteerByKana, townKey))
        .Where(entry => entry.Kind == GazetteerKind.Town && entry.Point.IsKnown && scope.Holds(entry.Prefecture, Plain(entry.Municipality)))
        .DistinctBy(entry => (entry.Prefecture, entry.Municipality))
        .Select(entry => Town(entry.Prefecture, Plain(entry.Municipality), TownNames.WithoutChome(townKey) == townKey && !townKey.Any(char.IsAsciiDigit) ? GazetteerTownKeys.WithoutChome(entry.Name) : entry.Name, entry.Point));

    private (NameCandidate Candidate, string Prefecture, string Municipality) Point(GazetteerName entry)
    {
        int number = entry.Municipality.Length > 0 ? -1 : _index.MunicipalityAt(entry.Point);
        DirectoryMunicipality? here = number < 0 ? null : _index.Areas.Municipalities[number];
        string municipality = here?.Name ?? Plain(entry.Municipality);
        string prefecture = entry.Prefecture.Length > 0 ? entry.Prefecture : here?.Prefecture ?? "";
        string label = entry.Kind == GazetteerKind.Station && !entry.Name.EndsWith('駅') ? entry.Name + "駅" : entry.Name;
        SearchArea area = At(label, entry.Point, Precision.Door) with { PointMunicipality = municipality.Length > 0 ? municipality : null };
        bool nearHub = Hub.IsKnown && GeoRules.Metres(Hub, entry.Point) < HubMetres && municipality.Length == 0;
        return (new NameCandidate(area, nearHub ? 0 : TierOf(prefecture, municipality), municipality.Length > 0 ? municipality : prefecture), prefecture, municipality);
    }

    private NameCandidate Facility(int row, int tier)
    {
        MapPoint point = _index.PointOf(row);
        int here = _index.MunicipalityOf(row).Name.Length == 0 ? _index.MunicipalityAt(point) : -1; // Some lists have a point and no address.
        DirectoryMunicipality municipality = here < 0 ? _index.MunicipalityOf(row) : _index.Areas.Municipalities[here];
        string name = _reads.First(DirectorySql.PlaceName, [("$id", _index.IdOf(row))], found => found.GetString(0)) ?? "";
        SearchArea area = point.IsKnown
            ? At(name, point, _index.Precisions[row]) with { PointMunicipality = municipality.Name }
            : At(name, municipality.Centre, Precision.Town) with { Prefecture = municipality.Prefecture, Municipality = municipality.Name };
        return new NameCandidate(area, tier, municipality.Name);
    }

    private List<GazetteerName> Entries(string sql, string key) => _reads.All(sql, [("$key", key), ("$max", RowsMax)], GazetteerRows.Read);

    private int TierOf(string prefecture, string municipality) => FacilityNames.TierOf(new DirectoryMunicipality(prefecture, municipality, MapPoint.None), _hub);

    private bool IsOfHub(string prefecture) => _hub.Prefecture.Length == 0 || prefecture.Length == 0 || prefecture == _hub.Prefecture;

    private static string Plain(string municipality) => PlaceWords.WithoutCounty(municipality.Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal));

    private static SearchArea At(string label, MapPoint point, Precision precision) => new()
    {
        Label = label, Precision = precision,
        Latitude = point.IsKnown ? point.LatitudeDegrees : null, Longitude = point.IsKnown ? point.LongitudeDegrees : null,
    };
}
