using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Understanding;

/// <summary>The word lists hold vocabulary, not the sentences of a test.</summary>
public sealed class LexiconTests
{
    /// <summary>Shorter sentences (了解) are vocabulary themselves.</summary>
    private const int SentenceLettersMin = 10;

    private static readonly string[] Files = ["services", "capabilities", "conditions", "cues", "context", "ordinary", "typos", "kana", "forms"];

    [SkippableFact]
    public void NoLine_QuotesASentenceOfTheDevelopmentSet()
    {
        string[] sentences = [.. UtteranceSets.Dev().Select(utterance => TextNormalizer.FoldWord(utterance.Text)).Where(text => text.Length >= SentenceLettersMin)];
        foreach (string line in Files.SelectMany(Lexicon.Lines).Concat(EmergencyRuleBook.Carried.Rules.SelectMany(rule => rule.Words)))
        {
            string folded = TextNormalizer.FoldWord(line);
            Assert.DoesNotContain(sentences, sentence => folded.Contains(sentence, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("往診(医|の先生|)", "往診医 往診の先生 往診")]
    [InlineData("a(b(c|d)|)e", "abce abde ae")]
    [InlineData("平", "平")]
    public void APattern_StandsForItsWords(string pattern, string words) => Assert.Equal(words.Split(' '), WordPattern.Expand(pattern));

    [Fact]
    public void ALongPattern_IsCutWhereFewestWordsRemain() =>
        Assert.Equal(("(a|b|c|d|e|f|g)", "(h|i|j|k|l|m|n)"), WordPattern.Cut("(a|b|c|d|e|f|g)(h|i|j|k|l|m|n)"));

    [Fact]
    public void ASharedEnding_IsWrittenOut_AndAnUnknownOneIsRefused()
    {
        WordForms forms = WordForms.Load();
        Assert.Contains("動かへん", WordPattern.Expand(forms.Fill("動か{ない}")));
        Assert.Throws<InvalidDataException>(() => forms.Fill("動か{なし}"));
    }

    /// <summary>A word of three parts needs all of them, in order and in one sentence.</summary>
    [Theory]
    [InlineData("熱いお湯が足にかかって皮がめくれた", true)]
    [InlineData("お湯が出ません。皮の靴", false)]
    public void AWordOfThreeParts_NeedsThemAll(string text, bool isDanger) =>
        Assert.Equal(isDanger, UtteranceSets.Reader.Read(text, null).Intent == Intents.Emergency);

    [Theory]
    [InlineData("一宮市の訪問看護", "一宮市")]
    [InlineData("訪問看護 横浜市青葉区あざみ野", "横浜市青葉区")]
    [InlineData("千葉県柏市の薬局", "千葉県柏市")]
    [InlineData("かまがやし くすりや", "かまがやし")]
    public void Municipalities_AreKnownByName(string text, string start) =>
        Assert.StartsWith(start, UtteranceSets.Reader.Read(text, null).Place, StringComparison.Ordinal);
}
