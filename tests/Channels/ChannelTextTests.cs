using System.Globalization;
using System.Text;
using Xunit;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.Channels;

public sealed class ChannelTextTests
{
    /// <summary>LINE's text message.</summary>
    private const int UnitsMax = 5_000;

    // One reader's character each: a family joined by ZWJ, a kanji with its variant, a kanji outside the first plane, か with a combining mark.
    private const string Family = "👨‍👩‍👧";
    private const string Katsu = "葛󠄀";
    private const string Yoshi = "𠮷";

    [Theory]
    [InlineData("🏥👨‍👩‍👧𠮷野家", 5, "🏥👨‍👩‍👧𠮷野家")]
    [InlineData("🏥👨‍👩‍👧𠮷野家", 4, "🏥👨‍👩‍👧𠮷…")]
    [InlineData("葛󠄀飾区の訪問診療", 3, "葛󠄀飾…")]
    [InlineData("", 20, "")]
    public void FitGraphemes_CountsWhatAReaderCounts(string text, int max, string fitted) => Assert.Equal(fitted, ChannelText.FitGraphemes(text, max));

    [Theory]
    [InlineData(Family)]
    [InlineData(Katsu)]
    [InlineData(Yoshi)]
    public void TwentyOfThemAreALabel_TwentyOneAreNot(string character)
    {
        string twenty = string.Concat(Enumerable.Repeat(character, 20));
        Assert.Equal(twenty, ChannelText.FitGraphemes(twenty, 20));
        string fitted = ChannelText.FitGraphemes(twenty + character, 20);
        Assert.Equal(20, new StringInfo(fitted).LengthInTextElements);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_998)]
    [InlineData(4_999)]
    [InlineData(5_000)]
    [InlineData(5_001)]
    public void Split_NeverCutsInsideACharacter_AtTheLimit(int padding)
    {
        foreach (string character in new[] { Family, Katsu, Yoshi, "か\u3099" })
        {
            string text = new string('あ', padding) + character + "です";
            IReadOnlyList<string> parts = ChannelText.Split(text, UnitsMax);
            Assert.Equal(text, string.Concat(parts));
            Assert.All(parts, part => Assert.InRange(part.Length, 1, 5_000));
            Assert.Contains(parts, part => part.Contains(character, StringComparison.Ordinal));
            Assert.All(parts, part => Assert.True(IsWholeUtf16(part)));
        }
    }

    [Fact]
    public void Split_PrefersTheEndOfALine_ThenOfASentence()
    {
        string lines = string.Join('\n', Enumerable.Range(1, 400).Select(i => $"{i}番目の診療所は0000-00-0000です"));
        Assert.All(ChannelText.Split(lines, UnitsMax), part => Assert.EndsWith("です", part, StringComparison.Ordinal));

        string sentences = string.Concat(Enumerable.Repeat("夜間は当番の先生につながります。", 700));
        Assert.All(ChannelText.Split(sentences, UnitsMax), part => Assert.EndsWith("。", part, StringComparison.Ordinal));
    }

    [Fact]
    public void Split_OfNothing_IsNothing()
    {
        Assert.Empty(ChannelText.Split("", UnitsMax));
        Assert.Empty(ChannelText.Split(" \n　", UnitsMax));
    }

    [Fact]
    public void Split_OfOneMonstrousCharacter_StillEnds()
    {
        string monster = "が" + new string('\u0301', 12_000);
        IReadOnlyList<string> parts = ChannelText.Split(monster, UnitsMax);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 5_000));
        Assert.Equal(monster.Length, parts.Sum(part => part.Length));
    }

    [Fact]
    public void Split_OfRandomText_LosesNothingAndFits()
    {
        Random random = new(7);
        string[] alphabet = [Family, Katsu, Yoshi, "あ", "A", "\n", "。", "🏥", "か\u3099", "🇯🇵"];
        for (int round = 0; round < 50; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 400)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            IReadOnlyList<string> parts = ChannelText.Split(text, unitsMax: 60);
            Assert.All(parts, part => Assert.InRange(part.Length, 1, 60));
            Assert.All(parts, part => Assert.True(IsWholeUtf16(part)));
            Assert.Equal(Bare(text), Bare(string.Concat(parts)));
        }
    }

    private static string Bare(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    private static bool IsWholeUtf16(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)) == text && !text.Contains('\uFFFD');
}
