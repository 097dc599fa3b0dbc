using System.Diagnostics;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Benchmarks;

/// <summary>Who is on duty, as a sum: one question over the five weeks a chat answer reads, and a year of two hundred rotas laid out without holes.</summary>
public static class RotaBenchmark
{
    private const int Rotas = 200, Days = 366, Questions = 200_000, Seed = 20260401;
    private const double WhoMicrosecondsMax = 50, YearSecondsMax = 1;
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
        Array.Sort(micros);
        return new BenchmarkFigures(
            "rota",
            $"who is on: 99 of 100 questions within {WhoMicrosecondsMax} µs; a year of {Rotas} rotas within {YearSecondsMax} s",
            new Dictionary<string, double>
            {
                ["shiftsNear"] = near.Length, ["questions"] = Questions, ["answered"] = held, ["microsecondsMedian"] = micros[Questions / 2], ["microsecondsP99"] = micros[Questions * 99 / 100],
                ["shiftsOfTheYear"] = year.Sum(shifts => shifts.Length), ["spans"] = spans, ["yearSeconds"] = watch.Elapsed.TotalSeconds,
            },
            figures => figures["microsecondsP99"] <= WhoMicrosecondsMax && figures["yearSeconds"] <= YearSecondsMax && figures["answered"] > 0);
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
