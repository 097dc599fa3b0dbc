using System.Globalization;
using Xunit;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.PlanTown;

namespace Zaitaku.Tests.Rota;

public sealed class PlannerFairnessTests
{
    private const double Dust = 1e-6;

    /// <summary>Changes when the planner does, on purpose; on another machine it must not.</summary>
    private const string Seed7 = "4 14 3 5 13 7 12 11 1 6 8 10 2 4 9 3 14 13 5 11 7 1 6 12 8 10 2 4 3 13 5 14 9 7 11 1 6 8 10 12 2 4 14 13 3 5 7 11 6 1 9 8 10 2 4 14 12 3 13 5 7 11 6 1 8 9 10 2";

    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(true, 0, 2)]
    [InlineData(false, 7, 3)] // a week of rest
    [InlineData(true, 14, 4)]
    [InlineData(true, 31, 5)] // the longest rest, of some 70 days that there are between two duties of one
    public void Plan_14DoctorsInFiscal2016_SpreadIsAtMostOneInEveryKindAndInTotal(bool hasYearEnd, int restDays, int seed)
    {
        PlanRequest request = Doctors(yearEnd: hasYearEnd ? YearEnd : null) with { RestMin = TimeSpan.FromDays(restDays), Seed = seed };
        PlanOutcome.Planned planned = Planned(request);
        AssertAtMost(1, planned.Spread);
        Assert.All(planned.Loads, load => Assert.InRange(load.Assigned.Total, 4, 5));
        Assert.Equal(hasYearEnd ? 2 : 0, planned.Loads.Sum(load => load.Assigned.YearEnd));
        Assert.All(planned.Loads, load => Assert.InRange(LeastPause(request, planned, load.Holder), TimeSpan.FromDays(40), TimeSpan.FromDays(100)));
    }

    [Fact]
    public void Plan_60HoldersAndTwoSeatsEveryNight_SpreadIsAtMostOne()
    {
        PlanRequest request = Nights(60, seats: 2) with { RestMin = TimeSpan.FromDays(5), Seed = 20260401 };
        Assert.Equal(730, request.Units.Count);
        PlanOutcome.Planned planned = Planned(request);
        AssertAtMost(1, planned.Spread);
        Assert.All(planned.Loads, load => Assert.True(LeastPause(request, planned, load.Holder) > TimeSpan.FromDays(14)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Plan_ThreeYearsWithWhatIsCarriedHandedOn_StayAtMostOneApart(int seed)
    {
        PlanRequest request = Doctors(2016, 14, YearEnd);
        Dictionary<int, DutyTally> carried = request.Holders.ToDictionary(one => one.Id, _ => default(DutyTally));
        for (int year = 2016; year < 2019; year++)
        {
            request = Doctors(year, 14, YearEnd) with { Seed = seed, RestMin = TimeSpan.FromDays(3) };
            PlanOutcome.Planned planned = Planned(request with { Holders = [.. request.Holders.Select(one => one with { Carried = carried[one.Id] })] });
            carried = planned.Loads.ToDictionary(load => load.Holder, load => load.CarriedOn);
            AssertAtMost(1, planned.Spread);
            Assert.Equal(0, carried.Values.Sum(one => one.Total), 6);
        }
    }

    [Fact]
    public void Plan_HalfShares_GetHalfOfEachKind()
    {
        PlanRequest request = Nights(12, seats: 1);
        request = request with { Holders = [.. request.Holders.Select(one => one with { Share = one.Id <= 6 ? 1 : 0.5 })] };
        PlanOutcome.Planned planned = Planned(request);
        Assert.All(planned.Loads, load => Assert.InRange(load.Assigned.Total / load.Share, (365 / 9.0) - 1.5, (365 / 9.0) + 1.5));
        foreach (DutyCount kind in new[] { DutyCount.Night, DutyCount.Weekend, DutyCount.Holiday })
        {
            double full = planned.Loads.Where(load => load.Share == 1).Sum(load => load.Assigned.Of(kind));
            Assert.InRange(full / planned.Loads.Where(load => load.Share < 1).Sum(load => load.Assigned.Of(kind)), 1.7, 2.3);
        }

        Assert.Equal(365, planned.Loads.Sum(load => load.Fair.Total), 6);
    }

    [Fact]
    public void Plan_WhoIsOwedDuties_GetsThem_AndWhoHadMoreGetsFewer()
    {
        PlanRequest request = Doctors();
        request = request with
        {
            Holders = [.. request.Holders.Select(one => one.Id switch
            {
                1 => one with { Carried = new DutyTally(0, 0, 2, 0, 0) },
                2 => one with { Carried = new DutyTally(0, 0, -2, 0, 0) },
                _ => one,
            })],
        };
        PlanOutcome.Planned planned = Planned(request);
        AssertAtMost(1, planned.Spread);
        Assert.Equal(4, planned.Loads[1].Assigned.Weekend - planned.Loads[0].Assigned.Weekend, 1.0);
    }

    [Fact]
    public void Plan_OfEqualNumbers_TheLesserGoesToWhoHadMoreCalls()
    {
        PlanRequest request = Doctors(); // 68 duties: twelve doctors have five, two have four
        request = request with { Holders = [.. request.Holders.Select(one => one with { CallsCarried = one.Id is 5 or 11 ? 30 : 3 + one.Id })] };
        PlanOutcome.Planned planned = Planned(request);
        AssertAtMost(1, planned.Spread);
        Assert.Equal([5, 11], planned.Loads.Where(load => load.Assigned.Total == 4).Select(load => load.Holder));
    }

    [Fact]
    public void Plan_Calls_AreComparedByShare_AndNeverOutweighADuty()
    {
        PlanUnit[] units = [Duty(4, 10, 9, 17), Duty(4, 17, 9, 17), Duty(4, 24, 9, 17)];
        PlanHolder half = new(1) { Share = 0.5, CallsCarried = 8 }, other = new(2) { Share = 0.5, CallsCarried = 9 }, full = new(3) { CallsCarried = 12 };
        Assert.Equal([1, 0, 1], LoadsOf(units[1..], half, other, full)); // 16 calls by share against 18: one or none is as fair
        Assert.Equal([0, 1, 1], LoadsOf(units[1..], half with { CallsCarried = 10 }, other, full));
        Assert.Equal([1, 1, 1], LoadsOf(units, half with { Share = 1 }, other with { Share = 1, CallsCarried = 10_000 }, full));
    }

    [Fact]
    public void Plan_LongAbsences_AreMadeUpForInTheRestOfTheYear()
    {
        PlanRequest request = Doctors();
        PlanSpan autumn = new(request.Units[30].Duty.StartsAt, request.Units[50].Duty.StartsAt);
        request = request with { Holders = [.. request.Holders.Select(one => one.Id <= 3 ? one with { Away = [autumn] } : one)] };
        AssertAtMost(1, Planned(request).Spread);
    }

    [Fact]
    public void Plan_Why_SaysWhatTheHolderHadAndWhoElseWasFree()
    {
        PlanUnit[] units = [Duty(4, 10, 9, 17), Duty(4, 17, 9, 17, kind: DutyCount.Weekend), Duty(4, 24, 9, 17)];
        PlanOutcome.Planned planned = Planned(Ask(units,
            new PlanHolder(1) { Carried = new DutyTally(0.5, 0, 0, 0, 0) }, new PlanHolder(2) { Away = [Span(4, 10, 0, 24)] }, new PlanHolder(3) { Seats = [] }));
        PlanWhy first = planned.Assignments[0].Why;
        Assert.Equal((1, 0, false), (planned.Assignments[0].Holder, first.OthersFree, first.IsFixed));
        Assert.Equal((new DutyTally(0.5, 0, 0, 0, 0), new DutyTally(1.5, 0, 0, 0, 0)), (first.Before, first.After));
        Assert.Equal([new PlanBarCount(PlanRule.Seat, 1), new PlanBarCount(PlanRule.Away, 1)], first.Barred);
        Assert.Equal(1, planned.Assignments[1].Why.OthersFree);
        Assert.Equal((2, 2), (planned.Assignments[1].Holder, planned.Assignments[2].Holder));
        Assert.Equal(new DutyTally(0, 0, 1, 0, 0), planned.Assignments[2].Why.Before);
    }

    [Fact]
    public void Plan_TheSameRequest_IsTheSamePlanOnEveryMachine()
    {
        PlanRequest request = Doctors(yearEnd: YearEnd) with { RestMin = TimeSpan.FromDays(7), Seed = 7 };
        string[] holders = [.. Planned(request).Assignments.Select(one => one.Holder.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal(Seed7, string.Join(' ', holders));
        PlanRequest turned = request with { Units = [.. request.Units.Reverse()], Holders = [.. request.Holders.Reverse()] };
        Assert.Equal(holders, Planned(turned).Assignments.Reverse().Select(one => one.Holder.ToString(CultureInfo.InvariantCulture)));
        Assert.NotEqual(holders, Planned(request with { Seed = 8 }).Assignments.Select(one => one.Holder.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Plan_TooLarge_IsRefused()
    {
        PlanUnit unit = Duty(4, 10, 9, 17);
        Assert.Equal(new PlanOutcome.TooLarge("units", 4_001, 4_000), PlannerRules.Plan(Ask([.. Enumerable.Repeat(unit, 4_001)], new PlanHolder(1))));
        Assert.Equal(new PlanOutcome.TooLarge("holders", 201, 200), PlannerRules.Plan(Ask([unit], [.. Enumerable.Range(1, 201).Select(id => new PlanHolder(id))])));
        Assert.Equal(new PlanOutcome.TooLarge("spans", 1_001, 1_000), PlannerRules.Plan(Ask([unit], new PlanHolder(1) { Away = [.. Enumerable.Repeat(Span(4, 1, 0, 1), 1_001)] })));
        Assert.Equal(new PlanOutcome.TooLarge("pairs", 1_001, 1_000), PlannerRules.Plan(Ask([unit], new PlanHolder(1)) with { Pairs = new PlanPair[1_001] }));
    }

    [Fact]
    public void Plan_AMistakeOfTheCaller_Throws()
    {
        PlanUnit unit = Duty(4, 10, 9, 17);
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1), new PlanHolder(1))));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1) { Share = 0 })));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1) { Share = double.NaN })));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1) { CallsCarried = double.PositiveInfinity })));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([Duty(4, 10, 9, 9)], new PlanHolder(1))));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1)) with { RestMin = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentException>(() => PlannerRules.Plan(Ask([unit], new PlanHolder(1)) with { RestMin = TimeSpan.FromDays(32) }));
    }

    private static double[] LoadsOf(PlanUnit[] units, params PlanHolder[] holders) => [.. Planned(Ask(units, holders)).Loads.Select(load => load.Assigned.Total)];

    private static void AssertAtMost(double most, PlanSpread spread)
    {
        Assert.All(Enum.GetValues<DutyCount>(), kind => Assert.InRange(spread.ByKind.Of(kind), 0, most + Dust));
        Assert.InRange(spread.InTotal, 0, most + Dust);
    }

    private static TimeSpan LeastPause(PlanRequest request, PlanOutcome.Planned planned, int holder)
    {
        DutyUnit[] own = [.. planned.Assignments.Where(one => one.Holder == holder).Select(one => request.Units[one.Unit].Duty).OrderBy(duty => duty.StartsAt)];
        return own.Zip(own.Skip(1), (one, next) => next.StartsAt - one.EndsAt).Min();
    }
}
