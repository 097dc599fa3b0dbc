namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Distances on the earth, as the crow flies.</summary>
public static class GeoRules
{
    /// <summary>Mean radius of the earth in metres (IUGG).</summary>
    private const double EarthMetres = 6_371_008.8;

    private const double MicroDegree = Math.PI / 180 / 1e6;

    /// <summary>Great-circle distance in metres (haversine).</summary>
    public static double Metres(MapPoint one, MapPoint other)
    {
        double latitude = (other.Latitude - (double)one.Latitude) * MicroDegree;
        double longitude = (other.Longitude - (double)one.Longitude) * MicroDegree;
        double sinLatitude = Math.Sin(latitude / 2);
        double sinLongitude = Math.Sin(longitude / 2);
        double chord = sinLatitude * sinLatitude
            + Math.Cos(one.Latitude * MicroDegree) * Math.Cos(other.Latitude * MicroDegree) * sinLongitude * sinLongitude;
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    /// <summary>Millionths of a degree of latitude that are sure to cover a distance.</summary>
    public static int LatitudeSpan(double metres) => (int)Math.Min(180e6, Math.Ceiling(metres / EarthMetres / MicroDegree) + 1);

    /// <summary>Likewise for longitude, at the edge of the band nearer to the pole.</summary>
    public static int LongitudeSpan(double metres, int latitude)
    {
        double edge = Math.Min(89e6, Math.Abs((double)latitude) + LatitudeSpan(metres));
        return (int)Math.Min(360e6, Math.Ceiling(LatitudeSpan(metres) / Math.Cos(edge * MicroDegree)) + 1);
    }
}
