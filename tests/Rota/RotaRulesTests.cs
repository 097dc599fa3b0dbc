using Xunit;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>Who is on duty at an instant, as a sum.</summary>
public sealed class RotaRulesTests
{
    private static readonly DutyShift Night = Shift(1, At("2026-04-01", 18), At("2026-04-01", 33));

    [Theory]
    [InlineData("2026-04-01T17:59:59+09:00", false)] // before
    [InlineData("2026-04-01T18:00:00+09:00", true)]  // first instant
    [InlineData("2026-04-02T00:00:00+09:00", true)]  // over midnight
    [InlineData("2026-04-02T08:59:59+09:00", true)]  // last second
    [InlineData("2026-04-02T09:00:00+09:00", false)] // the end is not included
    [InlineData("2026-04-01T09:00:00Z", true)]       // the first instant by another clock
    public void OnDutyAt_Boundary(string at, bool isOnDuty) => Assert.Equal(isOnDuty ? 1 : null, RotaRules.OnDutyAt([Night], 1, DateTimeOffset.Parse(at, null))?.HolderId);

    [Theory]
    [InlineData(DutyLayer.Plan, DutyLayer.TemporaryPlan)]
    [InlineData(DutyLayer.TemporaryPlan, DutyLayer.Override)]
    [InlineData(DutyLayer.Override, DutyLayer.Swap)]
    [InlineData(DutyLayer.Plan, DutyLayer.Swap)]
    public void OnDutyAt_HigherLayer_Wins_WhicheverWasSaidLast(DutyLayer low, DutyLayer high)
    {
        DutyShift lower = Shift(1, At("2026-04-01", 18), At("2026-04-01", 33), low, knownFrom: At("2026-03-20", 0)), higher = Shift(2, At("2026-04-01", 20), At("2026-04-01", 22), high, knownFrom: At("2026-03-10", 0));
        Assert.Equal([1, 2, 2, 1], new[] { At("2026-04-01", 19), At("2026-04-01", 20), At("2026-04-01", 21, 59), At("2026-04-01", 22) }.Select(at => RotaRules.OnDutyAt([higher, lower], 1, at)!.HolderId));
    }

    [Fact]
    public void OnDutyAt_SameLayer_WhatWasSaidLastWins()
    {
        DutyShift first = Shift(1, At("2026-04-01", 18), At("2026-04-01", 33), DutyLayer.Override, id: 1, knownFrom: At("2026-03-10", 0)), second = Shift(2, At("2026-04-01", 18), At("2026-04-01", 33), DutyLayer.Override, id: 2, knownFrom: At("2026-03-11", 0));
        Assert.Equal(2, RotaRules.OnDutyAt([first, second], 1, At("2026-04-01", 20))!.HolderId);
        Assert.Equal(2, RotaRules.OnDutyAt([second, first], 1, At("2026-04-01", 20))!.HolderId);
    }

    [Fact]
    public void OnDutyAt_SaidToBeNobody_IsAGap_OverThePlan_AndSomebodyMaySitOverIt()
    {
        DutyShift nobody = Shift(0, At("2026-04-01", 20), At("2026-04-01", 24), DutyLayer.Override), swap = Shift(3, At("2026-04-01", 22), At("2026-04-01", 23), DutyLayer.Swap);
        Assert.Equal([1, null, 3, null, 1], new[] { 19, 20, 22, 23, 24 }.Select(hour => RotaRules.OnDutyAt([Night, nobody, swap], 1, At("2026-04-01", hour))?.HolderId));
    }

    [Fact]
    public void OnDutyAt_AsItWasKnown_TellsWhatWasSaidThen()
    {
        DutyShift old = Shift(1, At("2026-04-01", 18), At("2026-04-01", 33), knownFrom: At("2026-03-01", 9));
        DutyShift corrected = Shift(2, At("2026-04-01", 18), At("2026-04-01", 33), knownFrom: At("2026-03-20", 9));
        old.Withdraw(At("2026-03-20", 9));
        DateTimeOffset night = At("2026-04-01", 20);
        Assert.Null(RotaRules.OnDutyAt([old, corrected], 1, night, At("2026-02-28", 0)));               // before the table was published
        Assert.Equal(1, RotaRules.OnDutyAt([old, corrected], 1, night, At("2026-03-01", 9))!.HolderId);  // from its first instant
        Assert.Equal(2, RotaRules.OnDutyAt([old, corrected], 1, night, At("2026-03-20", 9))!.HolderId);  // from the correction's
        Assert.Equal(2, RotaRules.OnDutyAt([old, corrected], 1, night)!.HolderId);
        Assert.Throws<InvalidOperationException>(() => old.Withdraw(At("2026-03-21", 9)));
    }

    [Fact]
    public void OnDutyAt_AnotherSeat_IsAnotherAnswer() => Assert.Null(RotaRules.OnDutyAt([Night], 2, At("2026-04-01", 20)));

    [Fact]
    public void Timeline_HasNoHoleAndNoOverlap_AndSaysTheSameAsEveryInstant()
    {
        Random random = new(20260401);
        for (int round = 0; round < 200; round++)
        {
            DutyShift[] shifts = [.. Enumerable.Range(1, random.Next(1, 12)).Select(id =>
            {
                int from = random.Next(0, 90), length = random.Next(1, 40);
                return Shift(random.Next(0, 4), At("2026-04-01", 0).AddHours(from), At("2026-04-01", 0).AddHours(from + length), (DutyLayer)random.Next(4), random.Next(1, 3), id);
            })];
            (DateTimeOffset first, DateTimeOffset last) = (At("2026-04-01", 5), At("2026-04-01", 100));
            IReadOnlyList<DutySpan> spans = RotaRules.Timeline(shifts, 1, first, last);
            Assert.Equal((first, last), (spans[0].StartsAt, spans[^1].EndsAt));
            Assert.All(spans.Zip(spans.Skip(1)), pair =>
            {
                Assert.Equal(pair.First.EndsAt, pair.Second.StartsAt);
                Assert.NotEqual(pair.First.Said, pair.Second.Said);
            });
            for (DateTimeOffset at = first; at < last; at = at.AddMinutes(30))
            {
                Assert.Equal(RotaRules.OnDutyAt(shifts, 1, at), spans.Single(span => span.StartsAt <= at && at < span.EndsAt).Shift);
            }
        }
    }

    [Fact]
    public void Around_TwoShiftsOfOneHolderInARow_AreOneDuty_AndTheNextIsSomebodyElses()
    {
        DutyShift[] shifts = [Shift(1, At("2026-04-01", 0), At("2026-04-01", 12), id: 1), Shift(1, At("2026-04-01", 12), At("2026-04-01", 24), id: 2), Shift(2, At("2026-04-01", 30), At("2026-04-01", 36), id: 3)];
        IReadOnlyList<DutySpan> spans = RotaRules.Timeline(shifts, 1, At("2026-03-31", 0), At("2026-04-05", 0));
        (DutySpan? now, DutySpan? next) = RotaRules.Around(spans, At("2026-04-01", 13));
        Assert.Equal((At("2026-04-01", 0), At("2026-04-01", 24)), (now!.StartsAt, now.EndsAt));
        Assert.Equal((2, At("2026-04-01", 30)), (next!.Shift!.HolderId, next.StartsAt));

        (DutySpan? gap, DutySpan? after) = RotaRules.Around(spans, At("2026-04-01", 25));
        Assert.Null(gap!.Shift);
        Assert.Equal(2, after!.Shift!.HolderId);
        Assert.Null(RotaRules.Around(spans, At("2026-04-01", 31)).Next);
    }
}
