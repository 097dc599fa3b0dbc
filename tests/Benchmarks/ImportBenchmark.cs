using System.Diagnostics;

namespace Zaitaku.Benchmarks;

/// <summary>All of care and medical into an empty data directory, in one run of the built program, merge included.</summary>
public static class ImportBenchmark
{
    private const double RowsPerSecondMin = 10_000;

    public static async Task<BenchmarkFigures> RunAsync()
    {
        double rows = RealFiles.Directory.Sum(RealFiles.RowsOf);
        await using WholeCountryDirectory directory = WholeCountryDirectory.Empty();
        Stopwatch watch = Stopwatch.StartNew();
        BuiltProgram import = BuiltProgram.Start(directory.Path, ["import", .. RealFiles.Directory]);
        await using (import)
        {
            await import.FinishAsync();
            watch.Stop();
        }

        double seconds = watch.Elapsed.TotalSeconds;
        return new BenchmarkFigures(
            "import",
            $"{RowsPerSecondMin:N0} rows a second or more, from process start to process end, with the merge",
            new Dictionary<string, double>
            {
                ["files"] = RealFiles.Directory.Count,
                ["rows"] = rows,
                ["seconds"] = seconds,
                ["rowsPerSecond"] = rows / seconds,
                ["vmHwmMb"] = import.PeakMegabytes,
            },
            figures => figures["rowsPerSecond"] >= RowsPerSecondMin);
    }
}
