using System.Text.Json;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Understanding;

/// <summary>Whatever arrives, one answer leaves.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void AStorm_NeverThrows()
    {
        Random random = new(20261121);
        string letters = "訪問看護あいうｱﾞﾟ\uD83D\uDE4F\uD800\uDC00\0\n\t ー-?？。(){}…の駅市丁目24歳吸引なし\u3099\uFFFF\u200D";
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => letters[random.Next(letters.Length)]));
            Assert.Contains(UtteranceSets.Reader.Read(text, random.Next(2) == 0 ? null : text).Intent, Intents.All);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\0\0\0")]
    [InlineData("\uD800")]
    [InlineData("🙏")]
    public void NothingSaid_IsUnsure(string text) => Assert.Equal((Intents.OutOfScope, true), (UtteranceSets.Reader.Read(text, null).Intent, UtteranceSets.Reader.Read(text, null).IsUnsure));

    [Fact]
    public void DangerAtTheEndOfAHundredThousandLetters_IsHeard()
    {
        Assert.Equal(Intents.Emergency, UtteranceSets.Reader.Read(new string('あ', 100_000) + "。父が息をしていない", null).Intent);
        Assert.NotEqual(Intents.Emergency, UtteranceSets.Reader.Read(string.Concat(Enumerable.Repeat("訪問看護", 25_000)), null).Intent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"text\":5}")]
    [InlineData("{\"text\":\"\\ud800\"}")]
    [InlineData("{\"previous\":\"x\"}")]
    public async Task ABadLine_IsAnsweredInItsPlace(string line)
    {
        string[] answers = await AnswersAsync(line + "\n{\"text\":\"訪問看護\",\"previous\":null}\n");
        Assert.Equal(2, answers.Length);
        Assert.Equal(Intents.OutOfScope, IntentOf(answers[0]));
        Assert.Equal("""{"intent":"find_resource","services":["visiting_nurse"],"capabilities":[],"conditions":[],"place":null}""", answers[1]);
    }

    [Fact]
    public async Task AnOversizeLine_IsAnsweredAndTheNextIsRead()
    {
        string huge = "{\"text\":\"" + new string('x', UnderstandCommand.LineLengthMax) + "\"}";
        string[] answers = await AnswersAsync(huge + "\n{\"text\":\"鶴岡の薬局\"}");
        Assert.Equal([Intents.OutOfScope, Intents.FindResource], answers.Select(IntentOf));
    }

    [Fact]
    public async Task IdsStandInTheOrderOfTheDomain()
    {
        string[] answers = await AnswersAsync("""{"text":"看多機と訪問診療、吸引と胃ろうOK、土日と24時間 鶴岡市"}""" + "\r\n");
        using JsonDocument answer = JsonDocument.Parse(answers[0]);
        string List(string name) => string.Join(',', answer.RootElement.GetProperty(name).EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("home_visit_doctor,nursing_small_multifunction", List("services"));
        Assert.Equal("tube_feeding,suction", List("capabilities"));
        Assert.Equal("open_24h,weekend", List("conditions"));
        Assert.Equal("鶴岡市", answer.RootElement.GetProperty("place").GetString());
    }

    private static async Task<string[]> AnswersAsync(string input)
    {
        using StringReader lines = new(input);
        await using StringWriter answers = new();
        Assert.Equal(0, await UnderstandCommand.RunAsync(lines, answers, CancellationToken.None));
        return answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string? IntentOf(string answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("intent").GetString();
    }
}
