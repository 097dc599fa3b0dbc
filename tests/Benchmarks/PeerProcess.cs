using System.Diagnostics;
using System.Text;

namespace Zaitaku.Benchmarks;

/// <summary>A peer of tests/Benchmarks/peers as a process of node's.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ListenMax = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <param name="peer">Its folder: line or teams.</param>
    /// <exception cref="BenchmarkException">It is not installed or does not start.</exception>
    public static async Task<PeerProcess> StartAsync(string peer, Dictionary<string, string> environment, params string[] arguments)
    {
        string folder = Path.Combine(BuiltProgram.Root, "tests", "Benchmarks", "peers", peer);
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new BenchmarkException("The peers are not installed: run tests/Benchmarks/peers/install.sh.");
        }

        ProcessStartInfo start = new("node", ["echo.mjs", .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_ENV"] = "production";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        StringBuilder complaints = new();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using CancellationTokenSource limit = new(ListenMax);
        string? said = await process.StandardOutput.ReadLineAsync(limit.Token);
        return said == "listening" ? new PeerProcess(process) : throw new BenchmarkException($"The peer {peer} does not start. {complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}

/// <summary>What a process cost so far.</summary>
public static class ProcessCost
{
    /// <summary>USER_HZ, which Linux gives every program as 100.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of CPU in user and kernel, of all its threads. Source: proc(5), /proc/PID/stat, fields 14 and 15.</summary>
    public static double CpuSeconds(int processId)
    {
        string stat = File.ReadAllText($"/proc/{processId}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // The name in brackets may hold blanks; field 3 comes first here.
        return (double.Parse(fields[11]) + double.Parse(fields[12])) / TicksPerSecond;
    }
}
