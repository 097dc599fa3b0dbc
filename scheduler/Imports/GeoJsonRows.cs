using System.Text.Json;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Turns a GeoJSON FeatureCollection of points into a table: one column per property, two for the point.</summary>
internal static class GeoJsonRows
{
    public const string Latitude = "geometry.latitude", Longitude = "geometry.longitude";
    private const int DepthMax = 32;

    /// <summary>The table, header first; null when the JSON is none of this kind. Lines count features from 1.</summary>
    public static List<TextRow>? Read(Stream stream)
    {
        using JsonDocument document = Parse(stream);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String || type.GetString() != "FeatureCollection"
            || !document.RootElement.TryGetProperty("features", out JsonElement features) || features.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        List<string> names = [Latitude, Longitude];
        List<TextRow> rows = [];
        foreach (JsonElement feature in features.EnumerateArray())
        {
            rows.Add(new TextRow(rows.Count + 1, Cells(feature, names)));
        }

        rows.Insert(0, new TextRow(0, [.. names]));
        return rows;
    }

    public static JsonDocument Parse(Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException problem)
        {
            throw new ImportRefusedException($"JSON として読み取れません（{problem.LineNumber + 1}行目）", problem);
        }
    }

    private static string[] Cells(JsonElement feature, List<string> names)
    {
        Dictionary<string, string> cells = new(StringComparer.Ordinal);
        if (feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("geometry", out JsonElement geometry) && geometry.ValueKind == JsonValueKind.Object
            && geometry.TryGetProperty("coordinates", out JsonElement point) && point.ValueKind == JsonValueKind.Array && point.GetArrayLength() >= 2)
        {
            cells[Longitude] = point[0].ToString();
            cells[Latitude] = point[1].ToString();
        }

        if (feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                cells[property.Name] = property.Value.ToString();
                if (!names.Contains(property.Name))
                {
                    names.Add(property.Name);
                }

                if (names.Count > ImportLimits.ColumnsMax)
                {
                    throw new ImportRefusedException($"項目が多すぎます（上限 {ImportLimits.ColumnsMax}）");
                }
            }
        }

        return [.. names.Select(name => cells.GetValueOrDefault(name, ""))];
    }
}
