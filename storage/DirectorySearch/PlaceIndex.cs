namespace Zaitaku.Storage.DirectorySearch;

/// <summary>
/// All open places as columns in memory, about 60 bytes a place. Immutable: a changed directory is a new index.
/// A row is a place's position in the columns, in the order of ids.
/// </summary>
public sealed class PlaceIndex
{
    internal PlaceIndex()
    {
    }

    internal int[] Ids { get; init; } = [];

    /// <summary>Where a place stands for distances: its own point, or the middle of its town where it has none (precision Town then).</summary>
    internal MapPoint[] Points { get; init; } = [];

    internal Precision[] Precisions { get; init; } = [];

    internal ServiceSet[] Services { get; init; } = [];

    /// <summary>Number into <see cref="ColumnTable"/>.</summary>
    internal int[] ColumnsOf { get; init; } = [];

    internal SearchColumns[] ColumnTable { get; init; } = [];

    /// <summary>Number into <see cref="HoursTable"/>.</summary>
    internal int[] HoursOf { get; init; } = [];

    /// <summary>Distinct opening hours.</summary>
    internal StoredHours[] HoursTable { get; init; } = [];

    /// <summary>Number into <see cref="DirectoryAreas.Towns"/>.</summary>
    internal int[] TownOf { get; init; } = [];

    /// <summary>Day as 20250601; 0 when not known.</summary>
    internal int[] ConfirmedOn { get; init; } = [];

    /// <summary>Folded names of all rows, one a line, and where each line starts (one more entry than rows).</summary>
    internal char[] NameKeys { get; init; } = [];

    internal int[] NameStarts { get; init; } = [];

    /// <summary>Rows that have a point, by latitude: of each service, and at the end of all.</summary>
    internal int[][] ByLatitude { get; init; } = [];

    internal int[] RowsByMunicipality { get; init; } = [];

    internal int[] MunicipalityStarts { get; init; } = [];

    /// <summary>Row → areas a visiting service says it goes to. Few places state one.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyList<string>> ServiceAreas { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    public required DirectoryAreas Areas { get; init; }

    /// <summary>The holidays as corrected when the index was read.</summary>
    public required HolidayCalendar Holidays { get; init; }

    public required DirectoryVersion Version { get; init; }

    public int Count => Ids.Length;

    public int IdOf(int row) => Ids[row];

    public MapPoint PointOf(int row) => Points[row];

    public DirectoryMunicipality MunicipalityOf(int row) => Areas.Municipalities[Areas.Towns[TownOf[row]].Municipality];

    public string TownNameOf(int row) => Areas.Towns[TownOf[row]].Name;

    internal SearchColumns Columns(int row) => ColumnTable[ColumnsOf[row]];

    internal WeeklyHours? Hours(int row) => HoursTable[HoursOf[row]].Usual;

    /// <summary>The row of a place, or -1 when it is closed or unknown.</summary>
    public int RowOf(int placeId)
    {
        int row = Array.BinarySearch(Ids, placeId);
        return row >= 0 ? row : -1;
    }

    public ReadOnlySpan<int> RowsOf(int municipality) =>
        RowsByMunicipality.AsSpan(MunicipalityStarts[municipality]..MunicipalityStarts[municipality + 1]);

    /// <summary>Rows of one service (null: of any) within a band of latitude, in the order of latitude.</summary>
    internal ReadOnlySpan<int> Band(ServiceKind? service, int latitudeFrom, int latitudeTo)
    {
        int[] rows = ByLatitude[service is { } kind ? (int)kind : ^1];
        int from = FirstAtLeast(rows, latitudeFrom);
        int to = FirstAtLeast(rows, latitudeTo + 1);
        return rows.AsSpan(from..Math.Max(from, to));
    }

    /// <summary>The folded name of a row.</summary>
    public ReadOnlySpan<char> NameKeyOf(int row) => NameKeys.AsSpan(NameStarts[row]..(NameStarts[row + 1] - 1));

    /// <summary>Number of the municipality of the nearest place, as far as one is within <see cref="NeighbourMetresMax"/>; else -1.</summary>
    public int MunicipalityAt(MapPoint point)
    {
        for (double metres = 500; point.IsKnown && metres <= NeighbourMetresMax; metres *= 4)
        {
            int nearest = -1;
            double best = metres;
            int span = GeoRules.LatitudeSpan(metres);
            foreach (int row in Band(null, point.Latitude - span, point.Latitude + span))
            {
                bool named = MunicipalityOf(row).Name.Length > 0;
                double away = !named || Math.Abs((long)Points[row].Longitude - point.Longitude) > span * 2L ? double.MaxValue : GeoRules.Metres(point, Points[row]);
                (best, nearest) = away <= best ? (away, row) : (best, nearest);
            }

            if (nearest >= 0)
            {
                return Areas.Towns[TownOf[nearest]].Municipality;
            }
        }

        return -1;
    }

    private const double NeighbourMetresMax = 32_000;

    private int FirstAtLeast(int[] rows, int latitude)
    {
        int low = 0;
        int high = rows.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Points[rows[middle]].Latitude < latitude)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
