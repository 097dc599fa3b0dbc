using System.Diagnostics;

namespace Zaitaku.Benchmarks;

/// <summary>Lines a second of the <c>understand</c> command. The time of a run with one line, the start, is taken off.</summary>
public static class UnderstandBenchmark
{
    private const int LineCount = 60_000;
    private const int StartRuns = 3;
    private const double LinesPerSecondMin = 20_000;

    public static async Task<BenchmarkFigures> RunAsync()
    {
        string[] lines = [.. UtteranceMaker.Lines(RealFiles.PlaceNames(), LineCount)];
        await using WholeCountryDirectory empty = WholeCountryDirectory.Empty();
        double start = double.MaxValue;
        for (int run = 0; run < StartRuns; run++)
        {
            start = Math.Min(start, (await TimeAsync(empty.Path, lines[..1])).Seconds); // The quickest: less is taken off.
        }

        (double whole, double peak) = await TimeAsync(empty.Path, lines);
        return new BenchmarkFigures(
            "understand",
            $"{LinesPerSecondMin:N0} lines a second or more after start",
            new Dictionary<string, double>
            {
                ["lines"] = lines.Length,
                ["startSeconds"] = start,
                ["seconds"] = whole - start,
                ["linesPerSecond"] = (lines.Length - 1) / (whole - start),
                ["vmHwmMb"] = peak,
            },
            figures => figures["linesPerSecond"] >= LinesPerSecondMin);
    }

    private static async Task<(double Seconds, double PeakMegabytes)> TimeAsync(string data, string[] lines)
    {
        string input = string.Join('\n', lines) + "\n";
        Stopwatch watch = Stopwatch.StartNew();
        BuiltProgram program = BuiltProgram.Start(data, "understand");
        await using (program)
        {
            string output = await program.FinishAsync(input);
            watch.Stop();
            int answers = output.AsSpan().Count('\n');
            if (answers != lines.Length)
            {
                throw new BenchmarkException($"{lines.Length} lines went in, {answers} came out.");
            }
        }

        return (watch.Elapsed.TotalSeconds, program.PeakMegabytes);
    }
}
