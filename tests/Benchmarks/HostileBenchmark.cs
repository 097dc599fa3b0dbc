using System.Diagnostics;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Hostile;

namespace Zaitaku.Benchmarks;

/// <summary>Hostile input on demand: <c>hostile --requests 100000</c> against the published program, at both doors.</summary>
public static class HostileBenchmark
{
    private const int RequestsDefault = 100_000;
    private const double PeakMegabytesMax = 600;
    private const int Seed = 20260401;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan TurnsMax = TimeSpan.FromMinutes(10);

    public static async Task<BenchmarkFigures> RunAsync(string[] arguments)
    {
        int requests = arguments is ["--requests", { } number] && int.TryParse(number, out int wanted) && wanted > 0 ? wanted
            : arguments.Length == 0 ? RequestsDefault : throw new BenchmarkException("hostile --requests N");
        FakeLine line = new(TimeProvider.System);
        FakeTeams teams = new(TimeProvider.System) { HasRates = false };
        await using FakeLineServer platform = await FakeLineServer.StartAsync(line, 0);
        await using FakeTeamsServer connector = await FakeTeamsServer.StartAsync(teams, 0);
        string data = Directory.CreateTempSubdirectory("zaitaku-hostile-").FullName;
        string address = ChatPageClient.FreeAddress();
        BuiltProgram server = BuiltProgram.Start(data, HostileSettings.Of(line, platform.Address, teams), "--urls", address);
        HostileRun run = new(new Uri(address), [LineDoor.Of(line), TeamsHostileDoor.Of(teams)], Seed);
        Dictionary<string, double> figures = new() { ["requests"] = requests };
        await using (server)
        {
            _ = server.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await StartBenchmark.ListensAsync(address, server);
            Stopwatch watch = Stopwatch.StartNew();
            await run.RunAsync(requests);
            figures["seconds"] = watch.Elapsed.TotalSeconds;
            await ReplayAsync(run, data, figures);
            figures["answeredOnLine"] = await LastQuestion.IsAnsweredAsync(line, new Uri(address), AnswerMax) ? 1 : 0;
            // What strangers with good tokens asked is answered before, in its order and at our pace.
            figures["answeredInTeams"] = await LastQuestion.IsAnsweredAsync(teams, new Uri(address), AnswerMax + TimeSpan.FromSeconds(run.Statuses.GetValueOrDefault("teams200") / (double)TeamsSender.SendsPerSecond)) ? 1 : 0;
        }

        figures["vmHwmMb"] = server.PeakMegabytes;
        Directory.Delete(data, recursive: true);
        foreach (string wrong in run.Wrongs.Take(20))
        {
            Console.Error.WriteLine(wrong);
        }

        return FiguresOf(run, figures);
    }

    private static async Task ReplayAsync(HostileRun run, string data, Dictionary<string, double> figures)
    {
        (long events, long messages) = await KeptRows.CountAsync(data, TurnsMax);
        figures["replays"] = await run.ReplayAsync();
        (long eventsAfter, long messagesAfter) = await KeptRows.CountAsync(data, TurnsMax);
        figures["eventsKept"] = events;
        figures["changedByReplays"] = Math.Abs(eventsAfter - events) + Math.Abs(messagesAfter - messages);
    }

    private static BenchmarkFigures FiguresOf(HostileRun run, Dictionary<string, double> figures)
    {
        figures["answers"] = run.Statuses.Values.Sum();
        figures["unanswered"] = run.Unanswered;
        figures["pressedAgain"] = run.Kinds.GetValueOrDefault("teams: pressed again");
        figures["wrong"] = run.Wrongs.Count;
        foreach ((string door, int count) in run.Forgeries.OrderBy(door => door.Key, StringComparer.Ordinal))
        {
            figures[door + "Forgeries"] = count;
        }

        foreach ((string status, int count) in run.Statuses.OrderBy(status => status.Key, StringComparer.Ordinal))
        {
            figures[status] = count;
        }

        return new BenchmarkFigures(
            "hostile", $"no forgery believed, no 500, no whole request within the limits without an answer, nothing changed by a replay, a question answered afterwards at each door (in Teams behind the others', at its pace), {PeakMegabytesMax} MB at most", figures,
            found => found["answers"] == found["requests"] + found["replays"] && found["wrong"] == 0 && found["unanswered"] == 0 && found["pressedAgain"] > 0 && found["changedByReplays"] == 0 && found["answeredOnLine"] + found["answeredInTeams"] == 2
                && found["lineForgeries"] > found["requests"] / 8 && found["teamsForgeries"] > found["requests"] / 8 && found["vmHwmMb"] is > 0 and <= PeakMegabytesMax);
    }
}
