using Xunit;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Rota;

/// <summary>Words for one's own duties, and for days on which one takes none.</summary>
public sealed class OwnDutyWordsTests
{
    private static readonly UtteranceReader Reader = new();

    [Theory]
    [InlineData("私の当番", OwnAsk.Surely)]
    [InlineData("わたしの次の当番いつですか", OwnAsk.Surely)]
    [InlineData("来月の自分の当番を教えて", OwnAsk.Surely)]
    [InlineData("うちの当番", OwnAsk.Surely)]
    [InlineData("私の当番表", OwnAsk.Surely)]
    [InlineData("私の当番の先生は？", OwnAsk.None)] // a patient asks
    [InlineData("うちの当番医", OwnAsk.None)]
    [InlineData("次の当番いつ？", OwnAsk.Perhaps)]
    [InlineData("今月の当番", OwnAsk.Perhaps)]
    [InlineData("来月の当番は？", OwnAsk.Perhaps)]
    [InlineData("６月の当番を教えてください", OwnAsk.Perhaps)]
    [InlineData("次の当番はいつでしょうか。", OwnAsk.Perhaps)]
    [InlineData("次の当番医は？", OwnAsk.None)]
    [InlineData("今月の当番の先生", OwnAsk.None)]
    [InlineData("今月の当番訪看", OwnAsk.None)]
    [InlineData("今夜の当番は？", OwnAsk.None)]
    [InlineData("いまの当番は？", OwnAsk.None)]
    [InlineData("みんなの今月の当番", OwnAsk.None)]
    [InlineData("", OwnAsk.None)]
    public void WhoseDutiesAreAskedFor(string text, OwnAsk expected) => Assert.Equal(expected, OwnDutyWords.Of(text));

    [Theory]
    [InlineData("来月の5日から8日は当番に入れません", AwaySaid.Away)]
    [InlineData("10日は当番に入れません", AwaySaid.Away)]
    [InlineData("１０日は当番に入れません。", AwaySaid.Away)]
    [InlineData("10日はﾄｳﾊﾞﾝに入れません", AwaySaid.Away)] // half-width kana
    [InlineData("来週の土曜は当番を外してください", AwaySaid.Away)]
    [InlineData("5日は当番に入れないでください", AwaySaid.Away)] // though it sounds like a request for cover
    [InlineData("12月28日から1月3日は当番を休みます", AwaySaid.Away)]
    [InlineData("6月10日は当番に入れません😢", AwaySaid.Away)]
    [InlineData("来月の5日から8日は当番できません", AwaySaid.PerhapsCover)]
    [InlineData("8月5日は当番無理です", AwaySaid.PerhapsCover)]
    [InlineData("土曜の当番できません", AwaySaid.None)] // of a duty: somebody else is wanted
    [InlineData("今日は当番できません", AwaySaid.None)] // of today's
    [InlineData("明日は当番できません", AwaySaid.None)]
    [InlineData("毎週火曜は当番に入れません", AwaySaid.Always)]
    [InlineData("しばらく当番に入れません", AwaySaid.Always)]
    [InlineData("当番に入れない日", AwaySaid.List)]
    [InlineData("私の当番に入れない日を確認", AwaySaid.List)]
    [InlineData("当番に入れない日を教えます", AwaySaid.Away)] // then we ask which
    [InlineData("土曜の当番代わってほしい", AwaySaid.None)]
    [InlineData("10日は当番できません、代わってください", AwaySaid.None)]
    [InlineData("今日の当番むり", AwaySaid.None)] // sudden: the part that finds somebody else
    [InlineData("今日は当番の先生が不在ですか", AwaySaid.None)]
    [InlineData("当番に入れない人はだれ", AwaySaid.None)]
    [InlineData("10日は当番に入れませんか", AwaySaid.None)]
    [InlineData("10日は来られません", AwaySaid.None)] // not of duties
    [InlineData("今夜の当番の先生は？", AwaySaid.None)]
    [InlineData("父が息をしていない、当番に入れません", AwaySaid.None)] // danger goes first
    [InlineData("", AwaySaid.None)]
    public void DaysWithoutDuties_AreToldFromAskingForSomebodyElse(string text, AwaySaid expected) => Assert.Equal(expected, AwayWords.Of(text, Reader.Read(text, null).Intent));

    [Fact]
    public void WordsWithoutEnd_AndHalfALetter_AreNoSuchWords()
    {
        Assert.Equal(AwaySaid.None, AwayWords.Of("10日は当番に入れません" + new string('あ', 5_000), Intents.AskOncall));
        Assert.Equal(AwaySaid.None, AwayWords.Of("10日は当番に入れません\ud83d", Intents.AskOncall));
    }
}
