using System.Diagnostics;
using System.Globalization;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Benchmarks;

/// <summary>What we owe leaves in time: the published program against a stand-in for LINE in a process of its own that enforces LINE's rates (2,000 pushes a second).</summary>
public static class OutboxBenchmark
{
    private const int People = 10_000;
    private const int MinuteMessages = 1_000;
    /// <summary>A hundredth of the calls: two clocks of one machine do not agree to the millisecond.</summary>
    private const int TooFastMax = People / 100;

    /// <summary>Notices that must be out before the first emergency, so that the program is in the middle of them.</summary>
    private const int UnderWayMin = 500;

    private const int OutageHours = 6;
    private const int OutageMessages = 3_600;

    /// <summary>Time for the program to start before the first is due.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(90);

    /// <summary>Quiet hours would keep notices back at night.</summary>
    private static readonly Dictionary<string, string> AnyHour = new() { ["Outbox__QuietFrom"] = "00:00:00", ["Outbox__QuietTo"] = "00:00:00" };

    /// <summary>10,000 personal reminders due at one instant, 10,000 equal ones as multicast, and 1,000 a minute one by one.</summary>
    public static async Task<BenchmarkFigures> FanoutAsync()
    {
        (double personal, int tooFast) = await AllDueAtOnceAsync(number => $"{number}さんの明日の会議は14時からです。");
        (double together, int tooFastTogether) = await AllDueAtOnceAsync(_ => "明日の会議は14時からです。");
        (double[] late, int tooFastInAMinute) = await OneMinuteAsync();
        return new BenchmarkFigures(
            "fanout",
            "10,000 personal reminders due at once accepted within 6 s, equal ones as multicast within 1 s, and at 1,000 a minute due → accepted p99 1 s or less, none missing; at most 1 call in 100 refused for its rate",
            new Dictionary<string, double>
            {
                ["messages"] = People, ["personalSeconds"] = personal, ["refusedForRate"] = tooFast + tooFastTogether + tooFastInAMinute, ["multicastSeconds"] = together,
                ["minuteMessages"] = late.Length, ["minuteHeard"] = late.Count(double.IsFinite), ["minuteP50Seconds"] = At(late, 0.5), ["minuteP99Seconds"] = At(late, 0.99),
            },
            figures => figures["personalSeconds"] <= 6 && figures["multicastSeconds"] <= 1 && figures["minuteHeard"] == MinuteMessages && figures["minuteP99Seconds"] <= 1
                && figures["refusedForRate"] <= TooFastMax);
    }

    /// <summary>Somebody types that a life is in danger while 10,000 notices are going out.</summary>
    public static async Task<BenchmarkFigures> UrgentAsync()
    {
        DateTimeOffset due = TimeProvider.System.GetUtcNow() + Ahead;
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(People, Enumerable.Range(0, People).Select(number => new Owed(number, $"{number}さんへのお知らせ", Urgency.Notice, due, due.AddHours(30))));
        await using LineProcess line = await LineProcess.StartAsync(owed.Path);
        string address = ChatPageClient.FreeAddress();
        await using BuiltProgram bot = BuiltProgram.Start(owed.Path, Settings(line), "--urls", address);
        _ = bot.Output.ReadToEndAsync();
        await StartBenchmark.ListensAsync(address, bot);
        List<double> seconds = [];
        using HttpClient web = new();
        await line.HeardAsync(UnderWayMin, WaitMax);
        int before = line.Taken().Count;
        foreach (string name in (string[])["family1", "family2", "family3"])
        {
            Stopwatch watch = Stopwatch.StartNew();
            using HttpRequestMessage request = line.Model.Says(name, "父が息をしていません").ToRequest(address + "/line/webhook");
            using HttpResponseMessage answer = await web.SendAsync(request);
            while (!line.Taken().Any(call => call.To.Contains(FakeLine.IdOf(name))) && watch.Elapsed < WaitMax)
            {
                await Task.Delay(5);
            }

            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        int behind = await owed.WaitingAsync();
        return new BenchmarkFigures(
            "urgent",
            "an emergency handed in behind 10,000 waiting notices is heard within 1 s, each of three times, while notices still wait",
            new Dictionary<string, double> { ["notices"] = People, ["takenBefore"] = before, ["stillWaitingAfter"] = behind, ["secondsMax"] = seconds.Max(), ["secondsMin"] = seconds.Min() },
            figures => figures["secondsMax"] <= 1 && figures["takenBefore"] >= UnderWayMin && figures["stillWaitingAfter"] > 0);
    }

    /// <summary>The program was down for six hours; half of what came due meanwhile is still useful.</summary>
    public static async Task<BenchmarkFigures> OutageAsync()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(OutageMessages, Enumerable.Range(0, OutageMessages).Select(number =>
        {
            DateTimeOffset due = now.AddHours(-OutageHours * (number + 1d) / OutageMessages);
            return new Owed(number, $"{number}さんへのお知らせ", number % 10 == 0 ? Urgency.Page : Urgency.Notice, due, number % 2 == 0 ? now.AddHours(1) : due.AddSeconds(1));
        }));
        await using LineProcess line = await LineProcess.StartAsync(owed.Path);
        string address = ChatPageClient.FreeAddress();
        Stopwatch watch = Stopwatch.StartNew();
        BuiltProgram bot = BuiltProgram.Start(owed.Path, Settings(line), "--urls", address);
        double seconds;
        await using (bot)
        {
            _ = bot.Output.ReadToEndAsync();
            await line.HeardAsync(OutageMessages / 2, WaitMax);
            seconds = watch.Elapsed.TotalSeconds;
        }

        IReadOnlyList<OutboxMessage> ended = await owed.MessagesAsync();
        return new BenchmarkFigures(
            "outage",
            "after six hours of standstill all that is still useful is out within 60 s of the start, the rest cancelled with a reason, nothing sent too late",
            new Dictionary<string, double>
            {
                ["owed"] = OutageMessages, ["seconds"] = seconds, ["sent"] = ended.Count(message => message.State == OutboxState.Sent),
                ["cancelledWithReason"] = ended.Count(message => message is { State: OutboxState.Cancelled, LastAnswer.Length: > 0 }),
                ["heard"] = line.Taken().Sum(call => call.To.Count),
            },
            figures => figures["seconds"] <= 60 && figures["sent"] == OutageMessages / 2 && figures["cancelledWithReason"] == OutageMessages / 2 && figures["heard"] == OutageMessages / 2);
    }

