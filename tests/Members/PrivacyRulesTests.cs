using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;

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
    [InlineData("", false)]
    public void HasIdentifyingDetails_Text(string text, bool expected) => Assert.Equal(expected, PrivacyRules.HasIdentifyingDetails(text));

    [Fact]
    public void WithoutNumbers_TakesOutPhoneAndInsuranceNumbers_AndLeavesTheRest() =>
        Assert.Equal("電話［番号］か 体温37.8 要介護3", PrivacyRules.WithoutNumbers("電話0000-11-0000か 体温37.8 要介護3"));

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
