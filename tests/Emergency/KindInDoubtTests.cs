using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Emergency;

/// <summary>Which card comes where words of two kinds stand together.</summary>
public sealed class KindInDoubtTests
{
    /// <summary>A plan covers dying, and nothing else; and it must be this person's.</summary>
    [Theory]
    [InlineData("去年父を看取りました。いま母が息をしていません")]
    [InlineData("看取りの利用者さん宅で奥さんが倒れて意識がありません")]
    [InlineData("看取りの研修中に職員が倒れて息をしていません")]
    [InlineData("看取りはしないと決めています。父が息をしていません")]
    [InlineData("看取りを希望していません。息をしていません")]
    [InlineData("看取りの父がモルヒネを2回分飲みました")]
    [InlineData("看取りですが、隣の人の薬を飲ませてしまいました")]
    [InlineData("看取りの母が睡眠薬を全部飲みました")]
    [InlineData("看取りですが白目をむいて泡を吹いています")]
    [InlineData("看取りの父がコーヒーかすのようなものを吐いた")]
    [InlineData("看取り中の母が洗剤を飲みました")]
    [InlineData("看取りの父の呼吸器が止まりました")]
    public void BesideAPlan_AnythingElseIs119First(string text)
    {
        Assert.True(UtteranceSets.Reader.IsEmergency(text), text);
        Assert.Equal(EmergencyKind.General, EmergencyKindRules.KindOf(text));
    }

    [Theory]
    [InlineData("看取りの父の息が浅くなってきました")]
    [InlineData("家で最期までと決めている母が、呼んでも返事をしません")]
    [InlineData("みとりです いきがとまりそうです")]
    public void DyingAsPlanned_IsTheNurseOrDoctorFirst(string text) => Assert.Equal(EmergencyKind.PlannedDeath, EmergencyKindRules.KindOf(text));

    [Theory]
    [InlineData("自殺したい", EmergencyKind.SuicideThought)]
    [InlineData("大丈夫じゃないです。もう死にたい", EmergencyKind.SuicideThought)]
    [InlineData("親切にされても死にたい", EmergencyKind.SuicideThought)]
    [InlineData("死んだほうがまし", EmergencyKind.SuicideThought)]
    [InlineData("死にたくなりました", EmergencyKind.SuicideThought)]
    [InlineData("母を殺して自分も死ぬ", EmergencyKind.SuicideNow)]
    [InlineData("死にたい。薬をためています", EmergencyKind.SuicideNow)]
    public void AWishToDie_HasItsCard(string text, EmergencyKind kind)
    {
        Assert.True(UtteranceSets.Reader.IsEmergency(text), text);
        Assert.Equal(kind, EmergencyKindRules.KindOf(text));
    }

    /// <summary>A story of thousands of letters, and the danger at its end.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(54)]
    [InlineData(80)]
    public void AtTheEndOfALongMessage_DangerIsHeard(int times)
    {
        string story = string.Concat(Enumerable.Repeat("うちの父が最近よく眠れないと言うので母が心配していて、息子が夜に様子を見に来てくれます。娘は遠くに住んでいます。", times));
        Assert.True(UtteranceSets.Reader.IsEmergency(story + "父が息をしていません"));
        Assert.False(new UtteranceReader(null).IsEmergency(story));
    }
}
