using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;

namespace Zaitaku.Benchmarks;

/// <summary>
/// Full answers: a signed webhook goes in, and the fake LINE hears the reply. The published program is a process of its own; fake and phones are this one, on the same cores.
/// Phones talk side by side, each waiting for its answer before it says the next thing.
/// </summary>
public static class AnswersBenchmark
{
    private const int Phones = 64;
    private const int Users = 1_000;
    private const int WarmAnswers = 4_000;
    private const int Answers = 15_000;
    private const double PerSecondMin = 1_000;
    private const double P99MillisecondsMax = 200;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);
    private static readonly string[] Words = ["こんにちは", "使い方おしえて", "ありがとうございます", "訪問看護を探しています", "おはよう", "なにができますか"];

    public static async Task<BenchmarkFigures> RunAsync()
    {
        string data = Directory.CreateTempSubdirectory("zaitaku-answers-").FullName;
        try
        {
            return await RunAsync(data);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>The same talk with an echo on LINE's own SDK, which answers from memory and keeps nothing: what one aims at.</summary>
    private static async Task<(double PerSecond, double P99Milliseconds)> PeerAsync()
    {
        FakeLine line = new(TimeProvider.System);
        Ears ears = new();
        line.WhenHeard = ears.Hear;
        await using FakeLineServer fake = await FakeLineServer.StartAsync(line, 0);
        string address = ChatPageClient.FreeAddress();
        Dictionary<string, string> environment = new() { ["LINE_CHANNEL_SECRET"] = line.ChannelSecret, ["LINE_ACCESS_TOKEN"] = line.LongLivedToken };
        await using PeerProcess peer = await PeerProcess.StartAsync("line", environment, "--port", new Uri(address).Port.ToString(), "--mode", "reply", "--api", fake.Address);
        using HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Phones }) { BaseAddress = new Uri(address) };
        await TalkAsync(line, ears, http, WarmAnswers);
        (double seconds, double[] milliseconds) = await TalkAsync(line, ears, http, Answers);
        return (milliseconds.Length / seconds, milliseconds[(int)(milliseconds.Length * 0.99)]);
    }

    private static async Task<BenchmarkFigures> RunAsync(string data)
    {
        (double PerSecond, double P99Milliseconds) peer = await PeerAsync();
        FakeLine line = new(TimeProvider.System);
        Ears ears = new();
        line.WhenHeard = ears.Hear;
        await using FakeLineServer fake = await FakeLineServer.StartAsync(line, 0);
        string address = ChatPageClient.FreeAddress();
        BuiltProgram bot = BuiltProgram.Start(data, "--urls", address, "--Line:ChannelId", line.ChannelId, "--Line:ChannelSecret", line.ChannelSecret,
            "--Line:ApiBaseUrl", fake.Address, "--Hub:Name", "みなと市在宅医療・介護連携拠点", "--Hub:Phone", "0000-00-0000");
        await using (bot)
        {
            _ = bot.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await StartBenchmark.ListensAsync(address, bot);
            using HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Phones }) { BaseAddress = new Uri(address) };
            await TalkAsync(line, ears, http, WarmAnswers);
            TimeSpan before = bot.Processor;
            (double seconds, double[] milliseconds) = await TalkAsync(line, ears, http, Answers);
            TimeSpan used = bot.Processor - before;
            return Judge(seconds, milliseconds, used, Handled(data), bot.PeakMegabytes, line, peer);
        }
    }

    private static BenchmarkFigures Judge(double seconds, double[] milliseconds, TimeSpan used, long handled, double peak, FakeLine line, (double PerSecond, double P99Milliseconds) peer) => new(
        "answers",
        $"{PerSecondMin:N0} answers a second or more with p99 of {P99MillisecondsMax} ms or less, from webhook to reply heard; each event handled and answered once, by reply",
        new Dictionary<string, double>
        {
            ["answers"] = milliseconds.Length,
            ["phones"] = Phones,
            ["answersPerSecond"] = milliseconds.Length / seconds,
            ["p50Milliseconds"] = milliseconds[milliseconds.Length / 2],
            ["p99Milliseconds"] = milliseconds[(int)(milliseconds.Length * 0.99)],
            ["maxMilliseconds"] = milliseconds[^1],
            ["peerAnswersPerSecond"] = peer.PerSecond,
            ["peerP99Milliseconds"] = peer.P99Milliseconds,
            ["botCpuMicrosecondsPerAnswer"] = used.TotalMicroseconds / milliseconds.Length,
            ["handledInDatabase"] = handled,
            ["heard"] = line.Records.Count(record => record.Call.Path.StartsWith("/v2/bot/message/", StringComparison.Ordinal) && record.Answer.Status == 200),
            ["heardByPush"] = line.Delivered.Count(heard => !heard.ByReply),
            ["expected"] = WarmAnswers + Answers,
            ["vmHwmMb"] = peak,
        },
        figures => figures["answersPerSecond"] >= PerSecondMin && figures["p99Milliseconds"] <= P99MillisecondsMax
            && figures["handledInDatabase"] == figures["expected"] && figures["heard"] == figures["expected"] && figures["heardByPush"] == 0);

    private static async Task<(double Seconds, double[] Milliseconds)> TalkAsync(FakeLine line, Ears ears, HttpClient http, int answers)
    {
        ConcurrentBag<double> taken = [];
        int next = 0;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Phones).Select(async phone =>
        {
            for (int said = phone; Interlocked.Increment(ref next) <= answers; said += Phones)
            {
                string user = $"phone{phone}-{said % Users}";
                SignedWebhook webhook = line.Says(user, Words[said % Words.Length]);
                Task heard = ears.ListenAsync(FakeLine.IdOf(user));
                long begun = Stopwatch.GetTimestamp();
                using HttpRequestMessage request = webhook.ToRequest();
                using HttpResponseMessage kept = await http.SendAsync(request);
                kept.EnsureSuccessStatusCode();
                await heard.WaitAsync(AnswerMax);
                taken.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }));
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, [.. taken.Order()]);
    }

    private static long Handled(string data)
    {
        using SqliteConnection database = Sqlite.Open(new StorageOptions { DataDirectory = data });
        using SqliteCommand count = database.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM inbox_message WHERE \"State\" = 'Handled'";
        return (long)count.ExecuteScalar()!;
    }

    /// <summary>Who listens to what a phone hears next.</summary>
    private sealed class Ears
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _listening = new();

        public Task ListenAsync(string id) =>
            (_listening[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Hear(HeardMessage heard)
        {
            if (_listening.TryRemove(heard.To, out TaskCompletionSource? listening))
            {
                listening.SetResult();
            }
        }
    }
}
