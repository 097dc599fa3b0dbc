using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>A municipality, ward or designated city, from the directory's addresses or a gazetteer file.</summary>
/// <param name="Kana">Folded kana or empty.</param>
/// <param name="Numbers">Its numbers in <see cref="DirectoryAreas.Municipalities"/>: one, several for a city of wards, none when no place is in it.</param>
internal sealed record KnownMunicipality(string Prefecture, string Name, string Kana, MapPoint Centre, IReadOnlyList<int> Numbers)
{
    /// <summary>横浜市 of 横浜市青葉区; null where the name has no ward.</summary>
    public static string? CityOf(string name)
    {
        int city = name.IndexOf('市', StringComparison.Ordinal);
        return city > 0 && city < name.Length - 2 && name[^1] == '区' ? name[..(city + 1)] : null;
    }

    public SearchArea ToArea() => new()
    {
        Label = Name, Precision = Precision.Town, Prefecture = Prefecture.Length > 0 ? Prefecture : null, Municipality = Name,
        Latitude = Centre.IsKnown ? Centre.LatitudeDegrees : null, Longitude = Centre.IsKnown ? Centre.LongitudeDegrees : null,
    };
}

/// <summary>An entry of the gazetteer as read, lighter than the tracked one.</summary>
internal sealed record GazetteerName(GazetteerKind Kind, string Name, string NameKey, string KanaKey, string Prefecture, string Municipality, MapPoint Point);
