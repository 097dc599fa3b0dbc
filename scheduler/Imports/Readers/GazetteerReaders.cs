using System.Globalization;
using System.Text.Json;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>Railway stations; closed ones are left out.</summary>
internal sealed class StationReader : IGazetteerReader
{
    public string Source => "station";

    public bool Reads(Header header) => header.Has("code", "name", "name_kana", "lat", "lng", "prefecture", "closed");

    public IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int name = header.Of("name"), kana = header.Of("name_kana"), latitude = header.Of("lat"), longitude = header.Of("lng"), prefecture = header.Of("prefecture");
        int address = header.Of("address"), closed = header.Of("closed");
        return rows.Where(row => row.At(closed) != "1").Select(row =>
        {
            string? inside = int.TryParse(row.At(prefecture), out int code) ? Prefectures.OfCode(code) : null;
            (double? north, double? east) = Points.Of(row.At(latitude), row.At(longitude), inside);
            return row.At(name).Length == 0 || north is null
                ? GazetteerRow.Bad(row, "駅名か緯度・経度が正しくありません")
                : new GazetteerRow(row.Line, GazetteerKind.Station, row.At(name), row.At(kana), inside ?? "", AddressRules.Split(row.At(address), inside).Municipality ?? "", north, east);
        });
    }
}

/// <summary>Municipalities and wards with kana and the point of their office.</summary>
internal sealed class MunicipalityReader : IGazetteerReader
{
    public string Source => "municipality";

    public bool Reads(Header header) => header.Has("pid", "pref", "cid", "city", "citykana", "lat", "lng");

    public IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int prefecture = header.Of("pref"), city = header.Of("city"), kana = header.Of("citykana"), latitude = header.Of("lat"), longitude = header.Of("lng");
        return rows.Select(row =>
        {
            string name = AddressRules.MunicipalityOf(row.At(city));
            (double? north, double? east) = Points.Of(row.At(latitude), row.At(longitude), row.At(prefecture));
            return name.Length == 0
                ? GazetteerRow.Bad(row, "市区町村名が空です")
                : new GazetteerRow(row.Line, GazetteerKind.Municipality, name, row.At(kana).Replace(" ", "").Replace("　", ""), row.At(prefecture), name, north, east);
        });
    }
}

/// <summary>Towns (大字・町丁目). Rows of one town, split by 小字, follow each other and become one point in their middle.</summary>
internal sealed class TownReader : IGazetteerReader
{
    public string Source => "town";

    public bool Reads(Header header) => header.Has("pref", "city", "town", "koaza", "lat", "lng");

    public IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int prefecture = header.Of("pref"), city = header.Of("city"), town = header.Of("town"), latitude = header.Of("lat"), longitude = header.Of("lng");
        TextRow? first = null;
        List<(double North, double East)> points = [];
        foreach (TextRow row in rows)
        {
            if (first is not null && (row.At(town) != first.At(town) || row.At(city) != first.At(city)))
            {
                yield return Town(first, points, prefecture, city, town);
                first = null;
                points = [];
            }

            first ??= row;
            if (Points.Of(row.At(latitude), row.At(longitude), row.At(prefecture)) is ({ } north, { } east))
            {
                points.Add((north, east));
            }
        }

        if (first is not null)
        {
            yield return Town(first, points, prefecture, city, town);
        }
    }

    /// <summary>Keyed as the directory writes towns (藤が丘2丁目), and as written where that differs (藤が丘二丁目): the file has no kana, so that column holds the second key.</summary>
    private static GazetteerRow Town(TextRow row, List<(double North, double East)> points, int prefecture, int city, int town)
    {
        string written = row.At(town);
        if (written.Length == 0 || points.Count == 0)
        {
            return GazetteerRow.Bad(row, "町名か緯度・経度が正しくありません");
        }

        string name = AddressRules.Split(written, row.At(prefecture), row.At(city)) is { Town: { } plain, Rest: null } ? plain : written;
        return new GazetteerRow(
            row.Line, GazetteerKind.Town, name, "", row.At(prefecture), AddressRules.MunicipalityOf(row.At(city)),
            Math.Round(points.Average(point => point.North), 6), Math.Round(points.Average(point => point.East), 6), name == written ? null : written);
    }
}

