using System.Diagnostics;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Benchmarks;

/// <summary>Who is on duty, as a sum: one question over the five weeks a chat answer reads, and a year of two hundred rotas laid out without holes, and a year's plan.</summary>
public static class RotaBenchmark
{
    private const int Rotas = 200, Days = 366, Questions = 200_000, Seed = 20260401;
    private const double WhoMicrosecondsMax = 50, YearSecondsMax = 1, FourteenSecondsMax = 5, SixtySecondsMax = 10;

    private static readonly ShiftPattern[] SundaysAndHolidays =
        [new() { Name = "日祝", FreeDays = FreeDayRuns.Single, StartMinute = -720, EndMinute = 1_440 }, new() { Name = "連休", FreeDays = FreeDayRuns.Run, EndMinute = 1_440 }];

    private static readonly ShiftPattern[] Nights = [.. Enumerable.Range(0, 2).Select(seat => new ShiftPattern { Name = "夜間", Seat = seat, StartMinute = 1_050, EndMinute = 1_950 })];

    private static readonly DateOnly First = new(2026, 4, 1);

    public static BenchmarkFigures Run()
    {
        Random random = new(Seed);
        List<DutyShift[]> year = [.. Enumerable.Range(0, Rotas).Select(seat => YearOf(seat, random))];
        DutyShift[] near = [.. year[0].Where(shift => shift.StartsAt < OfficeTime.At(First.AddDays(42), 0))];
        for (int warm = 0; warm < 20_000; warm++)
        {
            Ask(near, warm);
        }

        double[] micros = new double[Questions];
        int held = 0;
        for (int at = 0; at < Questions; at++)
        {
            long from = Stopwatch.GetTimestamp();
            held += Ask(near, at) is null ? 0 : 1;
            micros[at] = Stopwatch.GetElapsedTime(from).TotalMicroseconds;
        }

        Stopwatch watch = Stopwatch.StartNew();
        int spans = year.Sum(shifts => RotaRules.Timeline(shifts, shifts[0].SeatId, OfficeTime.At(First, 0), OfficeTime.At(First.AddDays(Days), 0)).Count);
        watch.Stop();
        (double fourteen, double sixty) = (PlanSeconds(14, SundaysAndHolidays, new DateOnly(2016, 4, 1)), PlanSeconds(60, Nights, First));
        Array.Sort(micros);
        return new BenchmarkFigures(
            "rota",
            $"who is on: 99 of 100 questions within {WhoMicrosecondsMax} µs; a year of {Rotas} rotas within {YearSecondsMax} s; a year's plan for 14 doctors (68 units) within {FourteenSecondsMax} s, for 60 members (two seats a night) within {SixtySecondsMax} s",
            new Dictionary<string, double>
            {
                ["shiftsNear"] = near.Length, ["questions"] = Questions, ["answered"] = held, ["microsecondsMedian"] = micros[Questions / 2], ["microsecondsP99"] = micros[Questions * 99 / 100],
                ["shiftsOfTheYear"] = year.Sum(shifts => shifts.Length), ["spans"] = spans, ["yearSeconds"] = watch.Elapsed.TotalSeconds, ["planFourteenSeconds"] = fourteen, ["planSixtySeconds"] = sixty,
            },
            figures => figures["microsecondsP99"] <= WhoMicrosecondsMax && figures["yearSeconds"] <= YearSecondsMax && figures["answered"] > 0
                && figures["planFourteenSeconds"] <= FourteenSecondsMax && figures["planSixtySeconds"] <= SixtySecondsMax);
    }

    /// <exception cref="BenchmarkException">No plan came of it.</exception>
    private static double PlanSeconds(int holders, ShiftPattern[] patterns, DateOnly from)
    {
        Stopwatch watch = Stopwatch.StartNew();
        UnitOutcome units = UnitRules.UnitsOf(patterns, new DutyCalendar(HolidayCalendar.ByRule, new YearEndClosure(12, 29, 1, 3)), from, from.AddYears(1));
        PlanOutcome plan = PlannerRules.Plan(new PlanRequest
        {
            Units = [.. ((UnitOutcome.Units)units).All.Select(unit => new PlanUnit(unit))], Holders = [.. Enumerable.Range(1, holders).Select(id => new PlanHolder(id))], RestMin = TimeSpan.FromDays(3), Seed = Seed,
        });
        return plan is PlanOutcome.Planned ? watch.Elapsed.TotalSeconds : throw new BenchmarkException($"{holders} holders: {plan.GetType().Name}.");
    }

    private static DutyShift? Ask(DutyShift[] near, int at) => RotaRules.OnDutyAt(near, near[0].SeatId, OfficeTime.At(First, (int)((long)at * 7_919 % (35 * 1_440))));

    /// <summary>A night and a day each day, one in ten corrected and one in twenty given to somebody else for some hours.</summary>
    private static DutyShift[] YearOf(int seat, Random random)
    {
        List<DutyShift> shifts = [];
        for (int day = 0; day < Days; day++)
        {
            foreach ((int from, int until) in ((int, int)[])[(510, 1_050), (1_050, 1_950)])
            {
                shifts.Add(Shift(seat, random.Next(1, 61), day, from, until, DutyLayer.Plan, shifts.Count));
                if (random.Next(10) == 0)
                {
                    shifts.Add(Shift(seat, random.Next(1, 61), day, from, until, DutyLayer.Override, shifts.Count));
                }

                if (random.Next(20) == 0)
                {
                    shifts.Add(Shift(seat, random.Next(1, 61), day, from + 60, from + 240, DutyLayer.Swap, shifts.Count));
                }
            }
        }

        return [.. shifts];
    }

    private static DutyShift Shift(int seat, int holder, int day, int from, int until, DutyLayer layer, int id) => new()
    {
        Id = id, SeatId = seat, HolderId = holder, StartsAt = OfficeTime.At(First.AddDays(day), from), EndsAt = OfficeTime.At(First.AddDays(day), until), Layer = layer,
    };
}
