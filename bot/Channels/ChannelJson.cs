using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Channels;

/// <summary>Reads fields of a stranger's JSON: what is absent or of the wrong type is null, never an exception.</summary>
internal static partial class ChannelJson
{
    /// <summary>Japanese as it is (3 bytes a character instead of 6), since cards are limited in bytes. What we say is no web page, so nothing needs escaping for one.</summary>
    public static readonly JsonSerializerOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement? Object(JsonElement? from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static IEnumerable<JsonElement> Array(JsonElement? from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    public static bool IsTrue(JsonElement? from, string name) => Field(from, name) is { ValueKind: JsonValueKind.True };

    public static long? Whole(JsonElement? from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    public static double? Real(JsonElement? from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    public static string? Text(JsonElement? from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.String } value ? Words(value) : null;

    /// <summary>An identifier: null when absent, empty or longer than any id of the platform's.</summary>
    public static string? Id(JsonElement? from, string name, int unitsMax) =>
        Text(from, name) is { Length: > 0 } id && id.Length <= unitsMax ? id : null;

    private static JsonElement? Field(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>The words of a JSON string, repaired where halves of characters are missing.</summary>
    public static string? Words(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or broken UTF-8: what remains is still what somebody said.
            string raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
            try
            {
                return JsonSerializer.Deserialize<string>(LoneSurrogate().Replace(raw, @"\uFFFD"));
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex LoneSurrogate();
}