    private static async Task<(double Seconds, int TooFast)> AllDueAtOnceAsync(Func<int, string> words)
    {
        DateTimeOffset due = TimeProvider.System.GetUtcNow() + Ahead;
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(People, Enumerable.Range(0, People).Select(number => new Owed(number, words(number), Urgency.Notice, due, due.AddHours(30))));
        (IReadOnlyList<TakenCall> taken, int tooFast) = await RunAsync(owed, People);
        bool isAll = taken.Sum(call => call.To.Count) == People && taken.SelectMany(call => call.To).Distinct().Count() == People;
        return (isAll ? (taken.Max(call => call.At) - due).TotalSeconds : double.PositiveInfinity, tooFast);
    }

    private static async Task<(double[] Late, int TooFast)> OneMinuteAsync()
    {
        DateTimeOffset first = TimeProvider.System.GetUtcNow() + Ahead;
        DateTimeOffset[] due = [.. Enumerable.Range(0, MinuteMessages).Select(number => first.AddMilliseconds(60_000d * number / MinuteMessages))];
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(MinuteMessages, due.Select((at, number) => new Owed(number, $"{number}さんへのお知らせ", Urgency.Notice, at, at.AddHours(30))));
        (IReadOnlyList<TakenCall> taken, int tooFast) = await RunAsync(owed, MinuteMessages);
        Dictionary<string, DateTimeOffset> at = taken.SelectMany(call => call.To.Select(to => (to, call.At))).ToDictionary(one => one.to, one => one.At);
        return ([.. due.Select((instant, number) => at.TryGetValue(FakeLine.IdOf(OwedDirectory.NameOf(number)), out DateTimeOffset heard) ? (heard - instant).TotalSeconds : double.PositiveInfinity).Order()], tooFast);
    }

    /// <summary>Starts the program on what is owed, until so many people heard something.</summary>
    internal static async Task<(IReadOnlyList<TakenCall> Taken, int TooFast)> RunAsync(OwedDirectory owed, int people)
    {
        await using LineProcess line = await LineProcess.StartAsync(owed.Path);
        await using BuiltProgram bot = BuiltProgram.Start(owed.Path, Settings(line), "--urls", ChatPageClient.FreeAddress());
        _ = bot.Output.ReadToEndAsync();
        IReadOnlyList<TakenCall> taken = await line.HeardAsync(people, WaitMax);
        return (taken, line.TooFast());
    }

    private static Dictionary<string, string> Settings(LineProcess line) => new(line.Settings.Concat(AnyHour));

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.PositiveInfinity : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
