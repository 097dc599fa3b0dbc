using System.Globalization;
using Zaitaku.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- search|understand|import|start|webhook|answers|fanout|urgent|outage [--data DIR]
// Each prints one line of JSON; progress and complaints go to standard error.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    BuiltProgram.Prepare();
    BenchmarkFigures? figures = args switch
    {
        ["understand"] => await UnderstandBenchmark.RunAsync(),
        ["answers"] => await AnswersBenchmark.RunAsync(),
        ["import"] => await ImportBenchmark.RunAsync(),
        ["webhook"] => await WebhookBenchmark.RunAsync(),
        ["search", .. string[] rest] => await SearchBenchmark.RunAsync(DataOf(rest)),
        ["start", .. string[] rest] => await StartBenchmark.RunAsync(DataOf(rest)),
        ["fanout"] => await OutboxBenchmark.FanoutAsync(),
        ["urgent"] => await OutboxBenchmark.UrgentAsync(),
        ["outage"] => await OutboxBenchmark.OutageAsync(),
        _ => null,
    };
    if (figures is null)
    {
        Console.Error.WriteLine("search | understand | import | start | webhook | answers | fanout | urgent | outage   [--data DIR: for search and start, a data directory with the whole country imported]");
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
