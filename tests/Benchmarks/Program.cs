using System.Globalization;
using Zaitaku.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- search|understand|import|start|webhook|activities|answers|console|intake|fanout|urgent|outage|rota|duties|rsvp [--data DIR] | storm --seeds N --real M --from SEED | hostile --requests N
// Each prints one line of JSON; progress and complaints go to standard error.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    if (args is not (["storm", ..] or ["console"] or ["rota"]))
    {
        BuiltProgram.Prepare(); // Storms publish only where they need real processes; the console is measured in this one.
    }

    BenchmarkFigures? figures = args switch
    {
        ["understand"] => await UnderstandBenchmark.RunAsync(),
        ["answers"] => await AnswersBenchmark.RunAsync(),
        ["import"] => await ImportBenchmark.RunAsync(),
        ["webhook"] => await WebhookBenchmark.LineAsync(),
        ["activities"] => await WebhookBenchmark.TeamsAsync(),
        ["search", .. string[] rest] => await SearchBenchmark.RunAsync(DataOf(rest)),
        ["start", .. string[] rest] => await StartBenchmark.RunAsync(DataOf(rest)),
        ["console"] => await ConsoleBenchmark.RunAsync(),
        ["intake"] => await IntakeBenchmark.RunAsync(),
        ["fanout"] => await OutboxBenchmark.FanoutAsync(),
        ["urgent"] => await OutboxBenchmark.UrgentAsync(),
        ["outage"] => await OutboxBenchmark.OutageAsync(),
        ["rota"] => RotaBenchmark.Run(),
        ["duties"] => await DutiesBenchmark.RunAsync(),
        ["rsvp"] => await RsvpBenchmark.RunAsync(),
        ["storm", .. string[] rest] => await StormBenchmark.RunAsync(rest),
        ["hostile", .. string[] rest] => await HostileBenchmark.RunAsync(rest),
        _ => null,
    };
    if (figures is null)
    {
        Console.Error.WriteLine("search | understand | import | start | webhook | activities | answers | console | intake | fanout | urgent | outage | rota | duties | rsvp   [--data DIR: for search and start, a data directory with the whole country imported]\nstorm [--seeds N] [--real M] [--from SEED] [--minutes MAX] [--program DLL]\nhostile [--requests N]");
        return 2;
    }

    Console.WriteLine(figures.ToJson());
    return 0;
}
catch (Exception problem) when (problem is BenchmarkException or HttpRequestException or OperationCanceledException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}

static string? DataOf(string[] rest) => rest switch
{
    [] => null,
    ["--data", string directory] when Directory.Exists(directory) => Path.GetFullPath(directory),
    ["--data", string directory] => throw new BenchmarkException($"There is no directory {directory}."),
    _ => throw new BenchmarkException($"Not understood: {string.Join(' ', rest)}"),
};
