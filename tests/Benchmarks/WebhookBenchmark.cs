using Microsoft.Data.Sqlite;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Benchmarks;

/// <summary>One door of ours, and the peer that stands for what is usual there.</summary>
/// <param name="Posts">What is sent to both, each request once.</param>
/// <param name="Settings">Of our program.</param>
/// <param name="Peer">Its folder under peers.</param>
internal sealed record DoorContest(string Name, string PeerName, IPreparedPosts Posts, IReadOnlyList<string> Settings, string Peer, Dictionary<string, string> PeerEnvironment, IReadOnlyList<string> PeerArguments);

/// <summary>Webhooks accepted and on disk per second, beside an echo bot on the platform's own SDK that merely verifies, parses and answers 200.
/// Rounds alternate in the same minutes, each with a fresh process; the median round counts. Ours is killed at the end of each round, so what is counted was on disk.</summary>
public static class WebhookBenchmark
{
    private const int Rounds = 3;
    private const int Connections = 32;
    private const int WarmUpRequests = 5_000;
    private const int Requests = 30_000;
    private static readonly TimeSpan RoundMax = TimeSpan.FromMinutes(5);

    /// <summary>LINE's door against <c>@line/bot-sdk</c>.</summary>
    public static async Task<BenchmarkFigures> LineAsync()
    {
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer api = await FakeLineServer.StartAsync(line, port: 0);
        return await RunAsync(new DoorContest(
            "webhook", "@line/bot-sdk", new PreparedWebhooks(line.ChannelSecret),
            [$"--Line:ChannelId={line.ChannelId}", $"--Line:ChannelSecret={line.ChannelSecret}", $"--Line:ApiBaseUrl={api.Address}"],
            "line", new() { ["LINE_CHANNEL_SECRET"] = line.ChannelSecret }, []));
    }

    /// <summary>Teams' door against <c>botbuilder</c>: both check the token of every activity against the fake's keys.</summary>
    public static async Task<BenchmarkFigures> TeamsAsync()
    {
        FakeTeams teams = new(TimeProvider.System);
        await using FakeTeamsServer server = await FakeTeamsServer.StartAsync(teams, port: 0);
        return await RunAsync(new DoorContest(
            "activities", "botbuilder", new PreparedActivities(teams),
            [
                $"--Teams:AppId={teams.AppId}", $"--Teams:AppSecret={teams.AppPassword}", $"--Teams:TenantId={teams.TenantId}", $"--Teams:LoginBaseUrl={server.Address}",
                $"--Teams:OpenIdMetadataUrl={server.Address}/v1/.well-known/openidconfiguration", "--environment=Development", // Teams is on loopback here.
            ],
            "teams", new() { ["MicrosoftAppId"] = teams.AppId, ["MicrosoftAppPassword"] = teams.AppPassword, ["MicrosoftAppTenantId"] = teams.TenantId }, ["--identity", server.Address]));
    }

    private static async Task<BenchmarkFigures> RunAsync(DoorContest contest)
    {
        List<Round> ours = [], peers = [];
        for (int round = 0; round < Rounds; round++)
        {
            peers.Add(await PeerRoundAsync(contest));
            ours.Add(await OurRoundAsync(contest));
            Console.Error.WriteLine($"round {round + 1}: ours {ours[^1]}, peer {peers[^1]}");
        }

        return new BenchmarkFigures(
            contest.Name,
            $"accepted and on disk per second no fewer than the echo on {contest.PeerName} merely parses, p99 and CPU per webhook no more, rows on disk equal to the 200s; medians of {Rounds} rounds of {Requests} over {Connections} connections; our turns wait meanwhile",
            new Dictionary<string, double>
            {
                ["perSecond"] = Median(ours, round => round.Load.PerSecond),
                ["peerPerSecond"] = Median(peers, round => round.Load.PerSecond),
                ["p50Ms"] = Median(ours, round => round.Load.P50Ms),
                ["peerP50Ms"] = Median(peers, round => round.Load.P50Ms),
                ["p99Ms"] = Median(ours, round => round.Load.P99Ms),
                ["peerP99Ms"] = Median(peers, round => round.Load.P99Ms),
                ["cpuMicrosPerWebhook"] = Median(ours, round => round.CpuMicros),
                ["peerCpuMicrosPerWebhook"] = Median(peers, round => round.CpuMicros),
                ["answers200"] = ours.Sum(round => round.Accepted),
                ["rowsOnDisk"] = ours.Sum(round => round.Rows),
                ["rowsHandledMeanwhile"] = ours.Sum(round => round.Handled),
                ["notAnswered200"] = ours.Concat(peers).Sum(round => round.Load.Answers - round.Load.ByStatus.GetValueOrDefault(200)),
            },
            figures => figures["perSecond"] >= figures["peerPerSecond"] && figures["p99Ms"] <= figures["peerP99Ms"]
                && figures["cpuMicrosPerWebhook"] <= figures["peerCpuMicrosPerWebhook"]
                && figures["rowsOnDisk"] == figures["answers200"] && figures["notAnswered200"] == 0);
    }

