using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>The built program as a process of its own on a database on disk; a kill is <c>kill -9</c>.</summary>
/// <param name="program">Path of Zaitaku.Bot.dll.</param>
/// <param name="api">Address of the fake LINE.</param>
public sealed class RealProgram(string program, FakeLine line, string api, string folder) : IStormProgram
{
    private static readonly TimeSpan ListenMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    /// <summary>128 and SIGKILL.</summary>
    private const int KilledCode = 137;

    private readonly HttpClient _web = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}"), Timeout = AnswerMax };
    private readonly StringBuilder _complaints = new();
    private Process? _process;
    private Death? _death;
    private bool _isKilled;

    public string Kind => "real";

    public string DataDirectory { get; } = Path.Combine(folder, "life");

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>A kill point kills as we do, so who was first is the answer.</summary>
    /// <exception cref="InvalidOperationException">Nobody killed it: it fell over by itself, which is no weather.</exception>
    public string DiedAt => EndOf(_process!.ExitCode, _isKilled, _death)
        ?? throw new InvalidOperationException($"The program ended by itself with code {_process.ExitCode}. {_complaints}");

    public TimeSpan ClockError => TimeSpan.Zero;

    /// <summary>Where a life ended that left this exit code.</summary>
    /// <returns>Null when it ended otherwise than by a kill of ours or at its kill point.</returns>
    public static string? EndOf(int exitCode, bool isKilled, Death? death) =>
        exitCode != KilledCode ? null : isKilled ? IStormProgram.AtRandom : death?.Point;

    public async Task StartAsync(Death? death)
    {
        Directory.CreateDirectory(DataDirectory);
        _process?.Dispose();
        (_death, _isKilled) = (death, false);
        string[] command = ["dotnet", program, "--urls", _web.BaseAddress!.ToString()];
        ProcessStartInfo start = new("sh", ["-c", FileSizeLimit.Ignored, "sh", .. command])
        {
            WorkingDirectory = DataDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in Settings(death))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => Take(said.Data);
        _process.ErrorDataReceived += (_, said) => Take(said.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ListensAsync();
    }

    public async Task<int?> PostAsync(SignedWebhook webhook)
    {
        using HttpRequestMessage request = webhook.ToRequest();
        try
        {
            using HttpResponseMessage answer = await _web.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public Task WorkAsync() => Task.Delay(LookEvery);

    public async Task KillAsync(TimeSpan within)
    {
        await Task.Delay(within);
        if (IsAlive)
        {
            _isKilled = true;
            _process!.Kill(); // SIGKILL.
        }

        await _process!.WaitForExitAsync();
    }

    public Task CutAsync() => KillAsync(TimeSpan.Zero);

    public void Pass(TimeSpan time)
    {
    }

    public void StepClock(TimeSpan by)
    {
    }

    public IDisposable HoldDatabase() => new HeldDatabase(DataDirectory);

    public IDisposable FillDisk()
    {
        int process = _process!.Id;
        FileSizeLimit.Set(process, isFull: true);
        return new Undo(() =>
        {
            if (IsAlive)
            {
                FileSizeLimit.Set(process, isFull: false);
            }
        });
    }

    public async Task RestAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(LookEvery);
        while (IsAlive && watch.Elapsed < RestMax && (IsSpilled() || Waiting() > 0))
        {
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync(TimeSpan.Zero);
            await File.WriteAllTextAsync(Path.Combine(folder, "program.log"), _complaints.ToString());
            _process.Dispose();
            _process = null;
        }

        _web.Dispose();
    }

    private Dictionary<string, string> Settings(Death? death) => new(StormSettings.Of(line, DataDirectory))
    {
        ["Line__ApiBaseUrl"] = api,
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Outbox__PollEvery"] = "00:00:00.100",
        ["Inbox__PollEvery"] = "00:00:00.100",
        ["Outbox__QuietFrom"] = "00:00:00",
        ["Outbox__QuietTo"] = "00:00:00",
        ["ZAITAKU_KILL_AT"] = death is null ? "" : $"{death.Point}:{death.Times}",
    };

    /// <summary>Until it answers, or dies at its kill point.</summary>
    private async Task ListensAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(LookEvery);
        while (IsAlive && watch.Elapsed < ListenMax)
        {
            try
            {
                using HttpResponseMessage alive = await _web.GetAsync("/healthz");
                return;
            }
            catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
            {
                await timer.WaitForNextTickAsync(); // Not yet listening.
            }
        }

        if (IsAlive || _process!.ExitCode != KilledCode)
        {
            throw new InvalidOperationException($"The program does not listen. {_complaints}");
        }
    }

    /// <summary>Acknowledged, on disk, and not in the database yet: looked for first, since it goes from there to here.</summary>
    private bool IsSpilled() => Directory.EnumerateFiles(DataDirectory, "inbox-spill.jsonl*").Any();

    private long Waiting()
    {
        try
        {
            using SqliteConnection connection = new($"Data Source={Path.Combine(DataDirectory, "zaitaku.db")};Mode=ReadOnly;Pooling=False;Default Timeout=2");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """SELECT (SELECT count(*) FROM inbox_message WHERE "State" = 'Waiting') + (SELECT count(*) FROM outbox_message WHERE "State" IN ('Waiting', 'Sending'))""";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException problem) when (Sqlite.IsBusy(problem))
        {
            return 1;
        }
    }

    private void Take(string? said)
    {
        lock (_complaints)
        {
            _complaints.AppendLine(said);
        }
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
