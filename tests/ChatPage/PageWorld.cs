using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Bot.Inbox;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.ChatPage;

/// <summary>The chat page on a real server at a free port, with a real database and a scripted pipeline.</summary>
public sealed class PageWorld : IAsyncDisposable
{
    /// <summary>Makes a request look as if it came from another machine.</summary>
    public const string CallerHeader = "X-Test-Caller";

    private readonly WebApplication _app;
    private readonly string _directory;

    private PageWorld(WebApplication app, string directory)
    {
        _app = app;
        _directory = directory;
    }

    public string Url => _app.Urls.First();

    public ScriptedInbox Inbox => (ScriptedInbox)_app.Services.GetRequiredService<IEventInbox>();

    public ChatMailboxes Mailboxes => _app.Services.GetRequiredService<ChatMailboxes>();

    public FakeHub Hub => (FakeHub)_app.Services.GetRequiredService<IHubFacts>();

    /// <param name="port">A port to come back on after a restart; 0 for any.</param>
    public static Task<PageWorld> StartAsync(string environment = "Development", int port = 0, params (string Key, string Value)[] settings) =>
        StartAsync(TimeProvider.System, environment, port, settings);

    private static async Task<PageWorld> StartAsync(TimeProvider clock, string environment, int port, params (string Key, string Value)[] settings)
    {
        string directory = Directory.CreateTempSubdirectory("zaitaku-page-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("Storage:DataDirectory", directory), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(clock);
        builder.Services.AddProblemDetails();
        builder.Services.AddZaitakuStorage();
        builder.Services.AddChatPage();
        builder.Services.AddSingleton<IHubFacts, FakeHub>();
        builder.Services.AddSingleton<IEventInbox>(provider =>
            new ScriptedInbox(provider.GetServices<IChannelSender>().OfType<ChatPageSender>().Single()));

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue(CallerHeader, out Microsoft.Extensions.Primitives.StringValues caller))
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(caller.ToString());
            }

            return next(context);
        });
        app.MapChatPage();
        await app.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>()
            .OpenAsync(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value, CancellationToken.None);
        await app.StartAsync();
        return new PageWorld(app, directory);
    }

    public async Task WithDbAsync(Func<ZaitakuDb, Task> work)
    {
        await using ZaitakuDb db = await _app.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        await work(db);
    }

    /// <summary>A browser without a face: keeps cookies, and says that its own page asks.</summary>
    public HttpClient NewClient()
    {
        HttpClient client = new() { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        await _app.DisposeAsync();
        DataFolder.Delete(_directory);
    }

    public sealed class FakeHub : IHubFacts
    {
        public HubFacts Facts { get; set; } = new("さくら市 在宅医療・介護連携センター", true, "0000-00-0000", "平日 8:30〜17:15")
        {
            Positions = [new ExamplePosition("さくら駅", 38.123, 140.456)],
        };

        public Task<HubFacts> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Facts);
    }
}
