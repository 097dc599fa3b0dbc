using System.Security.Cryptography;
using Xunit;
using Xunit.Abstractions;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;
using Zaitaku.Bot.Understanding.Learned;

namespace Zaitaku.Tests.Understanding;

/// <summary>The classifiers: trained again they are the same bytes, and what they add to the rules is printed.</summary>
public sealed class LearnedReadingTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(UtteranceSets.Root(), "tests", "Understanding");

    /// <summary>What the program carries was trained from just these files; the sets kept aside are none of them.</summary>
    private static readonly string[] Learned = ["Utterances.tsv", "UtterancesUnseen.tsv", "UtterancesPart6.tsv", "UtterancesCovers.tsv", "UtterancesPens.tsv", "UtterancesStories.tsv"], LearnedDanger = ["Danger.tsv", "DangerPens.tsv", "DangerStories.tsv", "DangerKnowledge.tsv"];

    [Fact]
    public void TrainedAgain_TheModelsAreTheSameBytes()
    {
        (byte[] intents, byte[] danger) = LearnedFiles.Train([.. Learned.Select(file => Path.Combine(Folder, file))], [.. LearnedDanger.Select(file => Path.Combine(Folder, file))]);
        Assert.Equal(HashOf("intents.bin"), Convert.ToHexString(SHA256.HashData(intents)));
        Assert.Equal(HashOf("danger.bin"), Convert.ToHexString(SHA256.HashData(danger)));
    }

    /// <summary>The kept-aside sets, read by the rules alone and by both; floors well below today's scores catch a fall.</summary>
    [Fact]
    public void TheSetsKeptAside_AreUnderstoodBetterByBoth()
    {
        IReadOnlyList<AnnotatedUtterance> aside = UtteranceSets.Aside();
        ReadingScore rules = ReadingScore.Of(aside, new UtteranceReader(null)), both = UtteranceSets.ScoreOf(aside);
        output.WriteLine($"aside, rules alone: intent {rules.Intent:0.0} services {rules.Services:0.0} capabilities {rules.Capabilities:0.0} conditions {rules.Conditions:0.0} place {rules.Place:0.0} emergencies {rules.EmergencyRecall:0.0} false alarms {rules.FalseAlarms}");
        output.WriteLine($"aside, both: intent {both.Intent:0.0} services {both.Services:0.0} capabilities {both.Capabilities:0.0} conditions {both.Conditions:0.0} place {both.Place:0.0} emergencies {both.EmergencyRecall:0.0} false alarms {both.FalseAlarms}");
        Assert.Equal(320, aside.Count);
        Assert.True(both.Intent >= rules.Intent + 3 && both.EmergencyRecall >= rules.EmergencyRecall, "The classifiers do not help.");
        (int heard, int wrong) = Danger(new UtteranceReader());
        (int byRules, int wrongByRules) = Danger(new UtteranceReader(null));
        output.WriteLine($"danger aside, rules alone: {byRules} of 100 heard, {wrongByRules} of 100 false; both: {heard} heard, {wrong} false");
        Assert.True(heard >= byRules + 10, $"{heard} of 100 heard, {byRules} by the rules alone");
    }

    /// <summary>What the rules hear as danger stays danger, whatever the classifiers say.</summary>
    [Fact]
    public void TheRulesHaveTheLastWordOnDanger()
    {
        UtteranceReader rules = new(null), both = new();
        IEnumerable<string> all = UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Select(utterance => utterance.Text).Concat(UtteranceSets.Danger().Select(row => row.Text));
        List<string> lost = [.. all.Where(text => rules.Read(text, null).Intent == Intents.Emergency && both.Read(text, null).Intent != Intents.Emergency)];
        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZLM1")]
    [InlineData("PK\u0003\u0004 something else")]
    public void AnotherFile_IsNoModel(string text) => Assert.Throws<InvalidDataException>(() => LinearModel.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    private static (int Heard, int False) Danger(UtteranceReader reader)
    {
        IReadOnlyList<(bool IsNow, string Text)> rows = UtteranceSets.DangerAside();
        return (rows.Count(row => row.IsNow && reader.IsEmergency(row.Text)), rows.Count(row => !row.IsNow && reader.IsEmergency(row.Text)));
    }

    private static string HashOf(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(UtteranceSets.Root(), "bot", "Understanding", "Learned", file))));
}
