using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Benchmarks;

/// <summary>One call LINE took: when, for whom, how many people.</summary>
public sealed record TakenCall(DateTimeOffset At, string Path, IReadOnlyList<string> To, int Status);

/// <summary>Our stand-in for LINE as a process of its own, holding the bot to LINE's rates. What it took is read from its log.</summary>
public sealed class LineProcess : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private readonly Process _process;
    private readonly string _log;

    private LineProcess(Process process, string address, string log) => (_process, Address, _log) = (process, address, log);

    public string Address { get; }

    /// <summary>What the bot needs to talk to it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Line__ChannelId"] = Model.ChannelId,
        ["Line__ChannelSecret"] = Model.ChannelSecret,
        ["Line__ApiBaseUrl"] = Address,
        ["Hub__Phone"] = "0000-11-0000",
    };

    /// <summary>The same account in this process: it signs what people say.</summary>
    public FakeLine Model { get; } = new(TimeProvider.System);

    /// <param name="folder">Where its log goes.</param>
    public static async Task<LineProcess> StartAsync(string folder)
    {
        string address = ChatPageClient.FreeAddress();
        string log = Path.Combine(folder, "line.log");
        await File.WriteAllTextAsync(log, "");
        ProcessStartInfo start = new("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Zaitaku.Fakes.dll"), "line", "--quiet", "--burst-ms", "100", "--log", log,
            "--port", new Uri(address).Port.ToString(CultureInfo.InvariantCulture),
        ]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        LineProcess line = new(Process.Start(start)!, address, log);
        await StartBenchmark.ListensAsync(address, "/v2/bot/info", () => "The stand-in for LINE did not listen.");
        return line;
    }

    /// <summary>Waits until so many people got something, or until the time is up; then tells all that was taken.</summary>
    public async Task<IReadOnlyList<TakenCall>> HeardAsync(int people, TimeSpan atMost)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(LookEvery);
        IReadOnlyList<TakenCall> taken = [];
        while (await timer.WaitForNextTickAsync())
        {
            taken = Taken();
            if (taken.Sum(call => call.To.Count) >= people || watch.Elapsed > atMost)
            {
                break;
            }
        }

        return taken;
    }

    /// <summary>Every message call that LINE accepted, in its order.</summary>
    public IReadOnlyList<TakenCall> Taken() => [.. Calls().Where(call => call.Status == 200)];

    /// <summary>Calls LINE refused for coming too fast.</summary>
    public int TooFast() => Calls().Count(call => call.Status == 429);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private IEnumerable<TakenCall> Calls()
    {
        using StreamReader lines = new(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (lines.ReadLine() is { } line)
        {
            TakenCall? call = Read(line);
            if (call?.Path.Contains("/message/", StringComparison.Ordinal) == true)
            {
                yield return call;
            }
        }
    }

    private static TakenCall? Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return new TakenCall(root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("path").GetString()!,
                [.. root.GetProperty("to").EnumerateArray().Select(one => one.GetString()!)], root.GetProperty("status").GetInt32());
        }
        catch (JsonException)
        {
            return null; // The line is being written.
        }
    }
}
