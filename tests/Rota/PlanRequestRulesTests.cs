using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

public sealed class PlanRequestRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-04-20", 9);
    private static readonly ProposedDuty Sunday = new(1, new DateOnly(2026, 5, 10), At("2026-05-09", 12), At("2026-05-10", 24), DutyCount.Weekend);

    [Theory]
    [InlineData(DutyLayer.Plan, 1, 12, false)]          // another seat
    [InlineData(DutyLayer.Plan, 0, 12, true)]           // the same hours of the same seat: the proposal takes its place
    [InlineData(DutyLayer.TemporaryPlan, 0, 12, false)] // the plan goes below it: it stays
    [InlineData(DutyLayer.Override, 0, 12, false)]      // written by hand: stays
    [InlineData(DutyLayer.Swap, 0, 12, false)]
    [InlineData(DutyLayer.Plan, 0, 8, false)]           // ends as it begins
    public void RequestOf_WhatTheProposalTakesThePlaceOf_BindsNobody(DutyLayer layer, int seatsFurther, int from, bool isFree)
    {
        PastDuty held = new(1 + seatsFurther, 7, At("2026-05-09", from), At("2026-05-09", from + 4), layer, new DateOnly(2026, 5, 9), DutyCount.Weekend, 1);
        PlanHolder holder = RequestOf([held], [Sunday]).Holders[0];
        Assert.Equal(isFree, holder.Busy.Count == 0);
        Assert.Equal(isFree ? 0 : 1, holder.HeldInMonth!.GetValueOrDefault((2026 * 12) + 5));
    }

    [Fact]
    public void RequestOf_DutiesElsewhere_AndAbsences_AreSpans_AndTheRestIsTheRotas()
    {
        PlanRequest request = RequestOf([], [Sunday], new DutyStretch(2, 9, 7, At("2026-05-11", 9), At("2026-05-11", 17)));
        Assert.Equal([new PlanSpan(At("2026-05-11", 9), At("2026-05-11", 17))], request.Holders[0].Busy);
        Assert.Equal([new PlanSpan(At("2026-06-01", 0), At("2026-06-02", 0))], request.Holders[0].Away);
        Assert.Equal((0.5, 2, TimeSpan.FromHours(12)), (request.Holders[0].Share, request.Holders[0].MonthMax, request.RestMin));
        Assert.Equal([1, 3], request.Holders[0].Seats);
    }

    [Fact]
    public void Plan_AMonthsDutiesOutsideThePlan_CountTowardsItsMost()
    {
        PlanHolder holder = new(7) { MonthMax = 2, HeldInMonth = new Dictionary<int, int> { [(2026 * 12) + 5] = 2 } };
        PlanOutcome.Impossible none = Assert.IsType<PlanOutcome.Impossible>(PlannerRules.Plan(new PlanRequest { Units = [Sunday.Unit()], Holders = [holder] }));
        Assert.Equal([new PlanBar(7, PlanRule.MonthMax)], none.Conflicts[0].Bars);
        Assert.IsType<PlanOutcome.Planned>(PlannerRules.Plan(new PlanRequest { Units = [Sunday.Unit()], Holders = [holder with { MonthMax = 3 }] }));
        Assert.Equal([PlanRule.MonthMax], Assert.Single(PlannerRules.BreachesOf(new PlanRequest { Units = [Sunday.Unit()], Holders = [holder with { MonthMax = 1 }] }, [7])).Rules);
    }

    [Fact]
    public void Describe_ATableByHand_SaysWhatIsOpen_AndCountsWhatBreaksRulesToo()
    {
        PlanRequest request = new() { Units = [Sunday.Unit(), (Sunday with { Seat = 2 }).Unit(), (Sunday with { Seat = 3 }).Unit()], Holders = [new PlanHolder(7), new PlanHolder(8)] };
        PlanDescription description = PlannerRules.Describe(request, [7, 7, 99]);
        Assert.Equal([(0, 7), (1, 7)], description.Assignments.Select(one => (one.Unit, one.Holder)));
        Assert.Equal([2, 0], description.Loads.Select(load => load.Assigned.Total));
        Assert.Equal(2, description.Spread.InTotal);
        Assert.Equal([new PlanBar(7, PlanRule.Overlap)], Assert.Single(description.Open).Bars);
        Assert.Throws<ArgumentException>(() => PlannerRules.Describe(request, [7]));
    }

    [Fact]
    public void DutiesOf_WhatHasBegunIsLeftOut_WhatAHandFixedStays_APatternsHolderYieldsWhileAway()
    {
        RotaPlanning planning = Planning(fixedTo: 7);
        DutyUnit[] units = [UnitOn("2026-04-20", 9), UnitOn("2026-04-20", 10), UnitOn("2026-05-01", 9), UnitOn("2026-06-01", 9)];
        ProposedDuty byHand = new(1, units[2].Day, units[2].StartsAt, units[2].EndsAt, DutyCount.Day, 8, FixedBy.Hand), gone = byHand with { StartsAt = byHand.StartsAt.AddMinutes(1) };
        IReadOnlyList<ProposedDuty> duties = PlanRequestRules.DutiesOf(planning, units, [byHand, gone], Now);
        Assert.Equal([(10, 7, FixedBy.Pattern, null), (9, 8, FixedBy.Hand, null), (9, null, FixedBy.Nobody, 7)], duties.Select(duty => (duty.StartsAt.Hour + 9, duty.Holder, duty.FixedBy, duty.YieldedBy)));
    }

    private static DutyUnit UnitOn(string day, int hour) => new(1, DateOnly.ParseExact(day, "yyyy-MM-dd"), At(day, hour), At(day, hour + 3), DutyCount.Day) { Line = 5 };

    private static PlanRequest RequestOf(PastDuty[] own, ProposedDuty[] duties, params DutyStretch[] elsewhere) => PlanRequestRules.RequestOf(new PlanFacts(Planning(), own, [], elsewhere), duties, 1);

    private static RotaPlanning Planning(int? fixedTo = null)
    {
        DutyRota rota = Doctors();
        rota.RestMinMinutes = 720;
        rota.Seats.Add(new DutySeat { Id = 1, Group = "" });
        return new RotaPlanning(rota, rota.CalendarOf(HolidayCalendar.ByRule), [new PatternLine(new RotaPattern { Id = 5, Body = "", FixedHolderId = fixedTo }, new ShiftPattern { Name = "型", Seat = 1, EndMinute = 60 })],
            [new PlanMember(new RotaMember { HolderId = 7, Share = 0.5, MonthMax = 2, Seats = "1,3" }, new DutyHolder { Id = 7, Name = "七", NameKey = "七" })], [],
            [new DutyAway { HolderId = 7, StartsAt = At("2026-06-01", 0), EndsAt = At("2026-06-02", 0) }], []);
    }
}
