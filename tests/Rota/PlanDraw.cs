using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Rota;

/// <summary>Requests drawn from a seed: few or many duties on one to three seats, with all that a real one can carry.</summary>
internal static class PlanDraw
{
    private static readonly DateOnly First = new(2026, 4, 20);

    public static PlanRequest Of(int seed, int unitsMax, int holdersMax)
    {
        Random dice = new(seed);
        int seats = dice.Next(1, 4), holders = dice.Next(1, holdersMax + 1), units = dice.Next(1, unitsMax + 1);
        int days = Math.Max(1, units / seats * dice.Next(1, 4));
        PlanHolder[] people = [.. Enumerable.Range(1, holders).Select(id => HolderOf(dice, id * 7 % 101, seats, days))];
        bool hasFixed = dice.Next(4) == 0;
        PlanPair[] pairs = holders > 1 && dice.Next(6) == 0 ? [new PlanPair(people[0].Id, people[1].Id)] : [];
        return new PlanRequest
        {
            Units = [.. Enumerable.Range(0, units).Select(_ => new PlanUnit(UnitOf(dice, seats, days), hasFixed && dice.Next(12) == 0 ? people[dice.Next(holders)].Id : null))],
            Holders = people,
            Pairs = pairs,
            RestMin = TimeSpan.FromHours(new[] { 0, 0, 8, 12, 24, 72 }[dice.Next(6)]),
            Seed = seed,
        };
    }

    private static PlanHolder HolderOf(Random dice, int id, int seats, int days) => new(id)
    {
        Share = dice.Next(3) == 0 ? 0.5 : 1,
        Away = [.. Enumerable.Range(0, dice.Next(3)).Select(_ => SpanOf(dice, days, 24 * 60 * Math.Max(1, days / 6)))],
        Busy = [.. Enumerable.Range(0, dice.Next(2)).Select(_ => SpanOf(dice, days, 24 * 60))],
        MonthMax = dice.Next(3) == 0 ? dice.Next(0, 6) : null,
        Seats = dice.Next(5) == 0 ? [.. Enumerable.Range(0, seats).Where(_ => dice.Next(3) > 0)] : null,
        Carried = dice.Next(3) == 0 ? new DutyTally(dice.Next(-2, 3), dice.NextDouble() - 0.5, dice.Next(-1, 2), 0, 0.5) : default,
        CallsCarried = dice.Next(0, 30),
    };

    private static DutyUnit UnitOf(Random dice, int seats, int days)
    {
        DateOnly day = First.AddDays(dice.Next(days));
        int start = dice.Next(-12, 24) * 60;
        return new DutyUnit(dice.Next(seats), day, OfficeTime.At(day, start), OfficeTime.At(day, start + (dice.Next(1, 37) * 60)), (DutyCount)dice.Next(5));
    }

    private static PlanSpan SpanOf(Random dice, int days, int minutesMax)
    {
        int from = dice.Next(-1_440, days * 1_440);
        return new PlanSpan(OfficeTime.At(First, from), OfficeTime.At(First, from + dice.Next(1, minutesMax + 1)));
    }
}
