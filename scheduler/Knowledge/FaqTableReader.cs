using System.Globalization;
using System.Text.Json;
using Zaitaku.Scheduler.Imports;

namespace Zaitaku.Scheduler.Knowledge;

/// <summary>One question and answer of somebody's collection.</summary>
/// <param name="Id">As in the file, else the number of its row from 1.</param>
/// <param name="Variants">The same question in other words; often none.</param>
public sealed record FaqRow(string Id, string Question, IReadOnlyList<string> Variants, string Answer);

/// <summary>Reads a collection of questions and answers: CSV or xlsx with headings (question and answer, 質問 and 回答; id and variants where there are any), or JSON, a list of objects with such fields.</summary>
public static class FaqTableReader
{
    /// <summary>Entries of one collection.</summary>
    public const int RowsMax = 50_000;

    /// <summary>Bytes of the file, unpacked: 64 MB.</summary>
    public const long BytesMax = 64L << 20;

    /// <summary>Letters of one question or answer that are kept.</summary>
    public const int TextMax = 8_000;

    private static readonly string[] Ids = ["id", "no", "番号", "faqid"], Questions = ["question", "q", "質問", "質問文", "問", "title", "タイトル"], Answers = ["answer", "a", "回答", "答え", "回答文", "body", "内容"],
        Others = ["variants", "aliases", "言い換え", "別の聞き方", "similar"];

    /// <exception cref="ImportRefusedException">The file is no such collection, or is broken or too large; the message is for the person who chose it.</exception>
    public static IReadOnlyList<FaqRow> Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (new FileInfo(path) is { Exists: true, Length: > BytesMax })
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（質問と答えの上限 {BytesMax >> 20}MB）");
        }

        ImportFile file = ImportFile.Inspect(path, cancellationToken);
        if (file.Bytes > BytesMax)
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（質問と答えの上限は解凍後 {BytesMax >> 20}MB）");
        }

        List<FaqRow> rows = [];
        foreach (FaqRow row in file.LooksLikeJson ? OfJson(file) : OfTable(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count == RowsMax)
            {
                throw new ImportRefusedException($"行が多すぎます（質問と答えの上限 {RowsMax:N0}件）");
            }

            if (row.Question.Length > 0)
            {
                rows.Add(row with { Id = row.Id.Length > 0 ? row.Id : (rows.Count + 1).ToString(CultureInfo.InvariantCulture) });
            }
        }

        return rows.Count > 0 ? rows : throw new ImportRefusedException("質問が1件も見つかりませんでした");
    }

    private static IEnumerable<FaqRow> OfTable(ImportFile file)
    {
        bool isSheet = file.Shape == FileShape.Workbook;
        using Stream bytes = file.OpenUnpacked();
        using TextReader text = isSheet ? TextReader.Null : file.OpenText();
        using IEnumerator<TextRow> rows = (isSheet ? SheetRows.Read(bytes) : CsvRows.Read(text)).GetEnumerator();
        if (!rows.MoveNext())
        {
            yield break;
        }

        string[] heads = [.. rows.Current.Cells.Select(cell => cell.Trim().ToLowerInvariant())];
        int id = IndexOf(heads, Ids), question = IndexOf(heads, Questions), answer = IndexOf(heads, Answers), others = IndexOf(heads, Others);
        if (question < 0 || answer < 0)
        {
            throw new ImportRefusedException("見出しに「質問」と「回答」（question と answer）の列が見つかりません");
        }

        while (rows.MoveNext())
        {
            yield return new FaqRow(rows.Current.At(id), Cut(rows.Current.At(question)), Split(rows.Current.At(others)), Cut(rows.Current.At(answer)));
        }
    }

    private static IEnumerable<FaqRow> OfJson(ImportFile file)
    {
        using Stream bytes = file.OpenUnpacked();
        using JsonDocument document = Parse(bytes);
        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
        {
            root = root.EnumerateObject().Select(field => field.Value).FirstOrDefault(value => value.ValueKind == JsonValueKind.Array);
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            throw new ImportRefusedException("JSONは、質問と回答の組の一覧（配列）にしてください");
        }

        foreach (JsonElement one in root.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
        {
            yield return new FaqRow(TextOf(one, Ids), Cut(TextOf(one, Questions)), ListOf(one), Cut(TextOf(one, Answers)));
        }
    }

    private static JsonDocument Parse(Stream bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException problem)
        {
            throw new ImportRefusedException($"JSONとして読めません（{(problem.LineNumber ?? 0) + 1:N0}行目）");
        }
    }

    private static string TextOf(JsonElement one, string[] names) => FieldOf(one, names) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    private static string[] ListOf(JsonElement one) => FieldOf(one, Others) switch
    {
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => Cut(text.GetString()!))],
        { ValueKind: JsonValueKind.String } text => Split(text.GetString()!),
        _ => [],
    };

    private static JsonElement FieldOf(JsonElement one, string[] names) => one.EnumerateObject().FirstOrDefault(field => names.Contains(field.Name.Trim().ToLowerInvariant())).Value;

    private static string[] Split(string cell) => [.. cell.Split(['\n', '|', '／'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Cut)];

    private static string Cut(string text) => text.Length <= TextMax ? text : text[..TextMax];

    private static int IndexOf(string[] heads, string[] names) => Array.FindIndex(heads, head => names.Contains(head));
}
