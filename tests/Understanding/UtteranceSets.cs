using System.Text.Json;
using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Understanding;

/// <summary>One utterance with what it is known to mean.</summary>
public sealed record Utterance(string Text, string? Previous, string Intent, string Services, string Capabilities, string Conditions, string? Place);

/// <summary>Shares of right answers in per cent.</summary>
public sealed record Score(double Intent, double Services, double Capabilities, double Conditions, double Place, double EmergencyRecall, int FalseAlarms, IReadOnlyList<string> Misses);

public static class UtteranceSets
{
    /// <summary>Intents of which the domain says that only the intent counts.</summary>
    private static readonly HashSet<string> IntentOnly =
        [Intents.ResourceDetail, Intents.Emergency, Intents.Observation, Intents.ReportSafety, Intents.Register, Intents.OutOfScope];

    public static UtteranceReader Reader { get; } = new();

    public static IReadOnlyList<Utterance> Own() => [.. RowsOf("Utterances.tsv").Select(OwnRow)];

    /// <summary>Parts three and four, each first read only after it was written.</summary>
    public static IReadOnlyList<Utterance> Unseen() => [.. RowsOf("UtterancesUnseen.tsv").Select(OwnRow)];

    /// <summary>Part six, in sets of which each was written before the word lists were looked at again.</summary>
    public static IReadOnlyList<Utterance> Part6() => [.. RowsOf("UtterancesPart6.tsv").Select(OwnRow)];

    /// <summary>Part seven: covers of duties.</summary>
    public static IReadOnlyList<Utterance> Covers() => [.. RowsOf("UtterancesCovers.tsv").Select(OwnRow)];

    /// <summary>Kept aside: never learned from, never mended for.</summary>
    public static IReadOnlyList<Utterance> Aside() => [.. RowsOf("UtterancesAside.tsv").Select(OwnRow)];

    /// <summary>Whether a life is in danger, and the words.</summary>
    public static IReadOnlyList<(bool IsNow, string Text)> Danger() => DangerOf("Danger.tsv");

    /// <inheritdoc cref="Aside"/>
    public static IReadOnlyList<(bool IsNow, string Text)> DangerAside() => DangerOf("DangerAside.tsv");

    /// <summary>Wordings of the knowledge base.</summary>
    public static IReadOnlyList<(bool IsNow, string Text)> DangerOfKnowledge() => DangerOf("DangerKnowledge.tsv");

    private static IReadOnlyList<(bool IsNow, string Text)> DangerOf(string file) => [.. RowsOf(file).Select(line => line.Split('\t')).Select(cells => (cells[0] == "now", cells[1].Replace("\\n", "\n", StringComparison.Ordinal)))];

    private static IEnumerable<string> RowsOf(string file) =>
        File.ReadLines(Path.Combine(Root(), "tests", "Understanding", file)).Where(line => line.Length > 0 && line[0] != '#');

    public static IReadOnlyList<Utterance> Dev()
    {
        string path = Path.Combine(Root(), "..", "shared", "utterances.dev.jsonl");
        bool isThere = File.Exists(path);
        Assert.False(!isThere && Environment.GetEnvironmentVariable("CI") == "true", "../shared/utterances.dev.jsonl is missing.");
        Skip.IfNot(isThere, "../shared/utterances.dev.jsonl is not on this machine.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(DevRow)];
    }

    public static Score ScoreOf(IEnumerable<Utterance> utterances) => ScoreOf(utterances, Reader);

    public static Score ScoreOf(IEnumerable<Utterance> utterances, UtteranceReader reader)
    {
        List<string> misses = [];
        int[] right = new int[5];
        (int all, int emergencies, int recalled, int alarms) = (0, 0, 0, 0);
        foreach (Utterance utterance in utterances)
        {
            Understood read = reader.Read(utterance.Text, utterance.Previous);
            bool[] marks = Marks(utterance, read);
            for (int at = 0; at < marks.Length; at++)
            {
                right[at] += marks[at] ? 1 : 0;
            }

            all++;
            bool isEmergency = utterance.Intent == Intents.Emergency;
            emergencies += isEmergency ? 1 : 0;
            recalled += isEmergency && read.Intent == Intents.Emergency ? 1 : 0;
            alarms += !isEmergency && read.Intent == Intents.Emergency ? 1 : 0;
            if (marks.Contains(false))
            {
                misses.Add($"{utterance.Text} → {read.Intent} ({utterance.Intent})");
            }
        }

        double Share(int count) => 100.0 * count / all;
        return new Score(Share(right[0]), Share(right[1]), Share(right[2]), Share(right[3]), Share(right[4]), emergencies == 0 ? 100 : 100.0 * recalled / emergencies, alarms, misses);
    }

    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Zaitaku.Bot.sln is not above the tests.");
    }

    private static bool[] Marks(Utterance utterance, Understood read)
    {
        bool isFree = IntentOnly.Contains(utterance.Intent);
        return
        [
            read.Intent == utterance.Intent,
            isFree || Ids(read.Services.Select(kind => kind.Id())) == utterance.Services,
            isFree || Ids(read.Capabilities.Select(kind => kind.Id())) == utterance.Capabilities,
            isFree || Ids(read.Conditions.Select(kind => kind.Id())) == utterance.Conditions,
            isFree || read.Place == utterance.Place,
        ];
    }

    private static string Ids(IEnumerable<string> ids) => string.Join(',', ids.Order(StringComparer.Ordinal));

    private static Utterance OwnRow(string line)
    {
        string[] cells = line.Split('\t');
        string Cell(int at) => cells[at] == "-" ? "" : cells[at];
        return new Utterance(cells[6].Replace("\\n", "\n", StringComparison.Ordinal), cells[5] == "-" ? null : cells[5], cells[0],
            Ids(Split(Cell(1))), Ids(Split(Cell(2))), Ids(Split(Cell(3))), cells[4] == "-" ? null : cells[4]);
    }

    private static string[] Split(string cell) => cell.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Utterance DevRow(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        string List(string name) => Ids(row.GetProperty(name).EnumerateArray().Select(id => id.GetString()!));
        return new Utterance(row.GetProperty("text").GetString()!, row.GetProperty("previous").GetString(), row.GetProperty("intent").GetString()!,
            List("services"), List("capabilities"), List("conditions"), row.GetProperty("place").GetString());
    }
}
