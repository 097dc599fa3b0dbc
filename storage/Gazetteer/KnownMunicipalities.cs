using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Puts the directory's municipalities and the gazetteer's together. A centre comes from the places, and from the gazetteer where there are none.</summary>
internal static class KnownMunicipalities
{
    public static IReadOnlyList<KnownMunicipality> Of(DirectoryAreas areas, IReadOnlyList<GazetteerName> entries)
    {
        // By the folded name: files write 龍ケ崎市 and 龍ヶ崎市.
        Dictionary<(string Prefecture, string Key), KnownMunicipality> known = [];
        for (int number = 0; number < areas.Municipalities.Count; number++)
        {
            DirectoryMunicipality municipality = areas.Municipalities[number];
            KnownMunicipality? before = known.GetValueOrDefault((municipality.Prefecture, municipality.Key));
            if (municipality.Name.Length > 0)
            {
                known[(municipality.Prefecture, municipality.Key)] = before is null
                    ? new(municipality.Prefecture, municipality.Name, "", municipality.Centre, [number])
                    : before with { Numbers = [.. before.Numbers, number] };
            }
        }

        AddCities(known);
        foreach (GazetteerName entry in entries)
        {
            string name = PlaceWords.WithoutCounty((entry.Name.Length > 0 ? entry.Name : entry.Municipality).Replace(" ", "").Replace("　", ""));
            (string, string) key = (entry.Prefecture, NameRules.KeyOf(name));
            KnownMunicipality? before = known.GetValueOrDefault(key);
            MapPoint centre = before is { Centre.IsKnown: true } ? before.Centre : entry.Point;
            known[key] = new(entry.Prefecture, before?.Name ?? name, entry.KanaKey.Length > 0 ? entry.KanaKey : before?.Kana ?? "", centre, before?.Numbers ?? []);
        }

        return [.. known.Values];
    }

    /// <summary>A city whose addresses all name a ward is known by its wards.</summary>
    private static void AddCities(Dictionary<(string Prefecture, string Key), KnownMunicipality> known)
    {
        var cities = known.Values.Where(municipality => KnownMunicipality.CityOf(municipality.Name) is not null)
            .GroupBy(municipality => (municipality.Prefecture, Name: KnownMunicipality.CityOf(municipality.Name)!)).ToList();
        foreach (IGrouping<(string Prefecture, string Name), KnownMunicipality> wards in cities)
        {
            (string, string) key = (wards.Key.Prefecture, NameRules.KeyOf(wards.Key.Name));
            int[] numbers = [.. wards.SelectMany(ward => ward.Numbers).Concat(known.GetValueOrDefault(key)?.Numbers ?? [])];
            known[key] = new(wards.Key.Prefecture, wards.Key.Name, "", Middle([.. wards.Select(ward => ward.Centre)]), numbers);
        }
    }

    /// <summary>The middle of several points, by the median of each coordinate.</summary>
    public static MapPoint Middle(IReadOnlyCollection<MapPoint> points)
    {
        int[] latitudes = [.. points.Where(point => point.IsKnown).Select(point => point.Latitude).Order()];
        int[] longitudes = [.. points.Where(point => point.IsKnown).Select(point => point.Longitude).Order()];
        return latitudes.Length == 0 ? MapPoint.None : new MapPoint(latitudes[latitudes.Length / 2], longitudes[longitudes.Length / 2]);
    }
}
