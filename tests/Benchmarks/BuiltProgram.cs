using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Zaitaku.Benchmarks;

/// <summary>The published program as a process of its own, as a hub runs it.</summary>
public sealed class BuiltProgram : IAsyncDisposable
{
    /// <summary>How often the high-water mark is read; the last reading before the end counts.</summary>
    private static readonly TimeSpan MemoryEvery = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(35);
    /// <summary>Published once a run, beside the benchmarks; up to date means a second or two.</summary>
    private static readonly Lazy<string> Program = new(Publish);

    private readonly Process _process;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;
    private readonly StringBuilder _complaints = new();

    private BuiltProgram(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        _watching = WatchMemoryAsync(_over.Token);
    }

    /// <summary>Before a watch runs: publishing is not part of what is measured.</summary>
    public static void Prepare() => _ = Program.Value;

    /// <summary>Path of the published Zaitaku.Bot.dll.</summary>
    public static string Assembly => Program.Value;

    /// <summary>The folder that holds Zaitaku.Bot.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>VmHWM in megabytes (1,048,576 bytes): the most memory the process ever had resident.</summary>
    public double PeakMegabytes { get; private set; }

    public int ProcessId => _process.Id;

    /// <summary>Processor time of the process so far, all its threads, user and system.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public string Complaints => _complaints.ToString();

    /// <param name="data">The data directory it shall use.</param>
    public static BuiltProgram Start(string data, params string[] arguments) => Start(data, new Dictionary<string, string>(), arguments);

    /// <param name="settings">Settings as environment variables (<c>Line__ChannelId</c>).</param>
    public static BuiltProgram Start(string data, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Program.Value, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = data,
        };
        start.Environment["Storage__DataDirectory"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // Where the chat page is on.
        start.Environment["Logs__Level"] = "Warning";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return new BuiltProgram(Process.Start(start)!);
    }

    /// <summary>Runs to the end with this on standard input.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public async Task<string> FinishAsync(string input = "")
    {
        Task<string> output = Output.ReadToEndAsync();
        await Input.WriteAsync(input);
        Input.Close();
        string written = await output;
        await _process.WaitForExitAsync();
        return _process.ExitCode == 0 ? written : throw new BenchmarkException($"The program ended with {_process.ExitCode}. {Complaints}{written}");
    }

    /// <summary>VmHWM of any process, in megabytes; null once it is gone.</summary>
    public static double? PeakOf(int processId)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null; // The process ended between two looks.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_over.IsCancellationRequested)
        {
            return; // Ended before.
        }

        PeakMegabytes = PeakOf(_process.Id) ?? PeakMegabytes;
        await _over.CancelAsync();
        await _watching;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            using CancellationTokenSource limit = new(StopMax);
            await _process.WaitForExitAsync(limit.Token);
        }

        _process.Dispose();
        _over.Dispose();
    }

    private async Task WatchMemoryAsync(CancellationToken over)
    {
        using PeriodicTimer timer = new(MemoryEvery);
        try
        {
            while (PeakOf(_process.Id) is { } peak)
            {
                PeakMegabytes = peak;
                await timer.WaitForNextTickAsync(over);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private static string Publish()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "published");
        using Process publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Root, "bot"), "-c", "Release", "-o", folder, "-v", "quiet", "-nologo", "-tl:off"]) { RedirectStandardOutput = true })!;
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, "Zaitaku.Bot.dll") : throw new BenchmarkException($"The program cannot be published: {said}");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new BenchmarkException("Zaitaku.Bot.sln is in no folder above the benchmarks.");
    }
}
