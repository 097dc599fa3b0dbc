using System.CommandLine;

namespace Zaitaku.Fakes.Teams;

/// <summary><c>dotnet run --project tests/Fakes -- teams --port 4030</c>: Teams by hand. Prints what appears on each screen; "name: words" is said to the bot,
/// "name: [title]" presses a button of the newest message that has one.</summary>
internal static class FakeTeamsCommand
{
    public static Command Create()
    {
        Option<int> port = new("--port") { Description = "Port on loopback", DefaultValueFactory = _ => 4030 };
        Option<string> bot = new("--bot") { Description = "Where the bot is", DefaultValueFactory = _ => "http://127.0.0.1:5000" };
        Option<string?> log = new("--log") { Description = "A file for every call as a line of JSON" };
        Option<double> latency = new("--latency-ms") { Description = "Real time each answer takes" };
        Command command = new("teams", "A stateful fake of Teams: prints what appears on each screen, says what you type as \"name: words\", presses \"name: [title]\".") { port, bot, log, latency };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(port), parsed.GetValue(bot)!, parsed.GetValue(log), TimeSpan.FromMilliseconds(parsed.GetValue(latency)), token));
        return command;
    }

    private static async Task<int> RunAsync(int port, string botAddress, string? logFile, TimeSpan latency, CancellationToken cancellationToken)
    {
        using FakeLog? log = logFile is null ? null : new FakeLog(logFile);
        FakeTeams teams = new(TimeProvider.System) { Log = log, Latency = latency };
        teams.WhenHeard = heard => Console.WriteLine($"{heard.At.ToLocalTime():HH:mm:ss} {heard.OnlyFor ?? heard.Room} ← {Mark(heard.How)}{heard.Words.ReplaceLineEndings("\n  ")}");
        await using FakeTeamsServer server = await FakeTeamsServer.StartAsync(teams, port);
        Console.WriteLine($"Teams (fake) at {server.Address}: app id {teams.AppId}, password {teams.AppPassword}, tenant {teams.TenantId}.");
        Console.WriteLine($"  metadata {server.Address}/v1/.well-known/openidconfiguration, tokens {server.Address}/{teams.TenantId}/oauth2/v2.0/token, Connector {teams.ServiceUrl}");
        Console.WriteLine($"Type \"name: words\" or \"name: [title]\" for {botAddress}/api/messages; \"name@group: words\" speaks in a group chat.");
        using HttpClient bot = new() { BaseAddress = new Uri(botAddress) };
        await TypedLines.EachAsync(typed => DoAsync(teams, bot, typed, cancellationToken), cancellationToken);
        return 0;
    }

    private static async Task DoAsync(FakeTeams teams, HttpClient bot, string typed, CancellationToken cancellationToken)
    {
        if (TypedLines.Split(typed) is not ({ } who, { } words))
        {
            Console.WriteLine("Write \"name: words\".");
            return;
        }

        string[] parts = who.Split('@', 2);
        string? group = parts.Length == 2 ? parts[1] : null;
        TeamsRequest request = words.StartsWith('[') && words.EndsWith(']')
            ? teams.Presses(parts[0], NewestWith(teams, group ?? parts[0], words[1..^1]), words[1..^1])
            : teams.Says(parts[0], words, inGroup: group);
        (int status, _) = await teams.PostAsync(bot, request, cancellationToken: cancellationToken);
        Console.WriteLine($"  the bot answered {status}");
    }

    private static HeardActivity NewestWith(FakeTeams teams, string room, string title) =>
        teams.Delivered.LastOrDefault(heard => (heard.OnlyFor ?? heard.Room) == room && heard.Actions.Any(action => FakeJson.Text(action["title"]) == title))
        ?? throw new InvalidOperationException($"Nothing there is titled {title}.");

    private static string Mark(HeardHow how) => how switch
    {
        HeardHow.Updated => "(updated) ",
        HeardHow.Deleted => "(deleted) ",
        HeardHow.InvokeAnswer => "(for the presser) ",
        _ => "",
    };
}
