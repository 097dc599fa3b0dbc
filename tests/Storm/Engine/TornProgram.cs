using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Understanding;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>
/// The same services in this process. A kill is the disk as it is at that instant (<see cref="TornDisk"/>) and no network from then on; the next life begins on that disk,
/// while what is left of the old one runs out against files and a network that nobody looks at.
/// </summary>
public sealed class TornProgram(FakeLine line, FakeClock trueTime, string folder) : IStormProgram
{
    private const int RoundsMax = 3_000;

    /// <summary>SQLITE_FULL.</summary>
    private const int FullCode = 13;

    /// <summary>What is due later than this is no business of this storm.</summary>
    private static readonly TimeSpan RestMax = TimeSpan.FromDays(3);

    /// <summary>It keeps nothing of what it reads, and making it costs more than the rest of a start.</summary>
    private static readonly Lazy<UtteranceReader> Reader = new(() => new UtteranceReader());

    private readonly StormClock _clock = new(trueTime);
    private WebApplication? _app;
    private HttpClient? _web;
    private TornLife _life = new(null);
    private int _lives;

    public string Kind => "torn";

    public string DataDirectory => _life.NextDisk ?? Path.Combine(folder, $"life{_lives}");

    public bool IsAlive => !_life.IsOver;

    public string DiedAt => _life.DiedAt;

    public TimeSpan ClockError => _clock.Error;

    public async Task StartAsync(Death? death)
    {
        string disk = DataDirectory;
        await BuryAsync();
        _lives++;
        string data = Path.Combine(folder, $"life{_lives}");
        if (_lives == 1)
        {
            await TornDisk.NewAsync(data);
        }
        else
        {
            Directory.Move(disk, data);
        }

        _life = new TornLife(death) { Disk = data, AfterDeath = Path.Combine(folder, $"after{_lives}") };
        _app = Build(data, _life);
        _app.GetTestServer().PreserveExecutionContext = true;
        await _app.Services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        await _app.StartAsync();
        _web = _app.GetTestClient();
        await _app.Services.GetRequiredService<OutboxRecovery>().RunAsync(CancellationToken.None);
    }

    public async Task<int?> PostAsync(SignedWebhook webhook)
    {
        TornLife life = _life;
        KillPoints.Watch(life.Reached);
        using HttpRequestMessage request = webhook.ToRequest();
        try
        {
            await KeepDiskFullAsync();
            using HttpResponseMessage answer = await _web!.SendAsync(request);
            return life.IsOver ? null : (int)answer.StatusCode;
        }
        catch (Exception problem) when (life.IsOver || problem is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public async Task WorkAsync()
    {
        if (IsAlive)
        {
            await RoundAsync();
        }
    }

    public async Task KillAsync(TimeSpan within)
    {
        Task working = IsAlive ? RoundAsync() : Task.CompletedTask;
        await Task.Delay(within);
        _life.End(IStormProgram.AtRandom);
        await working;
    }

    public Task CutAsync()
    {
        _life.End(IStormProgram.AtRandom);
        return Task.CompletedTask;
    }

    public void Pass(TimeSpan time) => trueTime.Advance(time);

    public void StepClock(TimeSpan by) => _clock.Step(by);

    public async Task RestAsync()
    {
        DateTimeOffset end = trueTime.GetUtcNow() + RestMax;
        for (int round = 0; round < RoundsMax && IsAlive; round++) // Waiting in a dead program would let days go by.
        {
            (int done, DateTimeOffset? next) = await RoundAsync();
            if (done > 0)
            {
                continue;
            }

            TimeSpan wait = next is { } due ? due - _clock.GetUtcNow() : TimeSpan.MaxValue;
            if (wait == TimeSpan.MaxValue || trueTime.GetUtcNow() + wait > end)
            {
                return;
            }

            trueTime.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1));
        }
    }

    public IDisposable HoldDatabase()
    {
        TornLife life = _life;
        life.Hold();
        return new Undo(life.LetGo);
    }

