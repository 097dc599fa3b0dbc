using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The webhook alone behind a real server on loopback, with an inbox that remembers.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookServer(WebApplication app, FakeLine line, RememberingInbox inbox, LogRecords said)
    {
        _app = app;
        Line = line;
        Inbox = inbox;
        Said = said;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeLine Line { get; }

    public RememberingInbox Inbox { get; }

    public LogRecords Said { get; }

    public HttpClient Client { get; }

    public static async Task<WebhookServer> StartAsync(Dictionary<string, string?>? settings = null)
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 22);
        FakeLine line = new(clock);
        RememberingInbox inbox = new();
        LogRecords said = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(said).SetMinimumLevel(LogLevel.Debug);
        builder.Configuration.AddInMemoryCollection(settings ?? new() { ["Line:ChannelId"] = line.ChannelId, ["Line:ChannelSecret"] = line.ChannelSecret });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IEventInbox>(inbox);
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new FakeLineHandler(line)));
        builder.Services.AddLine(builder.Configuration);
        WebApplication app = builder.Build();
        app.MapLineWebhook();
        await app.StartAsync();
        return new WebhookServer(app, line, inbox, said);
    }

    public async Task<int> PostAsync(SignedWebhook webhook) => await PostAsync(webhook.ToRequest(LineWebhook.Path));

    public async Task<int> PostAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await Client.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>Keeps events in memory, once each; can be told to fail or to be slow.</summary>
internal sealed class RememberingInbox : IEventInbox
{
    private readonly Dictionary<string, ChannelEvent> _kept = [];

    public Exception? Fault { get; set; }

    public TimeSpan Takes { get; set; }

    public IReadOnlyList<ChannelEvent> Kept
    {
        get
        {
            lock (_kept)
            {
                return [.. _kept.Values];
            }
        }
    }

    public async Task<int> KeepAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        await Task.Delay(Takes, cancellationToken);
        if (Fault is not null)
        {
            throw Fault;
        }

        lock (_kept)
        {
            return events.Count(heard => _kept.TryAdd(heard.EventId, heard));
        }
    }
}
