using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

public sealed class DutyBalanceRulesTests
{
    private static readonly DateOnly Start = new(2025, 4, 1);

    [Fact]
    public void Carried_IsWhatWasHeldLessTheFairShare_EachKindApart()
    {
        IReadOnlyDictionary<int, CarriedBalance> carried = Of([Duty(1, "2025-04-06", DutyCount.Weekend), Duty(1, "2025-04-13", DutyCount.Weekend), Duty(2, "2025-04-29", DutyCount.Holiday)], Term(1), Term(2));
        Assert.Equal(new DutyTally(0, 0, 1, -0.5, 0), carried[1].Duties);
        Assert.Equal(new DutyTally(0, 0, -1, 0.5, 0), carried[2].Duties);
    }

    [Fact]
    public void Carried_HalfAShare_IsHalfAsMuch()
    {
        IReadOnlyDictionary<int, CarriedBalance> carried = Of([Duty(1, "2025-04-06"), Duty(1, "2025-04-13"), Duty(2, "2025-04-20")], Term(1), Term(2, share: 0.5));
        Assert.Equal(0, carried[1].Duties.Total, 9); // two and one, as it should be
        Assert.Equal(0, carried[2].Duties.Total, 9);
    }

    [Fact]
    public void Carried_WhoWasNotThere_OwesNothing_AndAChangedShareCountsFromItsDay()
    {
        PastDuty[] duties = [Duty(1, "2025-04-06"), Duty(2, "2025-04-13"), Duty(1, "2025-10-05"), Duty(9, "2025-10-12")];
        MemberTerm half = Term(2, from: "2025-10-01", share: 0.5), full = Term(2, until: "2025-10-01");
        IReadOnlyDictionary<int, CarriedBalance> carried = Of(duties, Term(1), full, half, Term(3, from: "2025-10-06"), Term(4, until: "2025-04-01"));
        Assert.Equal(2 - (1 + (2 / 3.0)), carried[1].Duties.Total, 9); // the last duty was a guest's: nobody's share
        Assert.Equal(1 - (1 + (1 / 3.0)), carried[2].Duties.Total, 9);
        Assert.False(carried.ContainsKey(3));
        Assert.False(carried.ContainsKey(4));
        Assert.Equal(0, carried.Values.Sum(one => one.Duties.Total), 9);
    }

    [Fact]
    public void Carried_Calls_AreComparedWithTheShareOfThem()
    {
        IReadOnlyDictionary<int, CarriedBalance> carried = DutyBalanceRules.Carried([], [new PastCalls(1, Start, 9), new PastCalls(2, Start, 1), new PastCalls(7, Start, 100)], [Term(1), Term(2)]);
        Assert.Equal((4, -4), (carried[1].Calls, carried[2].Calls));
    }

    [Fact]
    public void Of_WhatWasHeldAtLast_NotWhatWasPlanned()
    {
        DutyShift plan = Shift(1, At("2025-04-01", 17, 30), At("2025-04-02", 8, 30)), second = Shift(2, At("2025-04-02", 17, 30), At("2025-04-03", 8, 30));
        DutyShift swap = Shift(3, At("2025-04-02", 17, 30), At("2025-04-03", 8, 30), DutyLayer.Swap), part = Shift(2, At("2025-04-01", 17, 30), At("2025-04-01", 22, 30), DutyLayer.Override);
        IReadOnlyList<PastDuty> past = Past(plan, second, swap, part);
        Assert.Equal([(2, 333), (1, 667), (3, 1_000)], past.Select(one => (one.Holder, (int)Math.Round(one.Weight * 1_000)))); // a third of the first night was taken over
        Assert.All(past, one => Assert.Equal(DutyCount.Night, one.Kind));
    }

    [Theory]
    [InlineData("2025-04-05", 12, 48, "2025-04-06", DutyCount.Weekend)]  // 36 hours from a Saturday's noon are the Sunday's
    [InlineData("2025-04-29", 0, 24, "2025-04-29", DutyCount.Holiday)]
    [InlineData("2025-04-04", 17, 32, "2025-04-04", DutyCount.Night)]    // a night is its evening's, though most of it is the next day's
    [InlineData("2025-04-07", 9, 17, "2025-04-07", DutyCount.Day)]
    [InlineData("2025-12-31", 8, 32, "2025-12-31", DutyCount.YearEnd)]
    [InlineData("2025-04-07", 9, 57, "2025-04-08", DutyCount.Night)]     // two days from a morning: the one it fills
    public void Of_DayAndKind_Boundary(string day, int from, int until, string belongs, DutyCount kind)
    {
        PastDuty past = Assert.Single(Past(Shift(1, At(day, from), At(day, until))));
        Assert.Equal((DateOnly.ParseExact(belongs, "yyyy-MM-dd"), kind, 1.0), (past.Day, past.Kind, past.Weight));
    }

    private static IReadOnlyDictionary<int, CarriedBalance> Of(PastDuty[] duties, params MemberTerm[] terms) => DutyBalanceRules.Carried(duties, [], terms);

    private static IReadOnlyList<PastDuty> Past(params DutyShift[] shifts)
    {
        DutyRota rota = Doctors();
        rota.Seats.Add(new DutySeat { Id = 1, Group = "" });
        return PastDutyRules.Of(new RotaView(rota, shifts), rota.CalendarOf(HolidayCalendar.ByRule), At("2025-04-01", 0), At("2026-04-01", 0));
    }

    private static PastDuty Duty(int holder, string day, DutyCount kind = DutyCount.Weekend) =>
        new(1, holder, At(day, 0), At(day, 24), DutyLayer.Plan, DateOnly.ParseExact(day, "yyyy-MM-dd"), kind, 1);

    private static MemberTerm Term(int holder, string? from = null, string? until = null, double share = 1) => new()
    {
        HolderId = holder, Share = share, FromDay = from is null ? Start : DateOnly.ParseExact(from, "yyyy-MM-dd"), UntilDay = until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd"),
    };
}
