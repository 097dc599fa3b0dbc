using Xunit;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Understanding;

public sealed class TextNormalizerTests
{
    private static readonly TextNormalizer Normalizer = Lexicon.Load().Normalizer;

    [Theory]
    [InlineData("ﾎｳﾓﾝｶﾝｺﾞ", "訪問看護")] // half-width with a voice mark, then by its sound
    [InlineData("パット", "ぱっと")] // katakana
    [InlineData("ハ\u309Aット", "ぱっと")] // a mark of its own, as some phones send it
    [InlineData("２４Ｈ", "24h")] // full-width
    [InlineData("訪門看護", "訪問看護")] // slip of the trade
    [InlineData("介護ベット", "介護べっど")]
    [InlineData("でーーーす", "でーす")] // long marks
    [InlineData("鎌ヶ谷", "鎌け谷")]
    [InlineData("①番", "1番")]
    [InlineData("助\u200Bけて", "助けて")] // a letter without width
    [InlineData("感謝🙏", "感謝 ")] // emoji part phrases
    [InlineData("a\uD800b", "a b")] // half of a surrogate pair
    public void Writing_IsFolded(string text, string key) => Assert.Equal(key, Normalizer.Fold(text).Key);

    [Theory]
    [InlineData("場所はｻｶﾞです", "さが", "ｻｶﾞ")]
    [InlineData("訪門看護と薬局", "薬局", "薬局")]
    [InlineData("㈱さくら　２丁目", "2丁目", "２丁目")]
    public void FoldedWords_AreFoundAsWritten(string text, string word, string written)
    {
        FoldedText folded = Normalizer.Fold(text);
        int at = folded.Key.IndexOf(word, StringComparison.Ordinal);
        Assert.Equal(written, folded.AsWritten(at, at + word.Length));
    }

    [Fact]
    public void LengthIsLimited() => Assert.True(Normalizer.Fold(new string('あ', 100_000)).Length <= TextNormalizer.TextLengthMax);
}
