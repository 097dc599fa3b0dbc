using Xunit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.Meetings;

/// <summary>Counts taken on paper, as coordinators type them.</summary>
public sealed class HeadcountTextTests
{
    [Theory]
    [InlineData("看護師 3", "看護師||3")]
    [InlineData("訪問看護師 みお訪問看護ステーション 12人", "看護師|みお訪問看護ステーション|12")]
    [InlineData("ケアマネ，１０名", "介護支援専門員||10")] // full width
    [InlineData("住民：２５", "住民||25")]
    [InlineData("医師 2\r\n\r\n医師 3", "医師||5")] // added up
    [InlineData("医師 0", "")]
    [InlineData("その他 4", "その他||4")]
    [InlineData("行政 湊市 高齢福祉課 2", "行政|湊市 高齢福祉課|2")] // a name with a space
    [InlineData("住民 1,200人", "住民||1200")]
    [InlineData("住民 市民会館 １，２００人", "住民|市民会館|1200")]
    [InlineData("", "")]
    public void WhatIsWritten_IsRead(string text, string expected)
    {
        Assert.True(HeadcountText.TryRead(text, 1, out IReadOnlyList<MeetingHeadcount> counts, out string problem), problem);
        Assert.Equal(expected, string.Join(';', counts.Select(one => $"{one.Profession}|{one.Organisation}|{one.Count}")));
        Assert.True(HeadcountText.TryRead(HeadcountText.Of(counts), 1, out IReadOnlyList<MeetingHeadcount> again, out _));
        Assert.Equal(counts.Select(one => (one.Profession, one.Organisation, one.Count)), again.Select(one => (one.Profession, one.Organisation, one.Count)));
    }

    [Theory]
    [InlineData("看護師")] // no number
    [InlineData("宇宙飛行士 3")] // not counted as "other" by a slip
    [InlineData("医師 -1")]
    [InlineData("医師 10001")]
    [InlineData("医師 9999999999")]
    [InlineData("3 医師")]
    [InlineData("住民 1 200人")] // no institution is called 1
    [InlineData("住民 1.200人")]
    [InlineData("住民 12,00人")]
    public void WhatIsNoCount_IsRefusedWithItsLine(string text)
    {
        Assert.False(HeadcountText.TryRead($"薬剤師 1\n{text}", 1, out IReadOnlyList<MeetingHeadcount> counts, out string problem));
        Assert.Empty(counts);
        Assert.Contains(text, problem);
    }

    [Fact]
    public void TooManyLines_AreRefused()
    {
        Assert.False(HeadcountText.TryRead(string.Join('\n', Enumerable.Repeat("医師 1", HeadcountText.LinesMax + 1)), 1, out _, out string problem));
        Assert.Contains("300行まで", problem);
        Assert.False(HeadcountText.TryRead(new string('あ', HeadcountText.LengthMax + 1), 1, out _, out _));
    }
}
