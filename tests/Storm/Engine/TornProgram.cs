using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Inbox;
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

    /// <summary>What is due later than this is no business of this storm.</summary>
    private static readonly TimeSpan RestMax = TimeSpan.FromDays(3);

    private readonly StormClock _clock = new(trueTime);
    private WebApplication? _app;
    private HttpClient? _web;
    private TornLife _life = new(null);
    private int _lives;

    public string Kind => "torn";

    public string DataDirectory => _life.NextDisk ?? Path.Combine(folder, $"life{_lives}");

    public bool IsAlive => !_life.IsOver;

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
        _life.End();
        await working;
    }

    public void Pass(TimeSpan time) => trueTime.Advance(time);

    public void StepClock(TimeSpan by) => _clock.Step(by);

    public async Task RestAsync()
    {
        DateTimeOffset end = trueTime.GetUtcNow() + RestMax;
        for (int round = 0; round < RoundsMax; round++)
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

    public async ValueTask DisposeAsync() => await BuryAsync();

    /// <summary>Inbox and both lanes of the outbox side by side, once.</summary>
    private async Task<(int Done, DateTimeOffset? NextDue)> RoundAsync()
    {
        KillPoints.Watch(_life.Reached);
        InboxPump inbox = _app!.Services.GetRequiredService<InboxPump>();
        OutboxPass outbox = _app.Services.GetRequiredService<OutboxPass>();
        Task<(int Done, DateTimeOffset? NextDue)>[] work =
        [
            Task.Run(() => UnlessBusyAsync(async () => (await inbox.RunAsync(CancellationToken.None), null))),
            .. OutboxLane.All.Select(lane => Task.Run(() => UnlessBusyAsync(() => outbox.RunAsync(lane, CancellationToken.None)))),
        ];
        (int Done, DateTimeOffset? NextDue)[] all = await Task.WhenAll(work);
        return (all.Sum(one => one.Done), all.Min(one => one.NextDue));
    }

    /// <summary>A busy database is weather: the pumps try again, and so does the next round.</summary>
    private static async Task<(int Done, DateTimeOffset? NextDue)> UnlessBusyAsync(Func<Task<(int Done, DateTimeOffset? NextDue)>> pass)
    {
        try
        {
            return await pass();
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            return (1, null);
        }
    }

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
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new TornWire(line, trueTime, life)));
    }, services =>
    {
        services.RemoveAll<ILoggerProvider>(); // What breaks in a storm breaks on purpose; the judge reads the database.
        foreach (ServiceDescriptor hosted in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList())
        {
            services.Remove(hosted);
        }
    });
}
