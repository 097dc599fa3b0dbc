using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;

namespace Zaitaku.Tests.Understanding;

public static class UtteranceSets
{
    public static UtteranceReader Reader { get; } = new();

    public static IReadOnlyList<AnnotatedUtterance> Own() => Of("Utterances.tsv");

    /// <summary>Parts three and four, each first read only after it was written.</summary>
    public static IReadOnlyList<AnnotatedUtterance> Unseen() => Of("UtterancesUnseen.tsv");

    /// <summary>Part six, in sets of which each was written before the word lists were looked at again.</summary>
    public static IReadOnlyList<AnnotatedUtterance> Part6() => Of("UtterancesPart6.tsv");

    /// <summary>Part seven: covers of duties.</summary>
    public static IReadOnlyList<AnnotatedUtterance> Covers() => Of("UtterancesCovers.tsv");

    /// <summary>Part eight, for building: several pens.</summary>
    public static IReadOnlyList<AnnotatedUtterance> Pens() => Of("UtterancesPens.tsv");

    /// <summary>Kept aside: never learned from, never mended for.</summary>
    public static IReadOnlyList<AnnotatedUtterance> Aside() => Of("UtterancesAside.tsv");

    /// <summary>Whether a life is in danger, and the words.</summary>
    public static IReadOnlyList<(bool IsNow, string Text)> Danger() => DangerOf("Danger.tsv");

    /// <inheritdoc cref="Aside"/>
    public static IReadOnlyList<(bool IsNow, string Text)> DangerAside() => DangerOf("DangerAside.tsv");

    /// <summary>Wordings of the knowledge base.</summary>
    public static IReadOnlyList<(bool IsNow, string Text)> DangerOfKnowledge() => DangerOf("DangerKnowledge.tsv");

    private static IReadOnlyList<(bool IsNow, string Text)> DangerOf(string file) => [.. RowsOf(file).Select(line => line.Split('\t')).Select(cells => (cells[0] == "now", cells[1].Replace("\\n", "\n", StringComparison.Ordinal)))];

    private static IEnumerable<string> RowsOf(string file) => File.ReadLines(PathOf(file)).Where(line => line.Length > 0 && line[0] != '#');

    private static IReadOnlyList<AnnotatedUtterance> Of(string file) => AnnotatedUtterance.ReadFile(PathOf(file));

    private static string PathOf(string file) => Path.Combine(Root(), "tests", "Understanding", file);

    public static IReadOnlyList<AnnotatedUtterance> Dev()
    {
        string path = Path.Combine(Root(), "..", "shared", "utterances.dev.jsonl");
        bool isThere = File.Exists(path);
        Assert.False(!isThere && Environment.GetEnvironmentVariable("CI") == "true", "../shared/utterances.dev.jsonl is missing.");
        Skip.IfNot(isThere, "../shared/utterances.dev.jsonl is not on this machine.");
        return AnnotatedUtterance.ReadFile(path);
    }

    public static ReadingScore ScoreOf(IEnumerable<AnnotatedUtterance> utterances) => ReadingScore.Of(utterances, Reader);

    /// <summary>What was misread, for the message of a test that fails.</summary>
    public static string MissesOf(ReadingScore score) => string.Join('\n', score.Misses.Select(miss => $"{miss.Line.Text} → {miss.Read.Intent} ({miss.Line.Intent})"));

    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Zaitaku.Bot.sln is not above the tests.");
    }
}
