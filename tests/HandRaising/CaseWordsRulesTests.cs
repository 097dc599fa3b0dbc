using Xunit;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Tests.HandRaising;

public sealed class CaseWordsRulesTests
{
    private static readonly DateOnly Today = new(2026, 5, 29);

    [Theory]
    [InlineData("山田様、退院予定", IdentifyingKind.Name)]
    [InlineData("山田さんのお宅です", IdentifyingKind.Name)]
    [InlineData("田中花子さん 独居", IdentifyingKind.Name)]
    [InlineData("山 田 花 子 様", IdentifyingKind.Name)] // spaces inside
    [InlineData("山　田　さん", IdentifyingKind.Name)] // wide spaces
    [InlineData("ﾔﾏﾀﾞ ﾊﾅｺさん", IdentifyingKind.Name)] // half-width kana
    [InlineData("ﾔﾏﾀﾞ様です", IdentifyingKind.Name)]
    [InlineData("やまださん", IdentifyingKind.Name)]
    [InlineData("佐藤氏、要介護4", IdentifyingKind.Name)]
    [InlineData("人工呼吸器の鈴木さん", IdentifyingKind.Name)]
    [InlineData("山\u200B田さん", IdentifyingKind.Name)] // a letter nobody sees
    [InlineData("患者は佐藤一郎です", IdentifyingKind.Name)] // without さん
    [InlineData("氏名：ヤマダハナコ", IdentifyingKind.Name)]
    [InlineData("佐藤花子（82歳）", IdentifyingKind.Name)]
    [InlineData("はなちゃん、医療的ケア児", IdentifyingKind.Name)]
    [InlineData("S12.3.4", IdentifyingKind.BirthDate)]
    [InlineData("ｓ１２．３．４生", IdentifyingKind.BirthDate)] // wide letters
    [InlineData("昭12-3-4", IdentifyingKind.BirthDate)]
    [InlineData("昭和12年3月4日", IdentifyingKind.BirthDate)]
    [InlineData("昭和 12 年 3 月 4 日", IdentifyingKind.BirthDate)] // spaces inside
    [InlineData("昭和十二年三月四日", IdentifyingKind.BirthDate)]
    [InlineData("大正元年9月9日", IdentifyingKind.BirthDate)]
    [InlineData("T14/10/3", IdentifyingKind.BirthDate)]
    [InlineData("S120304", IdentifyingKind.BirthDate)]
    [InlineData("1937/3/4", IdentifyingKind.BirthDate)]
    [InlineData("1937年3月4日", IdentifyingKind.BirthDate)]
    [InlineData("1937-03-04", IdentifyingKind.BirthDate)]
    [InlineData("昭和12年生まれ", IdentifyingKind.BirthDate)]
    [InlineData("3月4日生", IdentifyingKind.BirthDate)]
    [InlineData("生年月日は聞いています", IdentifyingKind.BirthDate)]
    [InlineData("H30.1.2", IdentifyingKind.BirthDate)] // a child's
    [InlineData("R7.12.1", IdentifyingKind.BirthDate)] // half a year ago: a baby's
    [InlineData("19370304", IdentifyingKind.Phone)] // a long number, whatever it is
    [InlineData("0000-12-3456に電話", IdentifyingKind.Phone)]
    [InlineData("０９０ー０００００００", IdentifyingKind.Phone)]
    [InlineData("0 9 0 0 0 0 0 0 0 0 0", IdentifyingKind.Phone)] // spaces inside
    [InlineData("電話は22-1234", IdentifyingKind.Phone)] // a number of the same town
    [InlineData("〇九〇-一二三四-五六七八", IdentifyingKind.Phone)]
    [InlineData("被保険者番号 00123", IdentifyingKind.Number)]
    [InlineData("中央1-2-3", IdentifyingKind.Address)]
    [InlineData("みなと市中央１－２", IdentifyingKind.Address)]
    [InlineData("中央12番地", IdentifyingKind.Address)]
    [InlineData("中央三丁目5", IdentifyingKind.Address)]
    [InlineData("コーポ中央 203号室", IdentifyingKind.Address)]
    [InlineData("〒000-0000", IdentifyingKind.Address)]
    [InlineData("hanako@example.jp まで", IdentifyingKind.Mail)]
    public void Found_WhatTellsWhoItIs(string words, IdentifyingKind kind) => Assert.Contains(kind, CaseWordsRules.Found(words, Today));

    [Theory]
    [InlineData("")]
    [InlineData("みなと市中央")]
    [InlineData("横浜市青葉区")]
    [InlineData("80代の方。退院後、自宅で最期までとのご希望です。")]
    [InlineData("85歳女性、要介護4、独居。娘さんが週3回来ます。")]
    [InlineData("奥様が主に介護。ご家族様は同居です。")]
    [InlineData("患者さんのご希望で、訪問看護師さんと相談済み")]
    [InlineData("ケアマネさん、ヘルパーさんとは調整済みです")]
    [InlineData("お子さんは医療的ケア児、たくさんの機器があります")]
    [InlineData("様子を見ながら、同様に様々な対応をお願いします")]
    [InlineData("令和8年6月1日に退院予定")] // to come
    [InlineData("R8.6.1退院")]
    [InlineData("2026-06-01から訪問開始")]
    [InlineData("6月1日から、週1-2回の往診")]
    [InlineData("5月20日に入院")] // of late
    [InlineData("2026/5/20に入院")]
    [InlineData("酸素1-2L、SpO2 90-95%")]
    [InlineData("血圧120-80、3-4日おき")]
    [InlineData("24時間対応の訪問看護が入っています")]
    [InlineData("生活保護、生食での吸引あり")]
    [InlineData("おばあさんと二人暮らし、二三日おきに")]
    [InlineData("主治医の先生は往診をやめられます")]
    [InlineData("胃ろう、気管切開、NPPV")]
    [InlineData("赤ちゃんのころから在宅酸素")]
    public void Found_NothingInWordsOfACase(string words) => Assert.Empty(CaseWordsRules.Found(words, Today));

    [Fact]
    public void Found_HostileText_EndsSoon() => Assert.NotEmpty(CaseWordsRules.Found(string.Concat(Enumerable.Repeat("山田 1-", 2_000)) + "山田さん\uD800", Today));
}
