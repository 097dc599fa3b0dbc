using System.Diagnostics;
using System.Text.Json;

namespace Zaitaku.Benchmarks;

/// <summary>From the start of the process to the first answer with places on the chat page, over the whole country. The slowest of a few runs counts.</summary>
public static class StartBenchmark
{
    private const int Runs = 5;
    private const double SecondsMax = 3;
    private static readonly TimeSpan ListenMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ListenEvery = TimeSpan.FromMilliseconds(10);

    public static async Task<BenchmarkFigures> RunAsync(string? given)
    {
        await using WholeCountryDirectory directory = await WholeCountryDirectory.OpenAsync(given);
        List<(double Listens, double Answers, double Peak)> runs = [];
        for (int run = 0; run < Runs; run++)
        {
            runs.Add(await RunOnceAsync(directory.Path));
        }

        double[] seconds = [.. runs.Select(run => run.Answers).Order()];
        return new BenchmarkFigures(
            "start",
            $"{SecondsMax} s or less from process start to the first whole-country answer, in each of {Runs} runs",
            new Dictionary<string, double>
            {
                ["runs"] = Runs,
                ["listensSecondsMax"] = runs.Max(run => run.Listens),
                ["firstAnswerSecondsMedian"] = seconds[Runs / 2],
                ["firstAnswerSecondsMax"] = seconds[^1],
                ["vmHwmMb"] = runs.Max(run => run.Peak),
            },
            figures => figures["firstAnswerSecondsMax"] <= SecondsMax);
    }

    /// <summary>Waits until the program answers at the address.</summary>
    public static Task ListensAsync(string address, BuiltProgram server) => ListensAsync(address, "/healthz", () => $"The server did not listen within {ListenMax}. {server.Complaints}");

    /// <summary>Waits until something answers at the address, whatever it answers.</summary>
    public static async Task ListensAsync(string address, string path, Func<string> complaint)
    {
        using HttpClient http = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(2) };
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(ListenEvery);
        while (watch.Elapsed < ListenMax)
        {
            try
            {
                using HttpResponseMessage alive = await http.GetAsync(path);
                return;
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
            {
                await timer.WaitForNextTickAsync(); // Not yet listening.
            }
        }

        throw new BenchmarkException(complaint());
    }

    private static async Task<(double Listens, double Answers, double Peak)> RunOnceAsync(string data)
    {
        string address = ChatPageClient.FreeAddress();
        Stopwatch watch = Stopwatch.StartNew();
        BuiltProgram server = BuiltProgram.Start(data, "--urls", address);
        double listens;
        await using (server)
        {
            _ = server.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await ListensAsync(address, server);
            listens = watch.Elapsed.TotalSeconds;
            using ChatPageClient client = await ChatPageClient.OpenAsync(address, CancellationToken.None);
            await client.AskAsync("start-0001", "鶴岡駅の近くの訪問看護", HasPlaces, CancellationToken.None);
            watch.Stop();
        }

        return (listens, watch.Elapsed.TotalSeconds, server.PeakMegabytes);
    }

    private static bool HasPlaces(JsonElement content) => content.GetProperty("is").GetString() == "cards";
}
