using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot;

namespace Zaitaku.Tests.World;

/// <summary>The built program as a process of its own, in a folder of its own, with nothing configured but what a test says.</summary>
public sealed partial class Program : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(40);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Program(Process process, string folder)
    {
        _process = process;
        Folder = folder;
    }

    /// <summary>Where the user typed.</summary>
    public string Folder { get; }

    public string Output => string.Join('\n', _lines);

    /// <summary>The server, answering; on a free port of this machine.</summary>
    public static async Task<Program> ServeAsync(Dictionary<string, string>? environment = null)
    {
        Program program = Start(environment, "--urls", "http://127.0.0.1:0");
        await program._address.Task.WaitAsync(StartMax);
        return program;
    }

    /// <summary>A command, to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(Dictionary<string, string>? environment, params string[] arguments)
    {
        await using Program program = Start(environment, arguments);
        await program._process.WaitForExitAsync().WaitAsync(StartMax);
        program._process.WaitForExit(); // The last lines of its output.
        return (program._process.ExitCode, program.Output);
    }

    /// <summary>The server until it dies by itself, at a kill point.</summary>
    /// <returns>Its exit code: 137 for SIGKILL.</returns>
    public static async Task<int> DiesAsync(Dictionary<string, string> environment)
    {
        await using Program program = Start(environment, "--urls", "http://127.0.0.1:0");
        await program._process.WaitForExitAsync().WaitAsync(StartMax);
        return program._process.ExitCode;
    }

    public async Task<HttpClient> WebAsync() => new() { BaseAddress = new Uri(await _address.Task.WaitAsync(StartMax)) };

    /// <summary>Ends it as a service manager would, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StopMax);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Program Start(Dictionary<string, string>? environment, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-program-").FullName;
        ProcessStartInfo start = new("dotnet", [typeof(BotApp).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach ((string key, string value) in environment ?? [])
        {
            start.Environment[key] = value;
        }

        Program program = new(new Process { StartInfo = start }, folder);
        program._process.OutputDataReceived += (_, line) => program.Take(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Take(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (Address().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(found.Groups[1].Value);
        }
    }

    [GeneratedRegex("(http://127\\.0\\.0\\.1:[0-9]+)/console")]
    private static partial Regex Address();
}
