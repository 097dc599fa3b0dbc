namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Computes the middle of towns, municipalities and prefectures from the places in them.</summary>
internal static class AreaCentres
{
    public static DirectoryAreas Build(
        (string Prefecture, string Name)[] municipalities, (int Municipality, string Name)[] towns, int[] townOf, MapPoint[] points, Precision[] precisions)
    {
        int[] municipalityOf = [.. townOf.Select(town => towns[town].Municipality)];
        MapPoint[] townCentres = Medians(towns.Length, townOf, points, precisions);
        MapPoint[] municipalityCentres = Medians(municipalities.Length, municipalityOf, points, precisions);
        string[] prefectures = [.. municipalities.Select(municipality => municipality.Prefecture).Distinct(StringComparer.Ordinal)];
        int[] prefectureOfMunicipality = [.. municipalities.Select(municipality => Array.IndexOf(prefectures, municipality.Prefecture))];
        MapPoint[] prefectureCentres = Medians(prefectures.Length, [.. municipalityOf.Select(municipality => prefectureOfMunicipality[municipality])], points, precisions);

        return new DirectoryAreas(
            [.. municipalities.Select((municipality, number) => new DirectoryMunicipality(municipality.Prefecture, municipality.Name, municipalityCentres[number]))],
            [.. towns.Select((town, number) => new DirectoryTown(town.Municipality, town.Name, townCentres[number]))],
            prefectures.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => prefectureCentres[pair.number], StringComparer.Ordinal));
    }

    /// <summary>A place without a point stands in the middle of its town, as far as other places show where that is.</summary>
    public static void PlaceTheUnplaced(DirectoryAreas areas, int[] townOf, MapPoint[] points, Precision[] precisions)
    {
        for (int row = 0; row < points.Length; row++)
        {
            DirectoryTown town = areas.Towns[townOf[row]];
            if (!points[row].IsKnown && town.Name.Length > 0 && town.Centre.IsKnown)
            {
                points[row] = town.Centre;
                precisions[row] = Precision.Town;
            }
        }
    }

    private static MapPoint[] Medians(int groups, int[] groupOf, MapPoint[] points, Precision[] precisions)
    {
        (int[] rows, int[] starts) = RowGroups.By(groupOf.Length, groups, row => groupOf[row]);
        MapPoint[] centres = new MapPoint[groups];
        List<int> latitudes = [];
        List<int> longitudes = [];
        for (int group = 0; group < groups; group++)
        {
            latitudes.Clear();
            longitudes.Clear();
            foreach (int row in rows.AsSpan(starts[group]..starts[group + 1]))
            {
                if (precisions[row] != Precision.Unknown)
                {
                    latitudes.Add(points[row].Latitude);
                    longitudes.Add(points[row].Longitude);
                }
            }

            latitudes.Sort();
            longitudes.Sort();
            centres[group] = latitudes.Count == 0 ? MapPoint.None : new MapPoint(latitudes[latitudes.Count / 2], longitudes[longitudes.Count / 2]);
        }

        return centres;
    }
}
