using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

public sealed class PatternHoursTextTests
{
    [Theory]
    [InlineData("17:30", "翌08:30", 1_050, 1_950)]
    [InlineData("17:30", "8:30", 1_050, 1_950)]         // an end before the start is the next day's
    [InlineData("前日12:00", "24:00", -720, 1_440)]     // 七尾
    [InlineData("前日の正午", "24時", -720, 1_440)]
    [InlineData("前の日 １７：３０", "８：３０", -390, 510)] // beside a start the day before, an end is the day's own
    [InlineData("前日17時半", "翌8:30", -390, 1_950)]
    [InlineData("0:00", "24:00", 0, 1_440)]
    [InlineData("8:30", "翌8:30", 510, 1_950)]
    [InlineData("8:30", "翌々日8:30", 510, 3_390)]
    [InlineData("0:00", "0:00", 0, 1_440)]
    public void TryRead_WhatCoordinatorsWrite(string starts, string ends, int start, int end)
    {
        Assert.True(PatternHoursText.TryRead(starts, ends, out int readStart, out int readEnd, out string problem), problem);
        Assert.Equal((start, end), (readStart, readEnd));
        Assert.True(PatternHoursText.TryRead(PatternHoursText.Start(start), PatternHoursText.End(end), out int again, out int endAgain, out _));
        Assert.Equal((start, end), (again, endAgain)); // What is shown is read again as the same.
    }

    [Theory]
    [InlineData("", "8:30", "始まりと終わり")]
    [InlineData("17:30", "", "始まりか終わり")]
    [InlineData("翌8:30", "翌17:00", "その日か前日")]
    [InlineData("前日翌8:30", "17:00", "その日か前日")]
    [InlineData("夜", "朝", "読めません")]
    [InlineData("前日", "8:30", "始まり")]
    [InlineData("25:99", "8:30", "読めません")]
    [InlineData("8:30", "190:00", "上限 7日")]
    [InlineData("前日1:00", "168:00", "7日まで")]
    [InlineData("\ud83c 17:30", "8:30", "読めません")] // half of an emoji
    public void TryRead_WhatNobodyCanRead_SaysWhy(string starts, string ends, string told)
    {
        Assert.False(PatternHoursText.TryRead(starts, ends, out _, out _, out string problem));
        Assert.Contains(told, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AnythingAtAll_Answers() =>
        Assert.All(new[] { new string('前', 5_000), "前日" + new string('1', 400), "\0", "前日\ud800" }, text => Assert.False(PatternHoursText.TryRead(text, text, out _, out _, out _)));
}
