using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Scheduler.Knowledge;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Commands;

/// <summary><c>faq import FILE</c> keeps a collection of questions and answers to try; <c>faq search</c> reads JSON lines {"query"} and writes for each the ten nearest, with their scores.</summary>
public static class FaqCommand
{
    /// <summary>Nearest entries of one answer.</summary>
    public const int FindsMax = 10;

    private const string Folder = "faq";
    private const string Kept = "collection.json";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "質問と回答の一覧（CSV・xlsx・JSON）" };
        Command import = new("import", "質問と回答の一覧を、試しに探せるように取り込みます。前に取り込んだものと入れ替わります。") { file };
        import.SetAction(async (parsed, cancellationToken) => await ImportAsync(parsed.GetValue(file)!, CollectionPath(), Console.Out, Console.Error, cancellationToken));
        Option<bool> own = new("--own") { Description = "取り込んだ一覧ではなく、この製品の知識の一覧から探します" };
        Command search = new("search", "標準入力のJSON行 {\"query\"} ごとに、近い10件のidと点数を書きます。") { own };
        search.SetAction(async (parsed, cancellationToken) =>
        {
            using StreamReader input = new(Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            await using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16);
            return await SearchAsync(IndexOf(parsed.GetValue(own) ? "" : CollectionPath()), input, output, cancellationToken);
        });
        return new Command("faq", "よくある質問を取り込む、探す") { import, search };
    }

    /// <summary>0: kept; 1: refused, with the reason.</summary>
    public static async Task<int> ImportAsync(string file, string into, TextWriter output, TextWriter complaints, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<FaqRow> rows = FaqTableReader.Read(file, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(into)!);
            string part = $"{into}.part";
            await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(rows), cancellationToken);
            File.Move(part, into, overwrite: true);
            await output.WriteLineAsync($"{rows.Count:N0}件を取り込みました。");
            return 0;
        }
        catch (Exception problem) when (problem is ImportRefusedException or IOException or UnauthorizedAccessException)
        {
            await complaints.WriteLineAsync(problem is ImportRefusedException ? problem.Message : "ファイルを読めないか、書き込めません。場所と権限を確かめてください。");
            return 1;
        }
    }

    public static async Task<int> SearchAsync(KnowledgeIndex index, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        LineSource lines = new(input, UnderstandCommand.LineLengthMax);
        using MemoryStream buffer = new();
        using Utf8JsonWriter json = new(buffer, Plain);
        while (await lines.NextAsync(cancellationToken))
        {
            Write(json, lines.IsTooLong ? [] : index.Search(QueryOf(lines.Line), FindsMax));
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

    /// <summary>Of a kept collection; of our own entries where there is none.</summary>
    public static KnowledgeIndex IndexOf(string collection) => collection.Length > 0 && File.Exists(collection) && JsonSerializer.Deserialize<FaqRow[]>(File.ReadAllBytes(collection)) is { } rows
        ? new KnowledgeIndex([.. rows.Select(EntryOf)]) : new KnowledgeShelf().Index;

    public static KnowledgeEntry EntryOf(FaqRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new KnowledgeEntry { Id = row.Id, Question = row.Question, Variants = row.Variants, ForResidents = row.Answer, ForProfessionals = "", Owner = "", ReviewedOn = default, ReviewOn = DateOnly.MaxValue };
    }

    private static string CollectionPath()
    {
        using ServiceProvider services = CommandHost.Build();
        return Path.Combine(Path.GetFullPath(services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory), Folder, Kept);
    }

    /// <summary>{"query"}, {"text"} or {"question"}, or a bare string.</summary>
    private static string QueryOf(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.String ? root.GetString()!
                : root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("query", out JsonElement query) || root.TryGetProperty("text", out query) || root.TryGetProperty("question", out query)) && query.ValueKind == JsonValueKind.String ? query.GetString()! : "";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return ""; // Not JSON, or an escaped half of a surrogate pair: the answer keeps its place in the row.
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KnowledgeFind> finds)
    {
        json.WriteStartObject();
        json.WriteBoolean("sure", KnowledgeIndex.IsSure(finds));
        json.WriteStartArray("results");
        foreach (KnowledgeFind find in finds)
        {
            json.WriteStartObject();
            json.WriteString("id", find.Entry.Id);
            json.WriteNumber("score", Math.Round(find.Score, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
