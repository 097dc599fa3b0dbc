using System.Text.Json;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding.Evaluation;

/// <summary>One utterance with what it is known to mean. Ids of one kind in ordinal order, joined by commas; empty for none.</summary>
public sealed record AnnotatedUtterance(string Text, string? Previous, string Intent, string Services, string Capabilities, string Conditions, string? Place)
{
    /// <summary>Lines of one file that are read.</summary>
    public const int LinesMax = 1_000_000;

    private const int Columns = 7;
    private const string None = "-";

    /// <summary>Reads a file: JSON lines (text, previous, intent, services, capabilities, conditions, place), or columns apart by tabs (intent, services, capabilities, conditions, place, previous, text; 「-」 for none, \n for a new line, # for a remark).</summary>
    /// <exception cref="InvalidDataException">A line is neither; the message tells its number, never its words.</exception>
    public static IReadOnlyList<AnnotatedUtterance> ReadFile(string path)
    {
        List<AnnotatedUtterance> all = [];
        int number = 0;
        foreach (string line in File.ReadLines(path).Take(LinesMax))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            all.Add((line[0] == '{' ? OfJson(line) : OfColumns(line)) ?? throw new InvalidDataException($"{number}行目を読めません。"));
        }

        return all;
    }

    /// <summary>Ids as they are compared.</summary>
    public static string Ids(IEnumerable<string> ids) => string.Join(',', ids.Order(StringComparer.Ordinal));

    /// <summary>What the reader took it for, in the same form.</summary>
    public AnnotatedUtterance As(Understood read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return this with { Intent = read.Intent, Services = Ids(read.Services.Select(kind => kind.Id())), Capabilities = Ids(read.Capabilities.Select(kind => kind.Id())), Conditions = Ids(read.Conditions.Select(kind => kind.Id())), Place = read.Place };
    }

    private static AnnotatedUtterance? OfColumns(string line)
    {
        string[] cells = line.Split('\t');
        return cells.Length != Columns ? null : new AnnotatedUtterance(cells[6].Replace("\\n", "\n", StringComparison.Ordinal), NullIfNone(cells[5]), cells[0],
            Ids(Split(cells[1])), Ids(Split(cells[2])), Ids(Split(cells[3])), NullIfNone(cells[4]));
    }

    private static string? NullIfNone(string cell) => cell == None ? null : cell;

    private static string[] Split(string cell) => cell == None ? [] : cell.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static AnnotatedUtterance? OfJson(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            string Set(string name) => Ids(row.GetProperty(name).EnumerateArray().Select(id => id.GetString() ?? ""));
            return new AnnotatedUtterance(row.GetProperty("text").GetString() ?? "", row.TryGetProperty("previous", out JsonElement previous) ? previous.GetString() : null, row.GetProperty("intent").GetString() ?? "",
                Set("services"), Set("capabilities"), Set("conditions"), row.GetProperty("place").GetString());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
