using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Commands;

/// <summary><c>understand</c>: JSON lines in, one JSON line out for each, whatever the line is. Standard output carries answers only.</summary>
public static class UnderstandCommand
{
    /// <summary>UTF-16 units of one input line that are kept; a longer line is answered as out of scope.</summary>
    public const int LineLengthMax = 1_000_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Option<bool> explain = new("--explain") { Description = "Adds which words led where: rules, word lists and classifiers." };
        Command command = new("understand", "Reads JSON lines {\"text\",\"previous\"} from standard input and writes what each was taken to mean.") { explain };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using StreamReader input = new(Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            await using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16);
            return await RunAsync(input, output, cancellationToken, parsed.GetValue(explain));
        });
        return command;
    }

    /// <param name="explain">Adds "because".</param>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        UtteranceReader reader = new();
        Func<string, string?, (Understood, Explanation?)> read = explain ? (text, previous) => reader.Explain(text, previous) is var told ? (told.Read, told) : default : (text, previous) => (reader.Read(text, previous), null);
        LineSource lines = new(input, LineLengthMax);
        using MemoryStream buffer = new();
        using Utf8JsonWriter json = new(buffer, Plain);
        while (await lines.NextAsync(cancellationToken))
        {
            Write(json, lines.IsTooLong ? Nothing : Answer(read, lines.Line));
            await output.WriteAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            await output.WriteAsync('\n');
            buffer.SetLength(0);
            json.Reset(buffer);
            if (!lines.HasMoreAtHand)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
        return 0;
    }

    private static readonly (Understood, Explanation?) Nothing = (new Understood { Intent = Intents.OutOfScope, IsUnsure = true }, null);

    private static (Understood Read, Explanation? Because) Answer(Func<string, string?, (Understood, Explanation?)> read, string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && TextOf(document.RootElement, "text") is { } text
                ? read(text, TextOf(document.RootElement, "previous"))
                : Nothing;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Nothing; // Not JSON, or an escaped half of a surrogate pair: the answer keeps its place in the row.
        }
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Write(Utf8JsonWriter json, (Understood Read, Explanation? Because) answer)
    {
        Understood understood = answer.Read;
        json.WriteStartObject();
        json.WriteString("intent", understood.Intent);
        WriteIds(json, "services", understood.Services, kind => kind.Id());
        WriteIds(json, "capabilities", understood.Capabilities, kind => kind.Id());
        WriteIds(json, "conditions", understood.Conditions, kind => kind.Id());
        json.WriteString("place", understood.Place);
        if (answer.Because is { } because)
        {
            json.WritePropertyName("because");
            JsonSerializer.Serialize(json, because, Telling);
        }

        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Numbers as they are, enumerations by name.</summary>
    private static readonly JsonSerializerOptions Telling = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private static void WriteIds<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> kinds, Func<T, string> id)
    {
        json.WriteStartArray(name);
        foreach (T kind in kinds)
        {
            json.WriteStringValue(id(kind));
        }

        json.WriteEndArray();
    }
}
