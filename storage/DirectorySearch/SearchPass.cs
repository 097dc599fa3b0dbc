namespace Zaitaku.Storage.DirectorySearch;

/// <summary>One look through the index for one request: keeps the best, counts all. Lives for one search.</summary>
internal sealed class SearchPass
{
    private readonly PlaceIndex _index;
    private readonly SearchRequest _request;
    private readonly IReadOnlyList<Wish> _wishes;
    private readonly Dictionary<(int Hours, uint Services), HoursFit>[] _fits;
    private readonly MapPoint _centre;
    private readonly bool _nearest;
    private readonly string? _prefecture;
    private readonly string? _municipality;
    private readonly List<(SearchRank Rank, int Row)> _best = new(SearchAnswer.PlacesMax + 1);

    public SearchPass(PlaceIndex index, SearchRequest request, MapPoint centre, int pointMunicipality)
    {
        _index = index;
        _request = request;
        _centre = centre;
        _wishes = WishList.Of(request.Capabilities, request.Conditions, request.Now, index.Holidays);
        _fits = [.. _wishes.Select(_ => new Dictionary<(int, uint), HoursFit>())];
        _nearest = request.Conditions.Contains(ConditionKind.Nearest);
        DirectoryMunicipality? here = pointMunicipality < 0 ? null : index.Areas.Municipalities[pointMunicipality];
        _municipality = request.Area?.Municipality ?? request.Area?.PointMunicipality ?? here?.Name;
        _prefecture = request.Area?.Prefecture ?? (here?.Name == _municipality ? here?.Prefecture : null);
    }

    public int Total { get; private set; }

    /// <summary>How many of them have a distance.</summary>
    public int Placed { get; private set; }

    /// <summary>Looks at one row; the caller has seen to it that each row comes once.</summary>
    public void Look(int row, bool outsideArea, double metresMax)
    {
        SearchColumns columns = _index.Columns(row);
        ServiceSet offered = _index.Services[row];
        if ((!_request.Services.IsEmpty && !_request.Services.Overlaps(offered)) || (columns.ProfessionalsOnly && !_request.ForProfessional))
        {
            return;
        }

        double? metres = Metres(row);
        if (metres > metresMax || !Judge(row, columns, offered, out (int Unknown, int ByStandard, int Consult) doubts))
        {
            return;
        }

        Total++;
        Placed += metres is null ? 0 : 1;
        bool? serves = Serves(row, offered);
        SearchRank rank = new(serves == false, outsideArea, doubts.Unknown, doubts.ByStandard, doubts.Consult, serves == true,
            metres is { } known ? (int)Math.Round(known) : SearchRules.NoDistance, _index.ConfirmedOn[row], _index.Ids[row]);
        Keep(rank, row);
    }

    public IReadOnlyList<FoundPlace> Found() => [.. _best.Select(kept => Describe(kept.Row))];

    private double? Metres(int row) => _centre.IsKnown && _index.Points[row].IsKnown ? GeoRules.Metres(_centre, _index.Points[row]) : null;

    /// <summary>False when a wish is known not to be met.</summary>
    private bool Judge(int row, SearchColumns columns, ServiceSet offered, out (int Unknown, int ByStandard, int Consult) doubts)
    {
        doubts = default;
        bool comes = SearchRules.Comes(_request.Services, offered);
        for (int number = 0; number < _wishes.Count; number++)
        {
            switch (WishRules.CertaintyOf(_wishes[number], columns, Fit(number, row), comes))
            {
                case Certainty.No:
                    return false;
                case Certainty.Unknown:
                    doubts.Unknown++;
                    break;
                case Certainty.ByStandard:
                    doubts.ByStandard++;
                    break;
                case Certainty.Consult:
                    doubts.Consult++;
                    break;
            }
        }

        return true;
    }

    /// <summary>Thousands of places share few hours, so each text of hours is judged once a search and set of services.</summary>
    private HoursFit Fit(int wish, int row)
    {
        Dictionary<(int, uint), HoursFit> fits = _fits[wish];
        StoredHours stored = _index.HoursTable[_index.HoursOf[row]];
        uint matched = stored.Differs ? _request.Services.Bits & _index.Services[row].Bits : 0;
        if (!fits.TryGetValue((_index.HoursOf[row], matched), out HoursFit fit))
        {
            fit = BestFit(_wishes[wish], stored, new ServiceSet(matched));
            fits.Add((_index.HoursOf[row], matched), fit);
        }

        return fit;
    }

    /// <summary>One of the services asked for is enough; a place asked for by name is judged by its usual hours.</summary>
    private static HoursFit BestFit(Wish wish, StoredHours stored, ServiceSet matched) => matched.IsEmpty
        ? HoursFitRules.Of(wish, stored.Usual)
        : matched.Kinds().Select(kind => HoursFitRules.Of(wish, stored.Of(kind))).MaxBy(fit => fit.Certainty);

    private bool? Serves(int row, ServiceSet offered) =>
        _index.ServiceAreas.Count > 0 && SearchRules.OnlyComes(_request.Services, offered) && _index.ServiceAreas.TryGetValue(row, out IReadOnlyList<string>? stated)
            ? ServiceAreaRules.Serves(stated, _prefecture, _municipality, _request.Area?.Town)
            : null;

    private void Keep(SearchRank rank, int row)
    {
        if (_best.Count == SearchAnswer.PlacesMax && SearchRules.Compare(rank, _best[^1].Rank, _nearest) >= 0)
        {
            return;
        }

        int low = 0;
        int high = _best.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = SearchRules.Compare(_best[middle].Rank, rank, _nearest) < 0 ? (middle + 1, high) : (low, middle);
        }

        _best.Insert(low, (rank, row));
        if (_best.Count > SearchAnswer.PlacesMax)
        {
            _best.RemoveAt(_best.Count - 1);
        }
    }

    private FoundPlace Describe(int row)
    {
        SearchColumns columns = _index.Columns(row);
        bool comes = SearchRules.Comes(_request.Services, _index.Services[row]);
        WishMatch[] matches = [.. _wishes.Select((wish, number) => WishRules.Match(wish, columns, Fit(number, row), comes))];
        double? metres = _request.Area is { Municipality: null, Town: null, Prefecture: not null } ? null : Metres(row); // The middle of a prefecture tells nobody anything.
        Precision precision = metres is null ? Precision.Unknown : (Precision)Math.Min((int)_request.Area!.Precision, (int)_index.Precisions[row]);
        return new FoundPlace(_index.Ids[row], metres, precision, matches, Serves(row, _index.Services[row]));
    }
}
