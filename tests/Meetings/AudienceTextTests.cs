using Xunit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.Meetings;

/// <summary>Whom lists name: only who surely is meant is invited.</summary>
public sealed class AudienceTextTests
{
    [Theory]
    [InlineData("薬剤師", "薬剤師")]
    [InlineData("ケアマネジャーの方", "介護支援専門員")]
    [InlineData("医師、歯科医師・薬剤師", "医師 歯科医師 薬剤師")]
    [InlineData("看護師及び介護職員", "看護師 介護職")]
    [InlineData("消防・救急", "消防・救急")]
    [InlineData("ＭＳＷ，医療ソーシャルワーカー", "医療ソーシャルワーカー")]
    [InlineData("市民、介護支援専門員", "介護支援専門員")] // Who is no member reads the public page.
    [InlineData("", "")]
    [InlineData("多職種", "")]
    [InlineData("医療・介護の専門職", "")]
    [InlineData("在宅医療・介護関係者", "")]
    [InlineData("専門職の方みんな", "")] // As our own export has it.
    public void WhoIsSurelyMeant_IsRead(string words, string professions)
    {
        Assert.True(AudienceText.TryRead(words, out string read));
        Assert.Equal(professions, read);
    }

    [Theory]
    [InlineData("医師会会員")]
    [InlineData("訪問看護師")] // Not all nurses.
    [InlineData("主任介護支援専門員")]
    [InlineData("薬剤師等")]
    [InlineData("薬剤師、学生")]
    [InlineData("介護従事者")]
    [InlineData("その他")]
    [InlineData("住民")]
    [InlineData("市民どなたでも")]
    [InlineData("どなたでも")]
    [InlineData("、")]
    public void WhoIsNotSurelyMeant_IsLeftToAPerson(string words)
    {
        Assert.False(AudienceText.TryRead(words, out string read));
        Assert.Empty(read);
    }
}
