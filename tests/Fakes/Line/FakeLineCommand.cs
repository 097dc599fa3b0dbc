using System.CommandLine;

namespace Zaitaku.Fakes.Line;

/// <summary><c>dotnet run --project tests/Fakes -- line --port 4020</c>: LINE by hand. Prints what each phone hears; a typed line "name: words" is said to the bot.</summary>
internal static class FakeLineCommand
{
    private static readonly Dictionary<string, string> Names = [];

    public static Command Create()
    {
        Option<int> port = new("--port") { Description = "Port on loopback", DefaultValueFactory = _ => 4020 };
        Option<string> webhook = new("--webhook") { Description = "Where the bot hears webhooks", DefaultValueFactory = _ => "http://127.0.0.1:5000/line/webhook" };
        Option<string?> log = new("--log") { Description = "A file for every call as a line of JSON" };
        Option<double> latency = new("--latency-ms") { Description = "Real time each answer takes" };
        Option<double> burst = new("--burst-ms") { Description = "How much of a second's rate may come at once", DefaultValueFactory = _ => 1_000 };
        Option<bool> quiet = new("--quiet") { Description = "Print nothing of what is heard: for measuring" };
        Command command = new("line", "A stateful fake of LINE: prints what each phone hears, says what you type as \"name: words\".") { port, webhook, log, latency, burst, quiet };
        command.SetAction(async (parsed, token) =>
        {
            using FakeLog? written = parsed.GetValue(log) is { } file ? new FakeLog(file) : null;
            FakeLine line = new(TimeProvider.System)
            {
                Log = written, Latency = TimeSpan.FromMilliseconds(parsed.GetValue(latency)), Burst = TimeSpan.FromMilliseconds(parsed.GetValue(burst)),
            };
            if (!parsed.GetValue(quiet))
            {
                line.WhenHeard = heard => Console.WriteLine($"{heard.At.ToLocalTime():HH:mm:ss} {Names.GetValueOrDefault(heard.To, heard.To)} ← {heard.Words.ReplaceLineEndings("\n  ")}{Chips(heard)}");
            }

            return await RunAsync(line, parsed.GetValue(port), parsed.GetValue(webhook)!, token);
        });
        return command;
    }

    private static async Task<int> RunAsync(FakeLine line, int port, string webhook, CancellationToken cancellationToken)
    {
        await using FakeLineServer server = await FakeLineServer.StartAsync(line, port);
        Console.WriteLine($"LINE (fake) at {server.Address}. Start the bot with:");
        Console.WriteLine($"  Line__ChannelId={line.ChannelId} Line__ChannelSecret={line.ChannelSecret} Line__ApiBaseUrl={server.Address} Hub__Phone=0000-00-0000");
        Console.WriteLine($"Type \"name: words\" to say something to {webhook}.");
        using HttpClient bot = new();
        await TypedLines.EachAsync(typed => SayAsync(line, bot, webhook, typed, cancellationToken), cancellationToken);
        return 0;
    }

    private static async Task SayAsync(FakeLine line, HttpClient bot, string webhook, string typed, CancellationToken cancellationToken)
    {
        if (TypedLines.Split(typed) is not ({ } name, { } words))
        {
            Console.WriteLine("Write \"name: words\".");
            return;
        }

        Names[FakeLine.IdOf(name)] = name;
        using HttpRequestMessage request = line.Says(name, words).ToRequest(webhook);
        using HttpResponseMessage response = await bot.SendAsync(request, cancellationToken);
        Console.WriteLine($"  the bot answered {(int)response.StatusCode}");
    }

    private static string Chips(HeardMessage heard) => heard.QuickReplies.Count == 0 ? "" : "\n  (" + string.Join(") (", heard.QuickReplies) + ")";
}
