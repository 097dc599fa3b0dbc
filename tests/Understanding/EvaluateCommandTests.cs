using System.Text.Json;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;

namespace Zaitaku.Tests.Understanding;

/// <summary>What those see who ask how well it understands, and why.</summary>
public sealed class EvaluateCommandTests
{
    private static readonly string[] Lines =
    [
        "# a remark",
        "find_resource\tvisiting_nurse\t-\t-\t鶴岡市\t-\t鶴岡市の訪問看護を探しています",
        "emergency\t-\t-\t-\t-\t-\t父が息をしていません",
        "thanks\t-\t-\t-\t-\t-\t鶴岡市の訪問看護を探しています",
        "{\"text\":\"今夜の当番の先生は？\",\"previous\":null,\"intent\":\"ask_oncall\",\"services\":[],\"capabilities\":[],\"conditions\":[\"night\",\"today\"],\"place\":null}",
    ];

    [Fact]
    public void AFile_IsScoredByIntent_WithWhatWasTakenForWhat()
    {
        (int code, string output, string complaint) = Run(Lines);
        Assert.Equal((0, ""), (code, complaint));
        Assert.Contains("発話 4件  意図 75.0", output, StringComparison.Ordinal);
        Assert.Contains("緊急 100.0  誤報 0件", output, StringComparison.Ordinal);
        Assert.Matches("find_resource +1 +100.0 +50.0", output);
        Assert.Contains("     1  thanks → find_resource", output, StringComparison.Ordinal);
        Assert.Contains("鶴岡市の訪問看護を探しています\tthanks [visiting_nurse]".Replace("[visiting_nurse]", "[]", StringComparison.Ordinal), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("find_resource\tvisiting_nurse")]
    [InlineData("{\"text\":1}")]
    [InlineData("{broken")]
    public void ALineThatIsNone_IsToldByItsNumber_NotByItsWords(string line)
    {
        (int code, string output, string complaint) = Run([Lines[1], line]);
        Assert.Equal((1, "", "2行目を読めません。"), (code, output, complaint.Trim()));
    }

    [Fact]
    public void AFileThatIsNotThere_IsSaidSo()
    {
        using StringWriter output = new(), complaints = new();
        Assert.Equal(1, EvaluateCommand.Run(Path.Combine(Path.GetTempPath(), "no-such-file.tsv"), UtteranceSets.Reader, default, output, complaints));
        Assert.Contains("読めません", complaints.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExplainedLines_TellWhichWordsLedWhere()
    {
        using StringReader input = new("{\"text\":\"鶴岡で法門看護さがしてます\"}\n{\"text\":\"父が息をしていません\"}\n{\"text\":\"\"}\nnot json\n");
        using StringWriter output = new();
        Assert.Equal(0, await UnderstandCommand.RunAsync(input, output, CancellationToken.None, explain: true));
        JsonElement[] answers = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(4, answers.Length);
        JsonElement search = answers[0].GetProperty("because");
        Assert.Contains(search.GetProperty("words").EnumerateArray(), word => (word.GetProperty("id").GetString(), word.GetProperty("words").GetString()) == ("visiting_nurse", "法門看護"));
        Assert.NotEmpty(search.GetProperty("strongest").EnumerateArray());
        JsonElement danger = answers[1].GetProperty("because");
        Assert.Equal("dangerRules", danger.GetProperty("by").GetString());
        Assert.Contains(danger.GetProperty("danger").EnumerateArray(), rule => rule.GetProperty("id").GetString() == "breathing-stopped");
        Assert.False(answers[3].TryGetProperty("because", out _));
    }

    [Fact]
    public void WhatTheClassifierHeard_IsToldAsTheirs()
    {
        AnnotatedUtterance line = UtteranceSets.Pens().First(one => new UtteranceReader(null).Read(one.Text, one.Previous).Intent != one.Intent && UtteranceSets.Reader.Read(one.Text, one.Previous).Intent == one.Intent && one.Intent != Intents.Emergency);
        Explanation told = UtteranceSets.Reader.Explain(line.Text, line.Previous);
        Assert.Equal((DecidedBy.Classifier, line.Intent), (told.By, told.LikeliestIntent));
        Assert.NotEqual(line.Intent, told.RulesIntent);
        Assert.True(told.Lead > 0 || told.RulesIntent == Intents.OutOfScope, $"{told.Lead}");
    }

    private static (int Code, string Output, string Complaint) Run(string[] lines)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("zaitaku-evaluate-").FullName, "lines.tsv");
        File.WriteAllLines(file, lines);
        using StringWriter output = new(), complaints = new();
        int code = EvaluateCommand.Run(file, UtteranceSets.Reader, (Brief: false, Misses: true), output, complaints);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return (code, output.ToString(), complaints.ToString());
    }
}
