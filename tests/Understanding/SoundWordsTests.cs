using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Understanding;

/// <summary>Words of the trade as voice input and hurried converting leave them.</summary>
public sealed class SoundWordsTests
{
    [Theory]
    [InlineData("法門看護を探しています", "visiting_nurse")]
    [InlineData("訪問かん護を探しています", "visiting_nurse")]
    [InlineData("ほう問看護を探しています", "visiting_nurse")]
    [InlineData("ﾎｳﾓﾝｶﾝｺﾞ ｻｶﾞｼﾃﾏｽ", "visiting_nurse")]
    [InlineData("労健を探しています", "health_facility")]
    [InlineData("小規模他機能を探しています", "small_multifunction")]
    [InlineData("介護衣料院を探しています", "medical_care_home")]
    [InlineData("定期准回を探しています", "regular_rounds")]
    public void AWordIsHeardByItsSound(string text, string service) =>
        Assert.Equal([service], UtteranceSets.Reader.Read(text, null).Services.Select(kind => kind.Id()));

    [Theory]
    [InlineData("老犬の散歩を手伝ってほしい")]
    [InlineData("訪問しかできないと言われた")]
    [InlineData("首をかき切って")]
    [InlineData("両方間に合わない")]
    [InlineData("漢和辞典")]
    [InlineData("城南病院を退院します")]
    [InlineData("一週間薬を届けてほしい")]
    [InlineData("肥満症の母のこと")]
    [InlineData("その時看護師さんは")]
    public void WordsOfTheirOwn_StayWhatTheyAre(string text)
    {
        UtteranceScan scan = UtteranceSets.Reader.ScanOf(text);
        Assert.Equal(text, scan.Text.Plain);
        
    }

    /// <summary>What is shown to people is what they wrote.</summary>
    [Fact]
    public void AWordHeard_KeepsItsPlaceInTheText()
    {
        UtteranceScan scan = UtteranceSets.Reader.ScanOf("鶴岡市の法門看護");
        Assert.Equal("法門看護", scan.Text.AsWritten(Assert.Single(scan.Services).Span));
    }

    [Theory]
    [InlineData("語\t訪問\tほう")]
    [InlineData("語\t訪問\tほう・もん")]
    [InlineData("何か")]
    public void AListThatTellsNoSound_IsRefused(string line) => Assert.Throws<InvalidDataException>(() => new SoundWords([line]));

    [Fact]
    public void AnotherTextThanTheWords_CostsNothingAndFindsNothing()
    {
        SoundWords words = new(Lexicon.Lines("sounds"));
        Assert.Null(words.FindAt("", 0));
        Assert.Null(words.FindAt("\uD83D\uDE4F\uD83D", 1));
        Assert.Null(words.FindAt(new string('ほ', 5_000), 4_990));
    }
}
