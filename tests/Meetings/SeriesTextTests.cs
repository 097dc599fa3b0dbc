using Xunit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.Meetings;

public sealed class SeriesTextTests
{
    private static readonly DateOnly From = new(2026, 4, 1);

    [Theory]
    [InlineData("奇数月第3火曜日19時～20時30分", "奇数月第3火曜 19:00〜20:30")] // 鳥羽市
    [InlineData("毎月最終月曜日の10時から開催", "毎月最終月曜 10:00〜")] // 島原市
    [InlineData("奇数月 第３火曜 １９：００〜２０：３０", "奇数月第3火曜 19:00〜20:30")]
    [InlineData("毎月第三火曜日 19:00-20:30", "毎月第3火曜 19:00〜20:30")]
    [InlineData("２ヶ月に１回第2水曜 18時半〜20時", "隔月第2水曜 18:30〜20:00")]
    [InlineData("2か月に1回第2水曜 18:30から20:00まで", "隔月第2水曜 18:30〜20:00")]
    [InlineData("毎月第1・3土曜14時〜16時", "毎月第1・第3土曜 14:00〜16:00")]
    [InlineData("毎月第2・最終木曜 19:00", "毎月第2・最終木曜 19:00〜")]
    [InlineData("隔週木曜日 18:30より", "隔週木曜 18:30〜")]
    [InlineData("毎週月・水・金 9:00〜9:30", null)] // 曜 is missing: perhaps the month's.
    [InlineData("毎週月・水・金曜 9:00〜9:30", "毎週月・水・金曜 9:00〜9:30")]
    [InlineData("4・7・10・1月の第2木曜 19:30", "4・7・10・1月の第2木曜 19:30〜")]
    [InlineData("隔週火曜日・金曜日 13:00", "隔週火・金曜 13:00〜")]
    [InlineData("毎月10日・25日 13:00", "毎月10日・25日 13:00〜")]
    [InlineData("毎月末日 17:00〜18:00", "毎月末日 17:00〜18:00")]
    [InlineData("半年に1回最終土曜 13:30", "6か月に1回最終土曜 13:30〜")]
    public void WhatPeopleWrite_IsReadAndSaidBack(string text, string? said)
    {
        bool isRead = SeriesText.TryRead(text, From, out SeriesRule rule, out string problem);
        Assert.Equal((said is not null, said is null), (isRead, problem.Length > 0));
        if (said is not null)
        {
            Assert.Equal(said, SeriesText.Of(rule));
            Assert.True(SeriesText.TryRead(said, From, out SeriesRule again, out string wrong), wrong);
            Assert.Equal(said, SeriesText.Of(again));
        }
    }

    [Theory]
    [InlineData("毎月火曜 19:00", "第何週")] // Which one is not said.
    [InlineData("毎週10日", "読み取れません")]
    [InlineData("毎週第2水曜 19:00", "読み取れません")]
    [InlineData("年4回", "読み取れません")] // By hand: dates, and no rule.
    [InlineData("毎月第2水曜 25:99", "時")]
    [InlineData("毎月第2水曜 20:00〜19:00〜18:00", "時")]
    [InlineData("毎月32日 10:00", "1日から31日")]
    [InlineData("0週間ごと月曜 10:00", "間隔")]
    [InlineData("", "読み取れません")]
    [InlineData("\ud800毎月\ufffd", "読み取れません")]
    public void WhatCannotBeRead_IsRefusedWithTheReason(string text, string part)
    {
        Assert.False(SeriesText.TryRead(text, From, out _, out string problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
        Assert.EndsWith("。", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEndlessText_IsNotLookedAt() => Assert.False(SeriesText.TryRead("毎月" + new string('第', 100_000), From, out _, out _));
}
