using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Names and kana of municipalities the program knows without any file, so that つるおか is found where no gazetteer was imported.</summary>
public interface IMunicipalityReadings
{
    /// <summary>Ward included in the name and its kana: 横浜市青葉区, よこはましあおばく.</summary>
    IEnumerable<(string Prefecture, string Name, string Kana)> All { get; }
}

/// <summary>Finds out which place on the map a person means.</summary>
public sealed class PlaceNames(LiveDirectory directory, IMunicipalityReadings? readings = null)
{
    /// <summary>Places of one reading that are looked at.</summary>
    private const int KanaRowsMax = 4_000;

    private volatile AreaNames? _names;

    /// <summary>What a place name as typed stands for: 鶴岡駅, つるおか, 横浜市青葉区, 藤が丘2丁目, 〒997-0000, 荘内病院.</summary>
    public PlaceNameAnswer Resolve(string text, HubArea hub)
    {
        PlaceIndex index = directory.Current();
        return directory.Reading<PlaceNameAnswer>(reads =>
        {
            AreaNames names = NamesOf(index, reads);
            NameReading reading = new(names, reads, hub);
            IReadOnlyList<string> forms = PlaceWords.Forms(text);
            foreach (string form in forms.Select(form => PlaceWords.OwnArea(form, hub) ?? form))
            {
                if (reading.Read(form) is { } answer)
                {
                    return answer;
                }
            }

            return new PlaceNameAnswer.Unknown(forms.Count == 0 ? [] : NearestSpelling.Of(names, hub, forms[^1]));
        });
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

    /// <summary>Where a search without a place starts: the first of the hub's municipalities that is known, else its prefecture, else null.</summary>
    public SearchArea? Of(HubArea hub)
    {
        foreach (string name in hub.Municipalities.Append(hub.Prefecture).Where(name => name.Length > 0))
        {
            if (Resolve(name, hub) is PlaceNameAnswer.Found found)
            {
                return found.Area;
            }
        }

        return null;
    }

    /// <summary>Ids of the places a name asked about may mean, likeliest first: those of the hub's own area, and among them the exact name before its end, beginning or part.</summary>
    public IReadOnlyList<int> Facilities(string name, HubArea hub, int max) => Facilities(name, hub, ServiceSet.Empty, null, max).Ids;

    /// <summary>The same of those alone that offer one of the services (any where the set is empty) and lie in the area (anywhere where it is null), and how many there are, as far as they are looked at.</summary>
    public (IReadOnlyList<int> Ids, int Total) Facilities(string name, HubArea hub, ServiceSet services, SearchArea? area, int max)
    {
        PlaceIndex index = directory.Current();
        string key = NameRules.KeyOf(NameRules.WithoutLegalForm(name));
        Func<int, bool>? lies = area is null ? null : AreaRows.TestOf(index, area);
        bool IsWanted(int row) => (services.IsEmpty || services.Overlaps(index.Services[row])) && (lies is null || lies(row));
        List<int> found = [.. FacilityNames.Find(index, key, hub, IsWanted).Select(fit => index.IdOf(fit.Row))];
        if (found.Count == 0 && key.Length > 0)
        {
            found = directory.Reading(reads => reads.All(DirectorySql.PlacesByKana, [("$key", key), ("$max", KanaRowsMax)], row => row.GetInt32(0)))
                .FindAll(id => index.RowOf(id) is >= 0 and int row && hub.MaySee(index.Columns(row)) && IsWanted(row));
        }

        return ([.. found.Take(max)], found.Count);
    }

    private AreaNames NamesOf(PlaceIndex index, DirectoryReads reads)
    {
        AreaNames? names = _names;
        if (names is null || names.Index != index)
        {
            IEnumerable<GazetteerName> known = readings?.All.Select(row => new GazetteerName(
                GazetteerKind.Municipality, row.Name, NameRules.KeyOf(row.Name), NameRules.KeyOf(row.Kana), row.Prefecture, row.Name, MapPoint.None)) ?? [];
            _names = names = new AreaNames(index, [.. known, .. GazetteerRows.KeptInMemory(reads)]);
        }

        return names;
    }
}
