using Xunit;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Covers;

/// <summary>The one decision: what is asked at once, what is a card to check, and what is somebody else's.</summary>
public sealed class CoverSayingTests
{
    [Theory]
    // Sure and alone.
    [InlineData("今日むり", CoverSaid.Sure)]
    [InlineData("今日はむりです。", CoverSaid.Sure)]
    [InlineData("今夜は無理です", CoverSaid.Sure)]
    [InlineData("今夜出られへん", CoverSaid.Sure)]
    [InlineData("熱が出て今夜は行けません", CoverSaid.Sure)]
    [InlineData("熱が出て今夜の当番に行けません", CoverSaid.Sure)]
    [InlineData("親が倒れて今夜の当番に入れません", CoverSaid.Sure)]
    [InlineData("熱が出たので今夜の当番を休ませてください", CoverSaid.Sure)]
    [InlineData("今夜の当番、都合が悪くなりました", CoverSaid.Sure)]
    [InlineData("今夜の当番、子の発熱で出れなくなりました", CoverSaid.Sure)]
    [InlineData("すみません、当番に入れなくなりました", CoverSaid.Sure)]
    [InlineData("すみません、体調が悪く今夜の当番は無理です", CoverSaid.Sure)]
    [InlineData("会議で今夜の当番に行けません", CoverSaid.Sure)] // a meeting is the reason, the duty what is meant
    [InlineData("明日の当番行けんごとなった", CoverSaid.Sure)]
    [InlineData("待機行けまへん、代わり頼んます", CoverSaid.Sure)]
    [InlineData("今から当番入る予定でしたが事故で間に合いません", CoverSaid.Sure)]
    [InlineData("臨時往診の患者さんがいて今夜は行けません", CoverSaid.Sure)] // read as a search for a doctor
    [InlineData("受け持ち患者の看取りで今夜出られません", CoverSaid.Sure)]
    [InlineData("今夜の当番に行けません、佐藤先生に伝えてください", CoverSaid.Sure)]
    [InlineData("熱が出て今夜の当番に行けません。どなたか代わっていただけますか", CoverSaid.Sure)]
    // Perhaps of a duty: looked at first.
    [InlineData("今日むりかもしれません", CoverSaid.Perhaps)]
    [InlineData("土曜の当番代わってほしい", CoverSaid.Perhaps)]
    [InlineData("すみません腰をやってしまい今週末の当番は無理そうです", CoverSaid.Perhaps)]
    [InlineData("今夜の当番に行けないのですが、どうしたらいいですか", CoverSaid.Perhaps)]
    [InlineData("佐藤先生の今夜の当番は無理です", CoverSaid.Perhaps)]
    [InlineData("佐藤先生は、今夜の当番に行けません", CoverSaid.Perhaps)]
    [InlineData("今夜は行けませんが電話は取れます", CoverSaid.Perhaps)]
    [InlineData("佐藤さん、今夜は行けません", CoverSaid.Perhaps)] // told to somebody
    [InlineData("今日は休みます", CoverSaid.Perhaps)]
    [InlineData("今夜の当番に行けませんでした", CoverSaid.Perhaps)] // over
    // No time, no duty.
    [InlineData("代わってほしい", CoverSaid.Bare)]
    [InlineData("熱が出て行けない", CoverSaid.Bare)]
    [InlineData("すみません、出られません", CoverSaid.Bare)]
    // Something else.
    [InlineData("今日の勉強会は行けません", CoverSaid.Else)]
    [InlineData("今日の会議は熱で出られません", CoverSaid.Else)]
    [InlineData("今日のお風呂は入れませんでした", CoverSaid.Else)]
    [InlineData("今日のお風呂は入れません", CoverSaid.Else)]
    [InlineData("田中さん、熱が出て今日は入れません", CoverSaid.Else)] // a patient's day
    [InlineData("今日はデイに行けません", CoverSaid.Else)]
    [InlineData("今日の訪問、入れませんでした", CoverSaid.Else)]
    [InlineData("今日はご無理を聞いていただきありがとうございました", CoverSaid.Else)]
    [InlineData("今日の当番、無理せず頑張ります", CoverSaid.Else)]
    [InlineData("今夜の当番の先生に連絡できません", CoverSaid.Else)]
    [InlineData("今夜の当番が分からなくて連絡できません", CoverSaid.Else)]
    [InlineData("今日の当番の先生に代わってもらえますか", CoverSaid.Else)]
    [InlineData("今夜は当番なので行けません", CoverSaid.Else)] // to something else
    [InlineData("すみません当直で行けません", CoverSaid.Else)]
    [InlineData("今夜の当番の先生は？", CoverSaid.Else)]
    [InlineData("今日ヘルパーさん来れるところない？母が熱で動けなくて", CoverSaid.Else)]
    [InlineData("胸が痛くて今日の当番に行けません", CoverSaid.Else)] // danger goes first
    [InlineData("\ud83d", CoverSaid.Else)]
    [InlineData("", CoverSaid.Else)]
    public void WhatWordsSayOfADuty(string text, CoverSaid expected) => Assert.Equal(expected, CoverSaying.Of(text, UtteranceSets.Reader.Read(text, null)));

