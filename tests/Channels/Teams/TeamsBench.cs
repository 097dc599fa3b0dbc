using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Channels.Line;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>The Teams channel behind a real server on loopback: our own parts, a database, an inbox that remembers, and the stub under every HTTP client.</summary>
internal sealed class TeamsBench : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private int _sends;

    private TeamsBench(WebApplication app, FakeClock clock, StubTeams teams, RememberingInbox inbox, LogRecords said, string folder)
    {
        (_app, Clock, Teams, Inbox, Said, _folder) = (app, clock, teams, inbox, said, folder);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeClock Clock { get; }

    public StubTeams Teams { get; }

    public RememberingInbox Inbox { get; }

    public LogRecords Said { get; }

    public HttpClient Client { get; }

    public TeamsSender Sender => Get<TeamsSender>();

    public static Dictionary<string, string?> Configured() => new()
    {
        ["Teams:AppId"] = StubTeams.AppId, ["Teams:AppSecret"] = "invented-secret", ["Teams:TenantId"] = "tenant-1",
    };

    public static async Task<TeamsBench> StartAsync(Dictionary<string, string?>? settings = null, string environment = "Production")
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 22);
        StubTeams teams = new(clock);
        RememberingInbox inbox = new();
        LogRecords said = new();
        string folder = Directory.CreateTempSubdirectory("zaitaku-teams-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(said).SetMinimumLevel(LogLevel.Debug);
        builder.Configuration.AddInMemoryCollection(settings ?? Configured()).AddInMemoryCollection([new("Storage:DataDirectory", folder)]);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<IEventInbox>(inbox);
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => teams));
        builder.Services.AddZaitakuStorage().AddTeams(builder.Configuration);
        WebApplication app = builder.Build();
        app.MapTeamsWebhook();
        await app.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().OpenAsync(new StorageOptions { DataDirectory = folder }, default);
        await app.StartAsync();
        return new TeamsBench(app, clock, teams, inbox, said, folder);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Posts what Teams would, under a good token unless another (or "" for none) is given.</summary>
    public async Task<(int Status, string Body)> PostAsync(JsonNode activity, string? token = null) => await PostAsync(activity.ToJsonString(), token);

    public async Task<(int Status, string Body)> PostAsync(string body, string? token = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, TeamsWebhook.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token != "")
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Teams.Token());
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What an activity was kept as.</summary>
    public async Task<ChannelEvent?> KeptAsync(JsonNode activity)
    {
        int before = Inbox.Kept.Count;
        (int status, _) = await PostAsync(activity);
        Xunit.Assert.Equal(200, status);
        return Inbox.Kept.Count > before ? Inbox.Kept[^1] : null;
    }

    public OutboxSend Owed(string address, params ReplyContent[] contents) => new()
    {
        Key = Guid.CreateVersion7(Clock.GetUtcNow().AddMilliseconds(_sends++)), Channel = "teams", Addresses = [address], Body = ReplyContent.ToJson(contents), Urgency = Urgency.Reply,
    };

    public async Task<T> AskAsync<T>(Func<ZaitakuDb, Task<T>> question)
    {
        await using ZaitakuDb db = await Get<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        return await question(db);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        DataFolder.Delete(_folder);
    }
}
