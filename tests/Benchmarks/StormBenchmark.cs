using Zaitaku.Storm;

namespace Zaitaku.Benchmarks;

/// <summary>Storms on demand: <c>storm --seeds 10000 --real 500 --from 1</c>; <c>--program DLL</c> takes a built program instead of publishing one;
/// <c>--minutes 60</c> begins no further storms after that time, and says how many were fought. Failing seeds are told on standard error with the folder that holds their log and database.</summary>
public static class StormBenchmark
{
    private const int SeedsDefault = 200;

    /// <summary>A day.</summary>
    private const int MinutesMax = 24 * 60;

    /// <summary>One storm in so many is fought by real processes.</summary>
    private const int RealShare = 10;

    /// <summary>Below this share of real processes nothing is proved of real disks: 500 of 10,000.</summary>
    private const int RealShareMin = 20;

    public static async Task<BenchmarkFigures> RunAsync(string[] arguments)
    {
        AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", true); // A life is too short for compiled constructors to pay.
        int seeds = Number(arguments, "--seeds") ?? SeedsDefault;
        if (seeds == 0)
        {
            throw new BenchmarkException("--seeds wants at least 1.");
        }

        int real = Math.Min(seeds, Number(arguments, "--real") ?? seeds / RealShare);
        int from = Number(arguments, "--from") ?? 1;
        StormSeeds storms = new(real == 0 ? "" : Value(arguments, "--program") is { } built ? Path.GetFullPath(built) : BuiltProgram.Assembly, Path.Combine(BuiltProgram.Root, "tests", "Storm", "judge.py"));
        using CancellationTokenSource enough = new(TimeSpan.FromMinutes(Number(arguments, "--minutes") ?? MinutesMax));
        int judged = 0;
        IReadOnlyList<StormVerdict> verdicts = await storms.RunAsync([.. Enumerable.Range(from, seeds - real)], [.. Enumerable.Range(from + seeds - real, real)], verdict =>
        {
            if (Interlocked.Increment(ref judged) % 100 == 0)
            {
                Console.Error.WriteLine($"{judged} of {seeds}");
            }

            if (verdict.Violations.Count > 0)
            {
                Console.Error.WriteLine($"seed {verdict.Seed}, kept in {verdict.Folder}: {string.Join("; ", verdict.Violations)}");
            }
        }, enough.Token);
        return new BenchmarkFigures(
            "storm",
            "no acknowledged event lost, nothing said twice but what is recorded, nothing late, nothing waiting for ever, order kept; at least one kill a seed, one seed in 20 a real process, and a kill at each kill point",
            StormFigures.Of(verdicts),
            figures => figures["violations"] == 0 && figures["realProcesses"] >= Math.Ceiling(seeds / (double)RealShareMin) && figures["seeds"] == seeds && figures["killsTorn"] >= seeds - real && figures["killsReal"] >= real
                && (seeds < SeedsDefault || StormFigures.Places.All(place => figures["killsAt:" + place] > 0)));
    }

    private static int? Number(string[] arguments, string name) => Value(arguments, name) is not { } value ? null
        : int.TryParse(value, out int number) && number >= 0 ? number : throw new BenchmarkException($"{name} wants a number.");

    private static string? Value(string[] arguments, string name) => Array.IndexOf(arguments, name) is >= 0 and int at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
