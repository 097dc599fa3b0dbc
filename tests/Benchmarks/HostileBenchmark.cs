using System.Diagnostics;
using Zaitaku.Fakes.Line;
using Zaitaku.Hostile;

namespace Zaitaku.Benchmarks;

/// <summary>Hostile input on demand: <c>hostile --requests 100000</c> against the published program.</summary>
public static class HostileBenchmark
{
    private const int RequestsDefault = 100_000;
    private const double PeakMegabytesMax = 600;
    private const int Seed = 20260401;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    public static async Task<BenchmarkFigures> RunAsync(string[] arguments)
    {
        int requests = arguments is ["--requests", { } number] && int.TryParse(number, out int wanted) && wanted > 0 ? wanted
            : arguments.Length == 0 ? RequestsDefault : throw new BenchmarkException("hostile --requests N");
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer platform = await FakeLineServer.StartAsync(line, 0);
        string data = Directory.CreateTempSubdirectory("zaitaku-hostile-").FullName;
        string address = ChatPageClient.FreeAddress();
        BuiltProgram server = BuiltProgram.Start(data, HostileSettings.Of(line, platform.Address), "--urls", address);
        HostileRun run = new(new Uri(address), [LineDoor.Of(line)], Seed);
        Stopwatch watch = Stopwatch.StartNew();
        bool isAnswered;
        await using (server)
        {
            _ = server.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await StartBenchmark.ListensAsync(address, server);
            watch.Restart();
            await run.RunAsync(requests);
            watch.Stop();
            isAnswered = await LastQuestion.IsAnsweredAsync(line, new Uri(address), AnswerMax);
        }

        Directory.Delete(data, recursive: true);
        foreach (string wrong in run.Wrongs.Take(20))
        {
            Console.Error.WriteLine(wrong);
        }

        return Figures(run, requests, watch.Elapsed.TotalSeconds, isAnswered, server.PeakMegabytes);
    }

    private static BenchmarkFigures Figures(HostileRun run, int requests, double seconds, bool isAnswered, double peak)
    {
        Dictionary<string, double> figures = new()
        {
            ["requests"] = run.Statuses.Values.Sum(), ["forgeries"] = run.Forgeries, ["wrong"] = run.Wrongs.Count, ["answeredAfterwards"] = isAnswered ? 1 : 0,
            ["vmHwmMb"] = peak, ["seconds"] = seconds,
        };
        foreach ((string status, int count) in run.Statuses.OrderBy(status => status.Key))
        {
            figures["status" + status] = count;
        }

        return new BenchmarkFigures(
            "hostile", $"no forgery answered 200, no 500, a question answered afterwards, {PeakMegabytesMax} MB at most", figures,
            found => found["requests"] == requests && found["wrong"] == 0 && found["answeredAfterwards"] == 1 && found["forgeries"] > requests / 4d && found["vmHwmMb"] is > 0 and <= PeakMegabytesMax);
    }
}
