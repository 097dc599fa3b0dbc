using Xunit;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.PlanTown;

namespace Zaitaku.Tests.Rota;

public sealed class PlannerRulesTests
{
    private static readonly PlanUnit Noon = Duty(4, 10, 9, 17);

    [Fact]
    public void Plan_NothingToGive_IsAPlan()
    {
        PlanOutcome.Planned planned = Planned(Ask([], new PlanHolder(1)));
        Assert.Empty(planned.Assignments);
        Assert.Equal(0, planned.Spread.InTotal);
    }

    [Fact]
    public void Plan_NobodyToGiveItTo_IsImpossible()
    {
        Assert.Equal(PlanConflictKind.NobodyLeft, Assert.Single(Conflicts(Ask([Noon]))).Kind);
        Assert.Empty(Planned(Ask([])).Loads);
    }

    [Theory]
    [InlineData(0, 9, 0, 0, null)] // back at its first instant
    [InlineData(0, 9, 0, 1, PlanRule.Away)] // back a minute late
    [InlineData(17, 24, 0, 0, null)] // off at its end
    [InlineData(17, 24, -1, 0, PlanRule.Away)]
    [InlineData(12, 13, 0, 0, PlanRule.Away)] // in the middle
    [InlineData(12, 12, 0, 0, null)] // an absence of no length is none
    public void Plan_Away_Boundary(int from, int until, int fromMinutes, int untilMinutes, PlanRule? bar) =>
        AssertBar(Ask([Noon], new PlanHolder(1) { Away = [Span(4, 10, from, until, fromMinutes, untilMinutes)] }), bar);

    [Theory]
    [InlineData(0, 1, 0, 0, null)] // eight hours before it
    [InlineData(0, 1, 0, 1, PlanRule.Rest)] // a minute less
    [InlineData(25, 26, 0, 0, null)] // eight hours after
    [InlineData(25, 26, -1, 0, PlanRule.Rest)]
    [InlineData(16, 30, 0, 0, PlanRule.Busy)] // at the same time
    public void Plan_BusyElsewhere_Boundary(int from, int until, int fromMinutes, int untilMinutes, PlanRule? bar) =>
        AssertBar(Ask([Noon], new PlanHolder(1) { Busy = [Span(4, 10, from, until, fromMinutes, untilMinutes)] }) with { RestMin = TimeSpan.FromHours(8) }, bar);

    [Fact]
    public void Plan_SeatAndMonth_Boundary()
    {
        AssertBar(Ask([Noon], new PlanHolder(1) { Seats = [0, 2] }), null);
        AssertBar(Ask([Noon], new PlanHolder(1) { Seats = [1] }), PlanRule.Seat);
        AssertBar(Ask([Noon], new PlanHolder(1) { Seats = [] }), PlanRule.Seat);
        AssertBar(Ask([Noon], new PlanHolder(1) { MonthMax = 1 }), null);
        AssertBar(Ask([Noon], new PlanHolder(1) { MonthMax = 0 }), PlanRule.MonthMax);
    }

    [Fact]
    public void Plan_AMonthIsThatOfTheDutysDay_NotOfItsStart()
    {
        PlanUnit sunday = new(new DutyUnit(0, new DateOnly(2026, 5, 1), Span(4, 30, 12, 36).From, Span(4, 30, 12, 48).Until, DutyCount.Weekend));
        _ = Planned(Ask([Noon, sunday], new PlanHolder(1) { MonthMax = 1 }));
        Assert.Equal(PlanConflictKind.MonthTooFull, Assert.Single(Conflicts(Ask([Noon, Duty(4, 30, 12, 20)], new PlanHolder(1) { MonthMax = 1 }))).Kind);
    }

    [Theory]
    [InlineData(17, 0, true)] // one after the other, without a rest asked for
    [InlineData(16, 0, false)]
    [InlineData(25, 8, true)] // a rest of just so long
    [InlineData(24, 8, false)]
    public void Plan_TwoDutiesOfOne_Boundary(int secondFrom, int rest, bool isPossible)
    {
        PlanRequest request = Ask([Duty(4, 10, secondFrom, secondFrom + 5, seat: 1), Noon], new PlanHolder(1)) with { RestMin = TimeSpan.FromHours(rest) };
        if (isPossible)
        {
            _ = Planned(request);
            return;
        }

        PlanConflict conflict = Assert.Single(Conflicts(request));
        Assert.Equal(PlanConflictKind.TooFewAtOnce, conflict.Kind);
        Assert.Equal([rest == 0 ? PlanRule.Overlap : PlanRule.Rest], conflict.Rules);
        Assert.Equal([0, 1], conflict.Units);
    }

