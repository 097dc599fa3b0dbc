using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Commands;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Benchmarks;

/// <summary>People put their worries to the hub, so many a second: signed webhooks into the published program, every question answered by its button, the words told in chat or on the one-time page, up to the receipt.
/// Then once more with <c>kill -9</c> in the middle. What the database holds afterwards is compared with what people heard.</summary>
public static class IntakeBenchmark
{
    private const int PerSecond = 20;
    private const int PageEvery = 4;
    private const int WarmUpPeople = 40;
    private const double P99MillisecondsMax = 1_000;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BeforeKill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(10);

    public static async Task<BenchmarkFigures> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-intake-").FullName;
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer api = await FakeLineServer.StartAsync(line, port: 0);
        string address = ChatPageClient.FreeAddress();
        using IntakeTown town = new(line, new Uri(address));
        BuiltProgram bot = await StartAsync(folder, line, api.Address, address);
        try
        {
            await town.SendAsync(WarmUpPeople, PerSecond, PageEvery);
            Stopwatch watch = Stopwatch.StartNew();
            IReadOnlyList<IntakeVisit> steady = await town.SendAsync((int)(Steady.TotalSeconds * PerSecond), PerSecond, PageEvery);
            double seconds = watch.Elapsed.TotalSeconds;
            Console.Error.WriteLine($"steady: {steady.Count} in {seconds:F1} s");

            Task<IReadOnlyList<IntakeVisit>> storm = town.SendAsync((int)((BeforeKill + AfterKill).TotalSeconds * PerSecond), PerSecond, PageEvery);
            await Task.Delay(BeforeKill);
            watch.Restart();
            await bot.DisposeAsync(); // SIGKILL.
            bot = await StartAsync(folder, line, api.Address, address);
            double away = watch.Elapsed.TotalSeconds;
            IReadOnlyList<IntakeVisit> stormy = await storm;
            Console.Error.WriteLine($"with a kill: {stormy.Count}, away for {away:F1} s");
            await town.QuietAsync();
            await bot.DisposeAsync();
            return Judge(town, await KeptAsync(folder), [.. steady.Select(visit => visit.Milliseconds).Order()], seconds, away, stormy.Max(visit => visit.Milliseconds));
        }
        finally
        {
            await bot.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchmarkFigures Judge(IntakeTown town, IReadOnlyList<Kept> kept, double[] milliseconds, double seconds, double away, double worstWithKill) => new(
        "intake",
        $"{PerSecond} consultations a second for {Steady.TotalSeconds:F0} s, then {(BeforeKill + AfterKill).TotalSeconds:F0} s with kill -9 in the middle, one of {PageEvery} over the one-time page: consultations in the database = receipts heard = people, "
        + $"none doubled, each with its number, time and timeline; from the last press to the receipt p99 {P99MillisecondsMax} ms or less while nobody kills",
        new Dictionary<string, double>
        {
            ["people"] = town.People, ["byPage"] = town.ByPage, ["receiptsHeard"] = town.Receipts.Count, ["receiptsTwice"] = town.Receipts.Values.Count(numbers => numbers.Count > 1),
            ["consultations"] = kept.Count, ["peopleTwice"] = kept.Count - kept.Select(one => one.LineId).Distinct().Count(), ["incomplete"] = kept.Count(one => !IsWhole(one, town)),
            ["perSecond"] = milliseconds.Length / seconds, ["p50Ms"] = At(milliseconds, 0.5), ["p99Ms"] = At(milliseconds, 0.99), ["maxMs"] = milliseconds[^1],
            ["webhooks"] = town.Webhooks, ["redelivered"] = town.Redelivered, ["awaySeconds"] = away, ["maxMsWithKill"] = worstWithKill,
        },
        figures => figures["people"] == figures["consultations"] && figures["people"] == figures["receiptsHeard"] && figures["receiptsTwice"] == 0 && figures["peopleTwice"] == 0
            && figures["incomplete"] == 0 && figures["p99Ms"] <= P99MillisecondsMax);

    /// <summary>In the queue, with a time, the words of this person once, and the number they were told.</summary>
    private static bool IsWhole(Kept one, IntakeTown town) =>
        one is { State: ConsultationState.Waiting, HasTarget: true, Received: 1, Words.Count: 1 } && one.Words[0] == IntakeTown.WordsOf(one.LineId)
        && town.Receipts.TryGetValue(one.LineId, out IReadOnlyList<string>? told) && told.SequenceEqual([ConsultationNumbers.Shown(one.Number)]);

    private static async Task<BuiltProgram> StartAsync(string folder, FakeLine line, string api, string address)
    {
        Dictionary<string, string> settings = new()
        {
            ["Line__ChannelId"] = line.ChannelId, ["Line__ChannelSecret"] = line.ChannelSecret, ["Line__ApiBaseUrl"] = api, ["Hub__Phone"] = "0000-11-0000", ["Hub__Area__0"] = IntakeTown.Area,
            ["Hub__PublicBaseUrl"] = address, ["Desk__WordsInChat__Line"] = "true", ["Outbox__QuietFrom"] = "00:00:00", ["Outbox__QuietTo"] = "00:00:00",
        };
        BuiltProgram bot = BuiltProgram.Start(folder, settings, "--urls", address);
        _ = bot.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
        await StartBenchmark.ListensAsync(address, bot);
        return bot;
    }

    private static async Task<IReadOnlyList<Kept>> KeptAsync(string folder)
    {
        Environment.SetEnvironmentVariable("Storage__DataDirectory", folder);
        await using ServiceProvider services = CommandHost.Build();
        await using ZaitakuDb db = await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        Dictionary<Guid, string> people = await db.ChannelLinks.ToDictionaryAsync(link => link.MemberId, link => link.ChannelUserId);
        List<Consultation> all = await db.Consultations.AsNoTracking().Include(one => one.Entries).AsSplitQuery().Where(one => one.State != ConsultationState.Draft).ToListAsync();
        return [.. all.Select(one => new Kept(people[one.MemberId!.Value], one.Number, one.State, one.TargetAt is not null, one.Entries.Count(entry => entry.Kind == ConsultationEntryKind.Received),
            [.. one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Words && entry.Text.Length > 0).Select(entry => entry.Text)]))];
    }

    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    /// <summary>One consultation as the database holds it.</summary>
    private sealed record Kept(string LineId, int Number, ConsultationState State, bool HasTarget, int Received, IReadOnlyList<string> Words);
}