    /// <summary>The writer's database may grow no further. A write that failed makes the writer open it anew, so the limit is set before each piece of work.</summary>
    public IDisposable FillDisk()
    {
        TornLife life = _life;
        life.IsDiskFull = true;
        return new Undo(() =>
        {
            life.IsDiskFull = false;
            PagesMax(int.MaxValue).GetAwaiter().GetResult();
        });
    }

    public async ValueTask DisposeAsync() => await BuryAsync();

    private Task KeepDiskFullAsync() => _life.IsDiskFull ? PagesMax(1) : Task.CompletedTask;

    /// <summary>SQLite takes no fewer pages than there are.</summary>
    private async Task PagesMax(int pages)
    {
        try
        {
            await _app!.Services.GetRequiredService<GroupCommit>().RunAsync(connection =>
            {
                using DbCommand command = connection.CreateCommand();
                command.CommandText = $"PRAGMA max_page_count={pages}";
                command.ExecuteNonQuery();
            }, CancellationToken.None);
        }
        catch (SqliteException)
        {
            // Held, or full already: the writer's next connection knows no limit.
        }
    }

    /// <summary>Lookout, inbox and all lanes of the outbox side by side, once.</summary>
    private async Task<(int Done, DateTimeOffset? NextDue)> RoundAsync()
    {
        KillPoints.Watch(_life.Reached);
        await KeepDiskFullAsync();
        EmergencyLookout lookout = _app!.Services.GetRequiredService<EmergencyLookout>();
        InboxPump inbox = _app.Services.GetRequiredService<InboxPump>();
        OutboxPass outbox = _app.Services.GetRequiredService<OutboxPass>();
        Task<int>[] work =
        [
            Task.Run(() => UnlessBusyAsync(() => lookout.RunAsync(CancellationToken.None))),
            Task.Run(() => UnlessBusyAsync(() => inbox.RunAsync(CancellationToken.None))),
            .. _app.Services.GetRequiredService<OutboxLanes>().All.Select(lane => Task.Run(() => UnlessBusyAsync(() => outbox.RunAsync(lane, CancellationToken.None)))),
        ];
        int done = (await Task.WhenAll(work)).Sum();
        return (done, done > 0 ? null : (await outbox.NextDuesAsync(CancellationToken.None)).Min());
    }

    /// <summary>A busy or full database is weather: the pumps try again, and so does the next round.</summary>
    private static async Task<int> UnlessBusyAsync(Func<Task<int>> pass)
    {
        try
        {
            return await pass();
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem) || IsFull(problem))
        {
            return 1;
        }
    }

    private static bool IsFull(Exception problem) => problem is SqliteException { SqliteErrorCode: FullCode } || (problem.InnerException is { } inner && IsFull(inner));

    private async Task BuryAsync()
    {
        if (_app is null)
        {
            return;
        }

        _web?.Dispose();
        await _app.DisposeAsync();
        _app = null;
        TornDisk.Forget(_life.Disk);
        if (_life.IsOver)
        {
            Directory.Delete(_life.Disk, recursive: true);
        }
    }

    private WebApplication Build(string data, TornLife life) => BotApp.Build([], builder =>
    {
        builder.Configuration.AddInMemoryCollection(StormSettings.Of(line, data).Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":"), (string?)setting.Value)));
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.ConfigureHttpClientDefaults(client => client
            .ConfigurePrimaryHttpMessageHandler(() => new TornWire(line, trueTime, life))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)); // Else a timer keeps each life in memory for minutes after its end.
    }, services =>
    {
        services.Replace(ServiceDescriptor.Singleton(Reader.Value));
        services.AddMvcCore().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Clear()); // Nobody looks at the console's pages, and finding them takes a quarter of a life.
        services.RemoveAll<ILoggerProvider>(); // What breaks in a storm breaks on purpose; the judge reads the database.
        foreach (ServiceDescriptor hosted in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList())
        {
            services.Remove(hosted);
        }
    });
}
