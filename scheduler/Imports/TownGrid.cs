using Microsoft.Data.Sqlite;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Tells in which municipality a bare point lies: that of the nearest door or town centre known so far.</summary>
internal sealed class TownGrid
{
    /// <summary>Degrees; about 2 km, so that three by three cells reach at least that far.</summary>
    private const double CellDegrees = 0.02;

    private readonly Dictionary<(int, int), List<(double Latitude, double Longitude, string Prefecture, string Municipality)>> _cells = [];

    public static TownGrid Load(SqliteConnection connection)
    {
        TownGrid grid = new();
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        using SqliteCommand command = connection.Statement(ImportSql.DoorsWithMunicipality);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            (string prefecture, string municipality) = (Shared(names, reader.GetString(0)), Shared(names, reader.GetString(1)));
            (double latitude, double longitude) = (reader.GetDouble(2), reader.GetDouble(3));
            (int, int) cell = CellOf(latitude, longitude);
            (grid._cells.TryGetValue(cell, out var known) ? known : grid._cells[cell] = []).Add((latitude, longitude, prefecture, municipality));
        }

        return grid;
    }

    /// <summary>The municipality nearest to a point, or null when nothing is known within a few kilometres.</summary>
    public (string Prefecture, string Municipality)? Of(double latitude, double longitude)
    {
        (int north, int east) = CellOf(latitude, longitude);
        double nearest = double.MaxValue;
        (string, string)? best = null;
        for (int at = 0; at < 9; at++)
        {
            foreach ((double otherLatitude, double otherLongitude, string prefecture, string municipality) in _cells.GetValueOrDefault((north + at / 3 - 1, east + at % 3 - 1)) ?? [])
            {
                double dy = otherLatitude - latitude;
                double dx = (otherLongitude - longitude) * Math.Cos(latitude * Math.PI / 180);
                if (dy * dy + dx * dx < nearest)
                {
                    nearest = dy * dy + dx * dx;
                    best = (prefecture, municipality);
                }
            }
        }

        return best;
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