/// <summary>Postal codes: seven digits, and the municipality they lie in. The file has no coordinates.</summary>
internal sealed class PostalCodeReader : IGazetteerReader
{
    public string Source => "postal_code";

    public bool Reads(Header header) => header.Has("zip", "pref", "city", "area", "street");

    public IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int code = header.Of("zip"), prefecture = header.Of("pref"), city = header.Of("city");
        return rows.Select(row => FactWords.PostalCode(row.At(code)) is { } digits
            ? new GazetteerRow(row.Line, GazetteerKind.PostalCode, digits, "", row.At(prefecture), AddressRules.MunicipalityOf(row.At(city)), null, null)
            : GazetteerRow.Bad(row, "郵便番号が7桁ではありません"));
    }
}

/// <summary>Shelters, which are schools and community centres: landmarks people name.</summary>
internal sealed class ShelterReader : IGazetteerReader
{
    public string Source => "shelter";

    public bool Reads(Header header) => header.Has("lgcode", "city", "type", "name", "address", "lat", "lng");

    public IEnumerable<GazetteerRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int name = header.Of("name"), address = header.Of("address"), latitude = header.Of("lat"), longitude = header.Of("lng");
        return rows.Select(row =>
        {
            AddressParts parts = AddressRules.Split(row.At(address));
            (double? north, double? east) = Points.Of(row.At(latitude), row.At(longitude), parts.Prefecture);
            return FactWords.Name(row.At(name)) is { } called && north is not null
                ? new GazetteerRow(row.Line, GazetteerKind.Landmark, called, "", parts.Prefecture ?? "", parts.Municipality ?? "", north, east)
                : GazetteerRow.Bad(row, "名称か緯度・経度が正しくありません");
        });
    }
}

/// <summary>Prefectures, municipalities and wards with kana, nested JSON without coordinates.</summary>
internal static class MunicipalityCodes
{
    public const string Source = "municipality_code";

    /// <summary>The rows, or null when the JSON is none of this kind.</summary>
    public static List<GazetteerRow>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0 || Text(root[0], "type") != "prefecture")
        {
            return null;
        }

        List<GazetteerRow> rows = [];
        foreach (JsonElement prefecture in root.EnumerateArray())
        {
            string inside = Text(prefecture, "name");
            rows.Add(new GazetteerRow(rows.Count + 1, GazetteerKind.Prefecture, inside, Text(prefecture, "ruby"), inside, "", null, null));
            foreach (JsonElement municipality in Children(prefecture, "municipalities"))
            {
                Add(rows, inside, Text(municipality, "name"), Text(municipality, "ruby"));
                foreach (JsonElement ward in Children(municipality, "wards"))
                {
                    Add(rows, inside, Text(municipality, "name") + Text(ward, "name"), Text(municipality, "ruby") + Text(ward, "ruby"));
                }
            }
        }

        return rows;
    }

    private static void Add(List<GazetteerRow> rows, string prefecture, string name, string kana) =>
        rows.Add(new GazetteerRow(rows.Count + 1, GazetteerKind.Municipality, AddressRules.MunicipalityOf(name), kana, prefecture, AddressRules.MunicipalityOf(name), null, null));

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static JsonElement.ArrayEnumerator Children(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}

internal static class Points
{
    public static (double? North, double? East) Of(string latitude, string longitude, string? prefecture) =>
        double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out double north)
        && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out double east)
        && Prefectures.MayContain(prefecture, north, east) ? (Math.Round(north, 6), Math.Round(east, 6)) : (null, null);
}
