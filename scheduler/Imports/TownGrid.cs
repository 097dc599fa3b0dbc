using Microsoft.Data.Sqlite;

namespace Zaitaku.Scheduler.Imports;

/// <summary>A point of which the municipality is known.</summary>
internal sealed record MunicipalDoor(double Latitude, double Longitude, string Prefecture, string Municipality);

/// <summary>Tells in which municipality a bare point lies: that of the nearest door or town centre known so far.</summary>
internal sealed class TownGrid
{
    /// <summary>Degrees; about 2 km.</summary>
    private const double CellDegrees = 0.02;

    /// <summary>Cells looked at in every direction, about 10 km: beyond, even in the mountains of 北海道, the nearest door tells nothing.</summary>
    private const int RingsMax = 5;

    private readonly Dictionary<(int, int), List<MunicipalDoor>> _cells = [];

    public static TownGrid Load(SqliteConnection connection)
    {
        TownGrid grid = new();
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        using SqliteCommand command = connection.Statement(ImportSql.DoorsWithMunicipality);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            grid.Add(new MunicipalDoor(reader.GetDouble(2), reader.GetDouble(3), Shared(names, reader.GetString(0)), Shared(names, reader.GetString(1))));
        }

        return grid;
    }

    public void Add(MunicipalDoor door)
    {
        (int, int) cell = CellOf(door.Latitude, door.Longitude);
        (_cells.TryGetValue(cell, out List<MunicipalDoor>? known) ? known : _cells[cell] = []).Add(door);
    }

    /// <summary>The municipality nearest to a point, or null when nothing is known within <see cref="RingsMax"/> cells.</summary>
    public (string Prefecture, string Municipality)? Of(double latitude, double longitude)
    {
        (int north, int east) = CellOf(latitude, longitude);
        for (int ring = 1; ring <= RingsMax; ring++)
        {
            if (Nearest(north, east, ring, latitude, longitude) is { } nearest)
            {
                return (nearest.Prefecture, nearest.Municipality);
            }
        }

        return null;
    }

    private MunicipalDoor? Nearest(int north, int east, int ring, double latitude, double longitude)
    {
        double best = double.MaxValue;
        MunicipalDoor? nearest = null;
        int side = 2 * ring + 1;
        for (int at = 0; at < side * side; at++)
        {
            foreach (MunicipalDoor door in _cells.GetValueOrDefault((north + at / side - ring, east + at % side - ring)) ?? [])
            {
                double dy = door.Latitude - latitude;
                double dx = (door.Longitude - longitude) * Math.Cos(latitude * Math.PI / 180);
                (best, nearest) = dy * dy + dx * dx < best ? (dy * dy + dx * dx, door) : (best, nearest);
            }
        }

        return nearest;
    }

    private static (int, int) CellOf(double latitude, double longitude) => ((int)Math.Floor(latitude / CellDegrees), (int)Math.Floor(longitude / CellDegrees));

    private static string Shared(Dictionary<string, string> names, string name)
    {
        if (!names.TryGetValue(name, out string? known))
        {
            names[name] = known = name;
        }

        return known;
    }
}