    private static async Task<Round> PeerRoundAsync(DoorContest contest)
    {
        Uri target = new(ChatPageClient.FreeAddress());
        await using PeerProcess peer = await PeerProcess.StartAsync(contest.Peer, contest.PeerEnvironment, ["--port", target.Port.ToString(), "--mode", "parse", .. contest.PeerArguments]);
        return await LoadAsync(target, contest.Posts, peer.ProcessId);
    }

    private static async Task<Round> OurRoundAsync(DoorContest contest)
    {
        string data = Directory.CreateTempSubdirectory("zaitaku-webhooks-").FullName;
        string address = ChatPageClient.FreeAddress();
        Round round;
        // The echo merely parses, so ours merely keeps: the turns wait until the burst is over, as BurstWatch would have them do under such a load.
        BuiltProgram server = BuiltProgram.Start(data, ["--Inbox:ConversationsAtOnceMax=0", "--urls", address, "--Hub:Phone=0000-00-0000", .. contest.Settings]);
        await using (server)
        {
            _ = server.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await StartBenchmark.ListensAsync(address, server);
            round = await LoadAsync(new Uri(address), contest.Posts, server.ProcessId);
        }

        (int rows, int handled) = await RowsAsync(data);
        Directory.Delete(data, recursive: true);
        return round with { Rows = rows, Handled = handled };
    }

    /// <summary>Warms up, then measures.</summary>
    private static async Task<Round> LoadAsync(Uri target, IPreparedPosts posts, int processId)
    {
        using CancellationTokenSource limit = new(RoundMax);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        IReadOnlyList<byte[]> warmUp = posts.Take(WarmUpRequests, target, now), requests = posts.Take(Requests, target, now);
        LoadResult before = await WebhookLoad.RunAsync(target, warmUp, Connections, limit.Token);
        GC.Collect(); // Our own rubbish, not during the round.
        double cpu = ProcessCost.CpuSeconds(processId);
        LoadResult load = await WebhookLoad.RunAsync(target, requests, Connections, limit.Token);
        double micros = (ProcessCost.CpuSeconds(processId) - cpu) * 1_000_000 / Requests;
        return new Round(load, micros, before.ByStatus.GetValueOrDefault(200) + load.ByStatus.GetValueOrDefault(200));
    }

    /// <summary>What the killed program left on disk.</summary>
    private static async Task<(int Rows, int Handled)> RowsAsync(string data)
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(data, "zaitaku.db")};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "select count(*), sum(state <> 'Waiting') from inbox_message";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt32(0), reader.IsDBNull(1) ? 0 : reader.GetInt32(1));
    }

    private static double Median(List<Round> rounds, Func<Round, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    /// <param name="Accepted">200s with those of the warm-up: every one of them is owed a row.</param>
    private sealed record Round(LoadResult Load, double CpuMicros, int Accepted)
    {
        public int Rows { get; init; }

        public int Handled { get; init; }

        public override string ToString() => $"{Load.PerSecond:F0}/s p99 {Load.P99Ms:F1} ms {CpuMicros:F0} µs";
    }
}