    [Fact]
    public void WhatWasOnlyPerhaps_StaysSo_AndWordsWithoutEndTakeNoTime()
    {
        Assert.Equal(CoverSaid.Perhaps, CoverSaying.Of("今夜は行けません", new Understood { Intent = Intents.RequestCover, IsUnsure = true }));
        foreach (string piece in (string[])["今日、", "当番、", "て当番今日", "すみません、", "熱が出て", "、て", "今日で"])
        {
            string text = string.Concat(Enumerable.Repeat(piece, 200));
            Assert.Equal(CoverSaid.Else, CoverSaying.Of(text[..119], new Understood { Intent = Intents.OutOfScope }));
            Assert.Equal(CoverSaid.Else, CoverSaying.Of(text, new Understood { Intent = Intents.OutOfScope }));
        }
    }

    /// <summary>No line of the sets that means something else is asked of everybody.</summary>
    [Fact]
    public void NothingElseOfTheSets_IsSure()
    {
        IEnumerable<AnnotatedUtterance> all = UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Concat(UtteranceSets.Dev());
        string[] wrong = [.. all.Where(one => one.Intent != Intents.RequestCover && CoverSaying.Of(one.Text, UtteranceSets.Reader.Read(one.Text, one.Previous)) == CoverSaid.Sure).Select(one => one.Text)];
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("今夜の当番に入れません", AwaySaid.None)] // sudden, not planned
    [InlineData("親が倒れて今夜の当番に入れません", AwaySaid.None)]
    [InlineData("熱が出たので今夜の当番を休ませてください", AwaySaid.None)]
    [InlineData("今夜の当番、都合が悪くなりました", AwaySaid.None)]
    [InlineData("明日の当番に入れません", AwaySaid.None)]
    [InlineData("明日から8日は当番に入れません", AwaySaid.Away)]
    [InlineData("10日は当番に入れません", AwaySaid.Away)]
    public void WhatIsOfTonight_IsNoPlan(string text, AwaySaid expected) => Assert.Equal(expected, AwayWords.Of(text, UtteranceSets.Reader.Read(text, null).Intent));

    [Theory]
    [InlineData("了解です、引き受けます", CoverAnswered.Takes)]
    [InlineData("土曜代われます", CoverAnswered.Takes)]
    [InlineData("はい、出られます", CoverAnswered.Yes)]
    [InlineData("行けます", CoverAnswered.Yes)]
    [InlineData("土曜は無理です", CoverAnswered.No)]
    [InlineData("お引き受けできません", CoverAnswered.Refuses)]
    [InlineData("了解です", CoverAnswered.None)]
    public void AnAnswer_IsTakingOrOnlyAYes(string text, CoverAnswered expected) => Assert.Equal(expected, CoverWords.AnswerIn(text));

    [Theory]
    [InlineData("土曜の当番を佐藤先生に代わってほしい", true)]
    [InlineData("土曜の当番を佐藤先生の10日と交換したい", true)]
    [InlineData("今夜の当番に行けません、佐藤先生にお願いしたいです", true)]
    [InlineData("今夜の当番に行けません、佐藤先生に伝えてください", false)]
    [InlineData("三木さんの看取りで今夜の当番に行けません", false)]
    public void OneAlone_IsAskedOnlyInWordsOfAsking(string text, bool expected) => Assert.Equal(expected, CoverWords.AsksOne(text));
}
