namespace Zaitaku.Storage.DirectorySearch;

/// <summary>A point as millionths of a degree; <see cref="None"/> where nothing is known.</summary>
public readonly record struct MapPoint(int Latitude, int Longitude)
{
    public static readonly MapPoint None = new(int.MinValue, int.MinValue);

    public bool IsKnown => Latitude != int.MinValue;

    public double LatitudeDegrees => Latitude / 1e6;

    public double LongitudeDegrees => Longitude / 1e6;

    public static MapPoint Of(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180
            ? new MapPoint((int)Math.Round(latitude * 1e6), (int)Math.Round(longitude * 1e6))
            : None;
}

/// <summary>A municipality the directory has places in, with the middle of them.</summary>
public sealed record DirectoryMunicipality(string Prefecture, string Name, MapPoint Centre)
{
    /// <summary>The folded name: 龍ケ崎市 and 龍ヶ崎市 are one.</summary>
    public string Key { get; } = NameRules.KeyOf(Name);
}

/// <summary>A town the directory has places in.</summary>
/// <param name="Municipality">Number of its municipality in <see cref="DirectoryAreas.Municipalities"/>.</param>
public readonly record struct DirectoryTown(int Municipality, string Name, MapPoint Centre);

/// <summary>The names in the directory's own addresses. A centre is the median of the places, which one wrong coordinate does not move.</summary>
public sealed class DirectoryAreas
{
    private readonly int[] _townsByMunicipality;
    private readonly int[] _townStarts;

    internal DirectoryAreas(DirectoryMunicipality[] municipalities, DirectoryTown[] towns, IReadOnlyDictionary<string, MapPoint> prefectures)
    {
        Municipalities = municipalities;
        Towns = towns;
        Prefectures = prefectures;
        (_townsByMunicipality, _townStarts) = RowGroups.By(towns.Length, municipalities.Length, town => towns[town].Municipality);
    }

    public IReadOnlyList<DirectoryMunicipality> Municipalities { get; }

    public IReadOnlyList<DirectoryTown> Towns { get; }

    /// <summary>Prefecture → the middle of its places.</summary>
    public IReadOnlyDictionary<string, MapPoint> Prefectures { get; }

    /// <summary>Numbers of the towns of one municipality.</summary>
    public ReadOnlySpan<int> TownsOf(int municipality) =>
        _townsByMunicipality.AsSpan(_townStarts[municipality].._townStarts[municipality + 1]);
}

/// <summary>Rows grouped by a small number: one array of rows, one of starts.</summary>
internal static class RowGroups
{
    public static (int[] Rows, int[] Starts) By(int rows, int groups, Func<int, int> groupOf)
    {
        int[] starts = new int[groups + 1];
        for (int row = 0; row < rows; row++)
        {
            starts[groupOf(row) + 1]++;
        }

        for (int group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        int[] grouped = new int[rows];
        int[] next = starts[..^1];
        for (int row = 0; row < rows; row++)
        {
            grouped[next[groupOf(row)]++] = row;
        }

        return (grouped, starts);
    }
}
