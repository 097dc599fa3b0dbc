using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Finds out which place on the map a person means.</summary>
public sealed class PlaceNames(LiveDirectory directory)
{
    /// <summary>What a place name as typed stands for: 鶴岡駅, つるおか, 横浜市青葉区, 藤が丘2丁目, 〒997-0000, 荘内病院.</summary>
    public PlaceNameAnswer Resolve(string text, HubArea hub)
    {
        PlaceIndex index = directory.Current();
        SearchArea? area = index.Areas.Municipalities.Where(municipality => municipality.Name == text)
            .Select(municipality => Area(municipality)).FirstOrDefault();
        return area is null ? new PlaceNameAnswer.Unknown([]) : new PlaceNameAnswer.Found(area);
    }

    /// <summary>A shared position, 「現在地」.</summary>
    public SearchArea At(double latitude, double longitude)
    {
        PlaceIndex index = directory.Current();
        int municipality = index.MunicipalityAt(MapPoint.Of(latitude, longitude));
        return new SearchArea
        {
            Label = "現在地", Latitude = latitude, Longitude = longitude, Precision = Precision.Door,
            PointMunicipality = municipality < 0 ? null : index.Areas.Municipalities[municipality].Name,
        };
    }

    /// <summary>Where a search without a place starts: the hub's first municipality, or null when the hub names none the directory knows.</summary>
    public SearchArea? Of(HubArea hub) => hub.Municipalities
        .Select(name => directory.Current().Areas.Municipalities.FirstOrDefault(municipality => municipality.Name == name && (hub.Prefecture.Length == 0 || municipality.Prefecture == hub.Prefecture)))
        .Where(municipality => municipality is not null).Select(municipality => Area(municipality!)).FirstOrDefault();

    /// <summary>Ids of the places a name asked about may mean, likeliest first: exact, then the end, the beginning or a part of the registered name; the hub's own area first.</summary>
    public IReadOnlyList<int> Facilities(string name, HubArea hub, int max)
    {
        PlaceIndex index = directory.Current();
        string key = NameRules.KeyOf(NameRules.WithoutLegalForm(name));
        return [.. FacilityNames.Find(index, key, hub).Take(max).Select(fit => index.IdOf(fit.Row))];
    }

    private static SearchArea Area(DirectoryMunicipality municipality) => new()
    {
        Label = municipality.Name, Precision = Precision.Town, Prefecture = municipality.Prefecture, Municipality = municipality.Name,
        Latitude = municipality.Centre.IsKnown ? municipality.Centre.LatitudeDegrees : null,
        Longitude = municipality.Centre.IsKnown ? municipality.Centre.LongitudeDegrees : null,
    };
}
