namespace Zaitaku.Storage.DirectorySearch;

/// <summary>
/// Finds places: by area name those in it, around a point those within reach, best first. When nothing fits all wishes, one wish is
/// left out and named.
/// </summary>
public sealed class PlaceSearch(LiveDirectory directory)
{
    public SearchAnswer Search(SearchRequest request) => Search(directory.Current(), request);

    /// <summary>On a given picture of the directory.</summary>
    public static SearchAnswer Search(PlaceIndex index, SearchRequest request)
    {
        SearchAnswer answer = All(index, request);
        if (answer.Total > 0)
        {
            return answer;
        }

        SearchAnswer? best = null;
        foreach (SearchRequest relaxed in WithoutOne(request))
        {
            SearchAnswer tried = All(index, relaxed);
            string left = LeftOut(request, relaxed);
            best = tried.Total > 0 && (best is null || IsBetter(tried, best)) ? tried with { RelaxedWishId = left } : best;
        }

        return best ?? answer;
    }

    private static SearchAnswer All(PlaceIndex index, SearchRequest request)
    {
        if (request.Area is not { } area)
        {
            SearchPass everywhere = new(index, request, MapPoint.None, -1);
            Look(index, everywhere, request.Services);
            return new SearchAnswer(everywhere.Found(), everywhere.Total);
        }

        MapPoint centre = area is { Latitude: { } latitude, Longitude: { } longitude } ? MapPoint.Of(latitude, longitude) : MapPoint.None;
        return area is { Municipality: null, Town: null, Prefecture: null }
            ? Around(index, request, centre)
            : Within(index, request, area, centre);
    }

    /// <summary>Around a point, farther and farther until enough are found; a reach the person made smaller stays small.</summary>
    private static SearchAnswer Around(PlaceIndex index, SearchRequest request, MapPoint centre)
    {
        int municipality = index.MunicipalityAt(centre);
        for (double reach = SearchRules.ReachMetres(request.Reach); ; reach *= 2)
        {
            SearchPass pass = new(index, request, centre, municipality);
            Near(index, pass, request.Services, centre, reach, _ => true, outsideArea: false);
            LookUnplaced(index, pass, municipality);
            if (pass.Placed >= SearchRules.EnoughPlaces || request.Reach < 0 || reach * 2 > SearchRules.ReachGrowthMaxMetres)
            {
                return new SearchAnswer(pass.Found(), pass.Total, ReachMetres: reach);
            }
        }
    }

    /// <summary>In an area by name; its neighbours only when it has none, or when the person said that farther is fine: who names a town means it.</summary>
    private static SearchAnswer Within(PlaceIndex index, SearchRequest request, SearchArea area, MapPoint centre)
    {
        SearchPass pass = new(index, request, centre, -1);
        AreaRows rows = AreaRows.Of(index, area);
        double reach = SearchRules.ReachMetres(request.Reach);
        double metresMax = request.Reach < 0 && centre.IsKnown ? reach : double.PositiveInfinity;
        foreach (int municipality in rows.Municipalities)
        {
            foreach (int row in index.RowsOf(municipality))
            {
                if (rows.Contains(row))
                {
                    pass.Look(row, outsideArea: false, metresMax);
                }
            }
        }

        bool wholePrefecture = area is { Municipality: null, Town: null };
        if (!wholePrefecture && (request.Reach > 0 || (request.Reach == 0 && pass.Total == 0)))
        {
            Near(index, pass, request.Services, centre, reach, row => !rows.Contains(row), outsideArea: true);
        }

        return new SearchAnswer(pass.Found(), pass.Total, ReachMetres: request.Reach != 0 && !wholePrefecture ? reach : null);
    }

    private static void Near(PlaceIndex index, SearchPass pass, ServiceSet services, MapPoint centre, double reach, Func<int, bool> counts, bool outsideArea)
    {
        if (!centre.IsKnown)
        {
            return;
        }

        int latitudes = GeoRules.LatitudeSpan(reach);
        int longitudes = GeoRules.LongitudeSpan(reach, centre.Latitude);
        foreach (ServiceKind? kind in Kinds(services))
        {
            foreach (int row in index.Band(kind, centre.Latitude - latitudes, centre.Latitude + latitudes))
            {
                bool near = Math.Abs((long)index.Points[row].Longitude - centre.Longitude) <= longitudes;
                if (near && (kind is not { } one || SearchRules.IsFirstMatch(services, index.Services[row], one)) && counts(row))
                {
                    pass.Look(row, outsideArea, reach);
                }
            }
        }
    }

    private static void Look(PlaceIndex index, SearchPass pass, ServiceSet services)
    {
        for (int row = 0; row < index.Count; row++)
        {
            if (services.IsEmpty || services.Overlaps(index.Services[row]))
            {
                pass.Look(row, outsideArea: false, double.PositiveInfinity);
            }
        }
    }

    /// <summary>Places of the municipality whose own place on the map nobody knows: they are shown last, without a distance.</summary>
    private static void LookUnplaced(PlaceIndex index, SearchPass pass, int municipality)
    {
        foreach (int row in municipality < 0 ? [] : index.RowsOf(municipality))
        {
            if (!index.Points[row].IsKnown)
            {
                pass.Look(row, outsideArea: false, double.PositiveInfinity);
            }
        }
    }

    private static IEnumerable<ServiceKind?> Kinds(ServiceSet services) =>
        services.IsEmpty ? [null] : services.Kinds().Select(kind => (ServiceKind?)kind);

    private static IEnumerable<SearchRequest> WithoutOne(SearchRequest request) =>
        request.Capabilities.Select(kind => request with { Capabilities = [.. request.Capabilities.Where(other => other != kind)] })
            .Concat(request.Conditions.Where(kind => kind != ConditionKind.Nearest)
                .Select(kind => request with { Conditions = [.. request.Conditions.Where(other => other != kind)] }));

    private static string LeftOut(SearchRequest request, SearchRequest relaxed) =>
        request.Capabilities.Except(relaxed.Capabilities).Select(kind => kind.Id())
            .Concat(request.Conditions.Except(relaxed.Conditions).Select(kind => kind.Id())).First();

    /// <summary>The nearer first place is the better answer; then the one with more.</summary>
    private static bool IsBetter(SearchAnswer one, SearchAnswer other)
    {
        int order = (one.Places[0].DistanceMetres ?? double.MaxValue).CompareTo(other.Places[0].DistanceMetres ?? double.MaxValue);
        return order < 0 || (order == 0 && one.Total > other.Total);
    }
}