    [Fact]
    public void Plan_NobodyLeft_GivesEachHoldersReason()
    {
        PlanConflict conflict = Assert.Single(Conflicts(Ask([Noon, Duty(4, 10, 18, 20, holder: 8)],
            new PlanHolder(9) { Away = [Span(4, 10, 0, 24)], Seats = [1] }, new PlanHolder(3) { Away = [Span(4, 10, 0, 24)] },
            new PlanHolder(5) { Busy = [Span(4, 10, 8, 10)] }, new PlanHolder(6) { Busy = [Span(4, 10, 18, 20)] }, new PlanHolder(8)) with { RestMin = TimeSpan.FromHours(4) }));
        Assert.Equal([0], conflict.Units);
        Assert.Equal([new(3, PlanRule.Away), new(5, PlanRule.Busy), new(6, PlanRule.Rest), new(8, PlanRule.Rest), new(9, PlanRule.Seat)], conflict.Bars);
        Assert.Equal([PlanRule.Seat, PlanRule.Away, PlanRule.Busy, PlanRule.Rest], conflict.Rules);
    }

    [Fact]
    public void Plan_AMonthWithLessRoomThanDuties_NamesThoseOfIt()
    {
        PlanUnit[] units = [Duty(4, 5, 9, 17), Duty(5, 1, 9, 17), Duty(4, 12, 9, 17, seat: 1), Duty(4, 19, 9, 17), Duty(4, 26, 9, 17)];
        PlanConflict conflict = Assert.Single(Conflicts(Ask(units, new PlanHolder(1) { MonthMax = 1 }, new PlanHolder(2) { MonthMax = 1 }, new PlanHolder(3) { Seats = [1] })));
        Assert.Equal(PlanConflictKind.MonthTooFull, conflict.Kind);
        Assert.Equal([0, 3, 4], conflict.Units); // the third can take the duty of the 12th, but none of these
        Assert.Equal([1, 2], conflict.Holders);
    }

    [Fact]
    public void Plan_RulesThatOnlyTogetherLeaveNoPlan_AreFoundByTryingEveryWay()
    {
        PlanUnit[] units = [Duty(5, 9, 9, 17), Duty(4, 5, 9, 17), Duty(4, 5, 9, 17, seat: 1), Duty(4, 12, 9, 17), Duty(4, 12, 9, 17, seat: 1), Duty(5, 10, 9, 17)];
        PlanConflict conflict = Assert.Single(Conflicts(Ask(units, new PlanHolder(1) { MonthMax = 1 }, new PlanHolder(2))));
        Assert.Equal(PlanConflictKind.Together, conflict.Kind);
        Assert.Equal([1, 2, 3, 4], conflict.Units);
        Assert.Equal([PlanRule.MonthMax], conflict.Rules);
        Assert.Equal([1, 2], conflict.Holders);
    }

    [Fact]
    public void Plan_WhereProofIsTooMuchWork_SaysWhatIsOpenAndClaimsNoMore()
    {
        // Five at once for five holders on 20 days, of whom one may only come to 19.
        PlanUnit[] units = [.. Enumerable.Range(1, 20).SelectMany(day => Enumerable.Range(0, 5).Select(seat => Duty(4, day, 9, 17, seat)))];
        PlanRequest request = Ask(units, [.. Enumerable.Range(1, 5).Select(id => new PlanHolder(id) { MonthMax = id == 5 ? 19 : null })]);
        PlanOutcome.NotFound notFound = Assert.IsType<PlanOutcome.NotFound>(PlannerRules.Plan(request));
        PlanOpening open = Assert.Single(notFound.Open);
        Assert.Equal(4, open.Bars.Count(bar => bar.Rule == PlanRule.Overlap));
        Assert.Contains(new PlanBar(5, PlanRule.MonthMax), open.Bars);
        Assert.Empty(PlanChecker.Breaches(request, PlanChecker.TableOf(request, notFound.Assignments)));
    }

