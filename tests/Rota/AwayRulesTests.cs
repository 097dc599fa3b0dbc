using Xunit;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Duties;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>When somebody is away: what is kept of what was said, and how a button carries it.</summary>
public sealed class AwayRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-05-27", 10);

    [Theory]
    [InlineData("2026-06-05:2026-06-09", "2026-06-05:2026-06-09")]
    [InlineData("2026-06-05:2026-06-06 2026-06-06:2026-06-07", "2026-06-05:2026-06-07")] // they touch
    [InlineData("2026-06-08:2026-06-09 2026-06-05:2026-06-06", "2026-06-05:2026-06-06 2026-06-08:2026-06-09")] // in order
    [InlineData("2026-06-05:2026-06-20 2026-06-08:2026-06-09", "2026-06-05:2026-06-20")] // one in the other
    [InlineData("2026-05-26:2026-05-27", "")] // over
    [InlineData("2026-05-27:2026-05-28", "2026-05-27:2026-05-28")] // today, begun
    [InlineData("2027-07-05:2027-07-06", "")] // farther than plans go
    [InlineData("2026-06-01:2026-09-09", "2026-06-01:2026-09-09")] // a hundred days
    [InlineData("2026-06-01:2026-09-10", "")] // one more
    public void WhatIsKept(string said, string kept) => Assert.Equal(Spans(kept), AwayRules.Kept(Spans(said), Now));

    [Fact]
    public void AButtonCarriesThem_AndAForgedOneCarriesNothing()
    {
        AwaySpan[] spans = [.. Spans("2026-06-05:2026-06-09 2026-07-01:2026-07-02"), new AwaySpan(At("2026-08-10", 17), At("2026-08-10", 33))];
        Assert.Equal("202606050000-202606090000,202607010000-202607020000,202608101700-202608110900", AwayRules.Write(spans));
        Assert.Equal(spans, AwayRules.Read(AwayRules.Write(spans)));
        foreach (string forged in (string[])["", "x", "202606090000-202606050000", "202606050000", "202606050000-202613050000", "202606050000-202606090000-1", string.Join(',', Enumerable.Repeat("202606050000-202606090000", 6)), "٢٠٢٦٠٦٠٥٠٠٠٠-202606090000"])
        {
            Assert.Empty(AwayRules.Read(forged));
        }
    }

    [Fact]
    public void APartOfADay_IsThatPart_AndANightReachesIntoTheMorning()
    {
        DateOnly day = new(2026, 6, 5);
        Assert.Equal([new AwaySpan(At("2026-06-05", 17), At("2026-06-05", 33))], AwayWords.SpansOf(new AskedTime(day, day.AddDays(1), AskedPart.Night, null)));
        Assert.Equal([new AwaySpan(At("2026-06-05", 0), At("2026-06-05", 12))], AwayWords.SpansOf(new AskedTime(day, day.AddDays(1), AskedPart.Morning, null)));
        Assert.Equal([new AwaySpan(At("2026-06-05", 0), At("2026-06-08", 24))], AwayWords.SpansOf(new AskedTime(day, day.AddDays(4), AskedPart.Any, null)));
        Assert.Equal([new AwaySpan(At("2026-06-05", 0), At("2026-06-05", 24))], AwayWords.SpansOf(new AskedTime(day, day.AddDays(1), AskedPart.Any, 9 * 60))); // An hour stands for its day.
    }

    private static AwaySpan[] Spans(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(span => span.Split(':')).Select(ends => new AwaySpan(At(ends[0], 0), At(ends[1], 0)))];
}
