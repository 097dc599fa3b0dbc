using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Members;

public sealed class PrivacyRulesTests
{
    [Theory]
    [InlineData("電話は0000-11-0000です", true)]
    [InlineData("０００−１１１１−２２２２に電話ください", true)]                // full width
    [InlineData("保険者番号 12345678 です", true)]
    [InlineData("山田花子様 昭和12年3月4日生まれ", true)]
    [InlineData("山田さん S12.3.4 生", true)]
    [InlineData("山田さんは在宅酸素です", false)]                              // a surname alone
    [InlineData("997-0000の近くの訪問看護", false)]                            // a postal code is a place
    [InlineData("SpO2 94 体温37.8 血圧 128/76", false)]
    [InlineData("来週の3日から5日まで2名", false)]
    [InlineData("2026-04-01の訪問について", false)]                            // a day
    [InlineData("山田花子さんの件です", true)]                                  // a whole name
    [InlineData("山田 花子様が退院されます", true)]
    [InlineData("ヤマダ　ハナコさん", true)]
    [InlineData("介護支援専門員さんに相談した", false)]                          // a trade
    [InlineData("訪問看護師さんと担当者さん", false)]
    [InlineData("地域包括支援センターの職員さん", false)]
    [InlineData("言語聴覚士さんと訪問看護さん", false)]
    [InlineData("被保険者番号は12345です", true)]
    [InlineData("受付番号 412-907 の件", false)]
    [InlineData("山辺リツコと申します", true)]                                  // names without さん
    [InlineData("はじめまして、山田太郎といいます", true)]
    [InlineData("山田 花子と申します", true)]
    [InlineData("ヤマダハナコと申します", true)]
    [InlineData("患者は山田太郎です", true)]
    [InlineData("利用者さんは佐藤 ハナ、82歳", true)]
    [InlineData("氏名：本間一郎", true)]
    [InlineData("五十嵐正夫（82歳）の件", true)]
    [InlineData("みなと訪問看護ステーションと申します", false)]                   // a place of work
    [InlineData("居宅のケアマネと申します", false)]
    [InlineData("荘内病院と申します", false)]
    [InlineData("田中と申します", false)]                                       // a surname alone
    [InlineData("患者は要介護です。本人は認知症です", false)]
    [InlineData("本人は末期ガンです", false)]
    [InlineData("患者は山口県です", false)]
    [InlineData("本人は中野区の方です", false)]
    [InlineData("利用者は近藤医院です", false)]
    [InlineData("", false)]
    public void HasIdentifyingDetails_Text(string text, bool expected) => Assert.Equal(expected, PrivacyRules.HasIdentifyingDetails(text));

    [Fact]
    public void WithoutNumbers_TakesOutPhoneAndInsuranceNumbers_AndLeavesTheRest() =>
        Assert.Equal("電話［番号］か 体温37.8 要介護3", PrivacyRules.WithoutNumbers("電話0000-11-0000か 体温37.8 要介護3"));

    [Fact]
    public void Redacted_LeavesNobody() =>
        Assert.Equal("［お名前］さん(［番号］生)に［番号］で 要介護3", PrivacyRules.Redacted("山田花子さん（昭和12年3月4日生）に0000-11-0000で 要介護3"));

    [Theory]
    [InlineData("山辺リツコと申します。夜が心配です", "［お名前］と申します。夜が心配です")]
    [InlineData("患者は山田太郎です", "患者は［お名前］です")]
    public void Redacted_LeavesNobody_WhoGaveTheirName(string text, string kept) => Assert.Equal(kept, PrivacyRules.Redacted(text));

    /// <summary>Nobody gives their name in the utterances of the domain: whoever is warned there is warned for nothing, but for one long number.</summary>
    [SkippableFact]
    public void WhatPeopleUsuallyAsk_WarnsNobody() =>
        Assert.Equal(["受付番号2024-031の進み具合を教えてください"], UtteranceSets.Dev().Concat(UtteranceSets.Own()).Select(utterance => utterance.Text).Where(PrivacyRules.HasIdentifyingDetails));

    [Theory]
    [InlineData("自宅は 0000-11-0000 です", "0000-11-0000")]
    [InlineData("被保険者 1234567890", null)]
    [InlineData("番号なし", null)]
    public void FirstPhone_Words(string text, string? expected) => Assert.Equal(expected, PrivacyRules.FirstPhone(text));

    [Fact]
    public void AnAnswerWarnsOnce_ButNeverADangerCard()
    {
        Turn turn = new() { Text = "0000-11-0000", Understood = new Understood { Intent = Intents.Help }, MemberId = Guid.Empty, Role = Role.Resident, Dialogue = Dialogue.Empty, Now = default };
        TurnOutcome said = PrivacyNotice.AddTo(TurnOutcome.Say("はい"), turn);
        Assert.EndsWith(PrivacyNotice.Text, Assert.IsType<TextReply>(Assert.Single(said.Replies)).Text, StringComparison.Ordinal);

        TurnOutcome danger = TurnOutcome.Say("119");
        Assert.Same(danger, PrivacyNotice.AddTo(danger, turn with { Understood = new Understood { Intent = Intents.Emergency } }));
        Assert.Same(danger, PrivacyNotice.AddTo(danger, turn with { Text = "こんにちは" }));
    }

    [Fact]
    public void ALongHostileTextIsReadInTime() => Assert.True(PrivacyRules.HasIdentifyingDetails(new string('あ', 4_000) + "さん" + new string('1', 1_000)));
}
