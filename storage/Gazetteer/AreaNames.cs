using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Names of municipalities and stations in memory, by every form they are typed in. Built for one state of the directory.</summary>
internal sealed class AreaNames
{
    private static readonly string[] KanaEndings = ["シ", "ク", "チョウ", "マチ", "ムラ", "ソン"];

    private readonly Dictionary<string, List<KnownMunicipality>> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownMunicipality>> _bare = new(StringComparer.Ordinal);
    private readonly ILookup<string, GazetteerName> _stations;
    private readonly ILookup<string, GazetteerName> _stationsByKana;

    public AreaNames(PlaceIndex index, IReadOnlyCollection<GazetteerName> entries)
    {
        Index = index;
        Stations = [.. entries.Where(entry => entry.Kind == GazetteerKind.Station)];
        _stations = Stations.ToLookup(station => TrimStation(station.NameKey), StringComparer.Ordinal);
        _stationsByKana = Stations.Where(station => station.KanaKey.Length > 0).ToLookup(station => station.KanaKey, StringComparer.Ordinal);
        Municipalities = KnownMunicipalities.Of(index.Areas, [.. entries.Where(entry => entry.Kind == GazetteerKind.Municipality)]);
        foreach (KnownMunicipality municipality in Municipalities)
        {
            AddKeys(municipality);
        }

        Towns = new TownNames(index);
    }

    public PlaceIndex Index { get; }

    public TownNames Towns { get; }

    public IReadOnlyList<KnownMunicipality> Municipalities { get; }

    public IReadOnlyList<GazetteerName> Stations { get; }

    /// <summary>Written with its ending, or a ward with or without its city: 鶴岡市, つるおかし, 横浜市青葉区, 青葉区.</summary>
    public IReadOnlyList<KnownMunicipality> Full(string key) => _full.TryGetValue(key, out List<KnownMunicipality>? known) ? known : [];

    /// <summary>Written without: 鶴岡, つるおか, 青葉.</summary>
    public IReadOnlyList<KnownMunicipality> Bare(string key) => _bare.TryGetValue(key, out List<KnownMunicipality>? known) ? known : [];

    /// <summary>Stations of a name without 駅, by kanji or kana.</summary>
    public IEnumerable<GazetteerName> StationsOf(string key) => _stations[TrimStation(key)].Concat(_stationsByKana[key]).Distinct();

    /// <summary>The longest municipality, written in full, that a key begins with, with something left after it.</summary>
    public (IReadOnlyList<KnownMunicipality> Known, int Length) Beginning(string key)
    {
        for (int length = Math.Min(key.Length - 1, 14); length >= 2; length--)
        {
            if (_full.TryGetValue(key[..length], out List<KnownMunicipality>? known))
            {
                return (known, length);
            }
        }

        return ([], 0);
    }

    private static string TrimStation(string key) => key.Length > 2 && key[^1] == '駅' ? key[..^1] : key;

    private void AddKeys(KnownMunicipality municipality)
    {
        string key = NameRules.KeyOf(municipality.Name);
        Add(_full, key, municipality);
        if (KnownMunicipality.CityOf(municipality.Name) is { } city)
        {
            string ward = NameRules.KeyOf(municipality.Name[city.Length..]);
            Add(_full, ward, municipality);
            Add(_full, NameRules.KeyOf(city[..^1]) + ward, municipality); // 仙台青葉区
            Add(_bare, ward.Length > 2 ? ward[..^1] : ward, municipality);
            int kanaOfCity = KanaOf(municipality.Prefecture, city).Length;
            AddKana(municipality.Kana.Length > kanaOfCity && kanaOfCity > 0 ? municipality.Kana[kanaOfCity..] : "", municipality);
        }
        else if (key.Length > 1 && key[^1] is '市' or '区' or '町' or '村')
        {
            Add(_bare, key[..^1], municipality);
        }

        AddKana(municipality.Kana, municipality);
    }

    private void AddKana(string kana, KnownMunicipality municipality)
    {
        if (kana.Length > 1)
        {
            Add(_full, kana, municipality);
            string? ending = Array.Find(KanaEndings, ending => kana.Length > ending.Length + 1 && kana.EndsWith(ending, StringComparison.Ordinal));
            Add(_bare, ending is null ? kana : kana[..^ending.Length], municipality);
        }
    }

    private string KanaOf(string prefecture, string name) =>
        Municipalities.FirstOrDefault(known => known.Name == name && known.Prefecture == prefecture)?.Kana ?? "";

    private static void Add(Dictionary<string, List<KnownMunicipality>> names, string key, KnownMunicipality municipality)
    {
        if (!names.TryGetValue(key, out List<KnownMunicipality>? known))
        {
            names.Add(key, known = []);
        }

        if (!known.Contains(municipality))
        {
            known.Add(municipality);
        }
    }
}
