using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes;

/// <summary>Reads values of any JSON without falling over its types.</summary>
public static class FakeJson
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