    [Fact]
    public void Plan_FixedDutiesStay_AndCount()
    {
        PlanRequest request = Doctors();
        PlanUnit[] units = [.. request.Units.Select((unit, place) => place < 6 ? unit with { FixedHolder = 3 } : unit)];
        PlanOutcome.Planned planned = Planned(request with { Units = units });
        Assert.All(planned.Assignments.Take(6), one => Assert.True(one.Holder == 3 && one.Why.IsFixed));
        Assert.Equal(6, planned.Loads.Single(load => load.Holder == 3).Assigned.Total); // had six by hand, and gets no more
        Assert.All(planned.Loads.Where(load => load.Holder != 3), load => Assert.InRange(load.Assigned.Total, 4, 5));
    }

    [Fact]
    public void Plan_FixedDutiesThatBreakRules_AreNamedWithTheRule()
    {
        PlanUnit[] units =
        [
            Duty(4, 10, 9, 17, holder: 1), Duty(4, 10, 16, 20, seat: 1, holder: 1), Duty(4, 11, 0, 6, holder: 1), Duty(4, 20, 9, 17, holder: 2), Duty(4, 21, 9, 17, holder: 2),
            Duty(5, 1, 9, 17, holder: 2), Duty(5, 2, 9, 17, holder: 7), Duty(5, 3, 9, 17),
        ];
        IReadOnlyList<PlanConflict> conflicts = Conflicts(Ask(units, new PlanHolder(1), new PlanHolder(2) { MonthMax = 1, Away = [Span(5, 1, 0, 24)] }) with { RestMin = TimeSpan.FromHours(5) });
        Assert.All(conflicts, conflict => Assert.Equal(PlanConflictKind.FixedBreaks, conflict.Kind));
        Assert.Equal(["Overlap:0,1:1", "Rest:1,2:1", "MonthMax:3,4:2", "Away:5:2", "UnknownHolder:6:7"],
            conflicts.Select(conflict => $"{conflict.Rules.Single()}:{string.Join(',', conflict.Units)}:{conflict.Holders.Single()}"));
    }

    [Theory]
    [InlineData(9, 12, 11, 15, true)] // an hour in common
    [InlineData(9, 12, 12, 15, false)] // one comes back as the other leaves
    [InlineData(0, 9, 0, 9, false)] // before the first duty begins
    [InlineData(17, 24, 17, 24, false)] // after the last one ends
    [InlineData(0, 24, 0, 24, true)]
    public void Plan_APairAwayTogether_IsAConflictOfItsAbsences(int from, int until, int otherFrom, int otherUntil, bool isConflict)
    {
        PlanRequest request = Ask([Noon], new PlanHolder(1) { Away = [Span(4, 10, from, until)] }, new PlanHolder(2) { Away = [Span(4, 10, otherFrom, otherUntil)] }, new PlanHolder(3));
        request = request with { Pairs = [new PlanPair(2, 1), new PlanPair(1, 99)] }; // with somebody who is not asked
        if (!isConflict)
        {
            _ = Planned(request);
            return;
        }

        PlanConflict conflict = Assert.Single(Conflicts(request));
        Assert.Equal(PlanConflictKind.PairAway, conflict.Kind);
        Assert.Equal([1, 2], conflict.Holders);
        Assert.Equal(Span(4, 10, Math.Max(9, otherFrom), Math.Min(17, until)), conflict.Span);
    }

    [Fact]
    public void BreachesOf_AnEditedTable_NamesEachBreach()
    {
        PlanRequest request = Ask([Noon, Duty(4, 10, 12, 20, seat: 1), Duty(4, 12, 9, 17, holder: 1)], new PlanHolder(1) { Away = [Span(4, 12, 0, 24)] }, new PlanHolder(2));
        Assert.Equal([PlanRule.Overlap], Assert.Single(PlannerRules.BreachesOf(request, [1, 1, 2])).Rules);
        Assert.Equal([PlanRule.Away], Assert.Single(PlannerRules.BreachesOf(request, [1, 2, 1])).Rules);
        Assert.Empty(PlannerRules.BreachesOf(request, [1, 2, null])); // nobody yet: a gap, but no breach
        Assert.Throws<ArgumentException>(() => PlannerRules.BreachesOf(request, [1]));
    }

    private static void AssertBar(PlanRequest request, PlanRule? bar)
    {
        if (bar is null)
        {
            _ = Planned(request);
            return;
        }

        Assert.Equal([new PlanBar(1, bar.Value)], Assert.Single(Conflicts(request)).Bars);
    }
}
