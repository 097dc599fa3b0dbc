using Xunit;
using Zaitaku.Storage.Duties;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Duties;

/// <summary>A night of 2026-06-01, 17:30 to 8:30: who may open its page, and whom its words are for.</summary>
public sealed class HandoverRulesTests
{
    [Theory]
    [InlineData("2026-05-31", 17, 29, false, false)] // a minute too early
    [InlineData("2026-05-31", 17, 30, true, false)]  // a day before its start
    [InlineData("2026-06-01", 17, 29, true, false)]  // nothing is held yet
    [InlineData("2026-06-01", 17, 30, true, true)]   // from the start
    [InlineData("2026-06-03", 8, 29, true, true)]    // almost a day after its end
    [InlineData("2026-06-03", 8, 30, false, false)]  // the first instant it is shut
    public void ThePage_IsOpenADayBeforeAndAfter_AndWrittenFromTheStart(string day, int hour, int minute, bool isOpen, bool mayWrite)
    {
        HeldDuty night = Held(1, "2026-06-01");
        Assert.Equal((isOpen, isOpen, mayWrite), (HandoverRules.IsOpen(night, At(day, hour, minute)), HandoverRules.MayRead(night, At(day, hour, minute)), HandoverRules.MayWrite(night, At(day, hour, minute))));
    }

    [Fact]
    public void GivenAwayWhileItRan_ItIsWrittenOf_ButOthersWordsAreNotRead()
    {
        HeldDuty night = Held(1, "2026-06-01");
        night.End(At("2026-06-01", 22));
        Assert.Equal((true, false, true), (HandoverRules.IsOpen(night, At("2026-06-02", 21, 59)), HandoverRules.MayRead(night, At("2026-06-02", 21, 59)), HandoverRules.MayWrite(night, At("2026-06-02", 21, 59))));
        Assert.False(HandoverRules.IsOpen(night, At("2026-06-02", 22)));
    }

    [Theory]
    [InlineData(12)] // before it began
    [InlineData(17.5)] // at the instant it would have
    public void GivenAwayBeforeItBegan_ItIsNobodysToOpen(double hour)
    {
        HeldDuty night = Held(1, "2026-06-01");
        night.End(At("2026-06-01", 0).AddHours(hour));
        Assert.False(HandoverRules.IsOpen(night, At("2026-06-01", 18)));
    }

    [Fact]
    public void Next_IsSomebodyElse_OnTheSameSeat_AndStillTheirs()
    {
        HeldDuty night = Held(1, "2026-06-01"), own = Held(1, "2026-06-02"), beside = Held(2, "2026-06-02", seat: 2), gone = Held(3, "2026-06-02"), next = Held(2, "2026-06-03"), later = Held(3, "2026-06-04"), far = Held(2, "2026-07-15");
        gone.End(At("2026-06-01", 9));
        Assert.Same(next, HandoverRules.NextOf(night, [far, later, next, gone, beside, own, night], DateTimeOffset.MinValue));
        Assert.Same(later, HandoverRules.NextOf(night, [later, next], At("2026-06-04", 8, 30))); // That one is over.
        Assert.Null(HandoverRules.NextOf(night, [own, beside, gone, far], DateTimeOffset.MinValue)); // Five weeks on nobody hands over.
    }

    [Fact]
    public void WordsAreShown_ADayBeyondTheNextDuty_OrThreeDaysWhereThereIsNone()
    {
        Assert.Equal(At("2026-06-05", 8, 30), HandoverRules.ShownUntil(Held(1, "2026-06-01"), Held(2, "2026-06-03")));
        Assert.Equal(At("2026-06-05", 8, 30), HandoverRules.ShownUntil(Held(1, "2026-06-01"), null));
    }

    [Theory]
    [InlineData("2026-06-02", 5, 29, false)] // they read it at their start
    [InlineData("2026-06-02", 5, 30, true)]  // twelve hours before
    [InlineData("2026-06-03", 8, 29, true)]  // the last minute
    [InlineData("2026-06-03", 8, 30, false)] // over
    public void TheNextOne_IsToldWhileItHelps(string day, int hour, int minute, bool isTold) => Assert.Equal(isTold, HandoverRules.IsTold(Held(2, "2026-06-02"), At(day, hour, minute)));

    private static HeldDuty Held(int holder, string day, int seat = 1) => new() { SeatId = seat, HolderId = holder, StartsAt = At(day, 17, 30), EndsAt = At(day, 32, 30) };
}
