using System.Globalization;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A point to be drawn: a place with its number in the list, or a station to find one's way by.</summary>
public sealed record MapMark(double Latitude, double Longitude, string Label, bool IsStation, string Address = "", string Name = "");

/// <summary>Where a station says its name.</summary>
public enum LabelSide { Right, Left, Below }

/// <summary>A mark on the picture, in the picture's own units.</summary>
/// <param name="Label">Of a station: where no place's number lies, and inside the picture.</param>
public sealed record DrawnMark(MapMark Mark, double X, double Y, LabelSide Label = LabelSide.Right);

/// <summary>Where things lie to one another, drawn without any outside server: points, stations, a scale. North is up.</summary>
public sealed class MapPicture
{
    public const int Width = 640;
    public const int Height = 420;

    private const int Margin = 36;

    /// <summary>Kilometres of the narrowest picture: two houses in one street are still told apart, and nothing is blown up beyond what its point is worth.</summary>
    private const double KilometresMin = 1;

    private const double KilometresADegree = 111.2;

    private static readonly double[] Bars = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    private MapPicture(IReadOnlyList<DrawnMark> marks, double barWidth, string barLabel) => (Marks, BarWidth, BarLabel) = (marks, barWidth, barLabel);

    /// <summary>Stations first, so that places lie over them.</summary>
    public IReadOnlyList<DrawnMark> Marks { get; }

    public double BarWidth { get; }

    public string BarLabel { get; }

    /// <returns>Null where nothing has a point.</returns>
    public static MapPicture? Of(IReadOnlyList<MapMark> marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        MapMark[] places = [.. marks.Where(mark => !mark.IsStation)];
        if (places.Length == 0)
        {
            return null;
        }

        double latitude = (places.Min(mark => mark.Latitude) + places.Max(mark => mark.Latitude)) / 2;
        double longitude = (places.Min(mark => mark.Longitude) + places.Max(mark => mark.Longitude)) / 2;
        double shrink = Math.Cos(latitude * Math.PI / 180); // A degree of longitude is shorter in the north.
        double tall = Math.Max((places.Max(mark => mark.Latitude) - places.Min(mark => mark.Latitude)) * KilometresADegree, KilometresMin);
        double wide = Math.Max((places.Max(mark => mark.Longitude) - places.Min(mark => mark.Longitude)) * KilometresADegree * shrink, KilometresMin);
        double scale = Math.Min((Width - 2 * Margin) / wide, (Height - 2 * Margin) / tall); // Picture units a kilometre.
        DrawnMark[] drawn =
        [
            .. marks.OrderByDescending(mark => mark.IsStation).Select(mark => new DrawnMark(
                mark, Width / 2.0 + (mark.Longitude - longitude) * KilometresADegree * shrink * scale, Height / 2.0 - (mark.Latitude - latitude) * KilometresADegree * scale))
                .Where(mark => mark.X is >= 0 and <= Width && mark.Y is >= 0 and <= Height),
        ];
        drawn = SideBySide(drawn);
        double bar = Bars.LastOrDefault(length => length * scale <= Width / 4.0, Bars[0]);
        return new MapPicture(drawn, bar * scale, bar < 1 ? $"{bar * 1000:0} m" : $"{bar:0} km");
    }

    /// <summary>Numbers nearer than this hide one another, on a phone too.</summary>
    private const double Apart = 44;

    /// <summary>Directions tried, and rings of them: beyond, a number stays where it is.</summary>
    private const int Directions = 8, Rings = 3;

    /// <summary>Places at one door stand side by side, to be read and pressed one by one; stations say their name where no number lies.</summary>
    private static DrawnMark[] SideBySide(DrawnMark[] drawn)
    {
        List<DrawnMark> placed = [];
        foreach (DrawnMark place in drawn.Where(mark => !mark.Mark.IsStation))
        {
            placed.Add(Around(place).FirstOrDefault(free => placed.TrueForAll(other => Math.Abs(other.X - free.X) >= Apart || Math.Abs(other.Y - free.Y) >= Apart), place));
        }

        return
        [
            .. drawn.Where(mark => mark.Mark.IsStation).Select(station => station with { Label = SideOf(station, placed) }),
            .. placed,
        ];
    }

    private static LabelSide SideOf(DrawnMark station, List<DrawnMark> placed)
    {
        const double NameWidth = 0.25 * Width; // Five letters as large as a phone shows them.
        bool isCovered = placed.Exists(place => Math.Abs(place.X - station.X) < Apart * 0.7 && Math.Abs(place.Y - station.Y) < Apart * 0.7);
        bool isTaken = placed.Exists(place => place.X > station.X && place.X - station.X < 2 * Apart && Math.Abs(place.Y - station.Y) < Apart / 2);
        return isCovered ? LabelSide.Below
            : !isTaken && station.X < Width - NameWidth ? LabelSide.Right : station.X > NameWidth ? LabelSide.Left : LabelSide.Below;
    }

    private static IEnumerable<DrawnMark> Around(DrawnMark mark)
    {
        yield return mark;
        for (int at = 0; at < Directions * Rings; at++)
        {
            double angle = at % Directions * 2 * Math.PI / Directions, far = Apart * (1 + at / Directions) * 1.02;
            DrawnMark moved = mark with { X = mark.X + far * Math.Cos(angle), Y = mark.Y + far * Math.Sin(angle) };
            if (moved.X is >= Margin / 2.0 and <= Width - Margin / 2.0 && moved.Y is >= Margin / 2.0 and <= Height - Margin / 2.0)
            {
                yield return moved;
            }
        }
    }

    /// <summary>A number as SVG reads it.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
