using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Hosting;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;

namespace Zaitaku.Tests.World;

/// <summary>The real program with a still clock, a database of its own and our own LINE under every HTTP client. Pumps are run by hand, so nothing waits.</summary>
public sealed partial class World : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private World(WebApplication app, FakeClock clock, FakeLine line, FakeTeams teams, string folder)
    {
        _app = app;
        _folder = folder;
        Clock = clock;
        Line = line;
        Teams = teams;
        Web = app.GetTestClient();
    }

    public FakeClock Clock { get; }

    /// <summary>Where this program keeps its things.</summary>
    public string DataDirectory => _folder;

    public FakeLine Line { get; }

    /// <summary>A browser or platform that calls us.</summary>
    public HttpClient Web { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="instead">Takes the place of parts of the program.</param>
    /// <param name="settings">Settings over those of a configured LINE channel; a null value takes one away.</param>
    public static async Task<World> StartAsync(FakeClock clock, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null, Action<IServiceCollection>? instead = null)
    {
        FakeLine line = new(clock);
        FakeTeams teams = new(clock) { HasRates = false }; // The clock stands still: seven messages would be all there is.
        string folder = Directory.CreateTempSubdirectory("zaitaku-world-").FullName;
        Dictionary<string, string?> all = new()
        {
            ["Storage:DataDirectory"] = folder,
            ["Hub:Name"] = "みなと市在宅医療・介護連携拠点",
            ["Hub:Phone"] = "0000-11-0000",
            ["Hub:Prefecture"] = "架空県",
            ["Hub:Area:0"] = "みなと市",
            ["Line:ChannelId"] = line.ChannelId,
            ["Line:ChannelSecret"] = line.ChannelSecret,
            ["Logs:Level"] = "Error",
        };
        foreach ((string key, string? value) in settings ?? [])
        {
            all[key] = value;
        }

        WebApplication app = BotApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(all);
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new FakeHandler(line, teams)));
            more?.Invoke(builder.Services);
        }, services =>
        {
            RunByHand(services);
            instead?.Invoke(services);
        });
        await app.Services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        await app.StartAsync();
        return new World(app, clock, line, teams, folder);
    }

    /// <summary>Somebody types on LINE; the program hears it and says what it has to say.</summary>
    public Task SaysAsync(string name, string text, string? eventId = null, string? inGroup = null, string? mentioning = null) =>
        DoesAsync(Line.Says(name, text, inGroup, eventId, mentioning));

    /// <summary>Anything else somebody does on LINE.</summary>
    public async Task DoesAsync(SignedWebhook webhook)
    {
        using HttpResponseMessage answer = await PostAsync(webhook);
        Assert.Equal(200, (int)answer.StatusCode);
        await SettleAsync();
    }

    /// <summary>Only the webhook: what was said waits in the inbox.</summary>
    public async Task<HttpResponseMessage> PostAsync(SignedWebhook webhook)
    {
        using HttpRequestMessage request = webhook.ToRequest();
        return await Web.SendAsync(request);
    }

    /// <summary>Runs the pumps by hand until nothing is due.</summary>
    public Task SettleAsync() => Pumps.SettleAsync(Services);

    /// <summary>What this phone heard since it was last asked; it must hold all these words.</summary>
    public IReadOnlyList<HeardMessage> Hears(string name, params string[] words) => Hold(Line.Heard(name), message => message.Words, words, name, "");

    /// <summary>The same, read as one text.</summary>
    public string HearsText(string name) => string.Join('\n', Hears(name).Select(message => message.Words));

    public void HearsNothing(string name) => Assert.Empty(Line.Heard(name));

    public async Task<T> AskAsync<T>(Func<ZaitakuDb, Task<T>> question)
    {
        await using ZaitakuDb db = await Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        return await question(db);
    }

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        DataFolder.Delete(_folder);
        Assert.True(Line.Unheard.Count == 0, "Nobody listened to: " + string.Join("\n---\n", Line.Unheard.Select(message => message.Words)));
        Assert.True(Line.MisusedKeys.Count == 0, "Repeated under the same key for other people or in other words: " + string.Join(", ", Line.MisusedKeys));
        Assert.True(Teams.Unheard.Count == 0, "Nobody listened in Teams to: " + string.Join("\n---\n", Teams.Unheard.Select(heard => $"{heard.Room} {heard}")));
    }

    /// <param name="where">" in Teams", or empty.</param>
    private static IReadOnlyList<T> Hold<T>(IReadOnlyList<T> heard, Func<T, string> wordsOf, string[] words, string name, string where)
    {
        string all = string.Join('\n', heard.Select(wordsOf));
        Assert.True(heard.Count > 0, $"{name} heard nothing{where}.");
        Assert.All(words, word => Assert.True(all.Contains(word, StringComparison.Ordinal), $"{name} did not hear 「{word}」{where} but:\n{all}"));
        return heard;
    }

    /// <summary>No pump, no timetable: a test runs the passes itself.</summary>
    private static void RunByHand(IServiceCollection services)
    {
        foreach (ServiceDescriptor hosted in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList())
        {
            services.Remove(hosted);
        }
    }
}
