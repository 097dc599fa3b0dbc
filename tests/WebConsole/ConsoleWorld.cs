using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Staff;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>The real program on a real port with a still clock, seen from browsers. Pumps stand still.</summary>
public sealed partial class ConsoleWorld : IAsyncDisposable
{
    /// <summary>Makes a request look as if it came from another machine.</summary>
    public const string CallerHeader = "X-Test-Caller";

    public const string Password = "ゆっくり歩く青い亀の会です";

    private readonly WebApplication _app;
    private readonly string _folder;

    private ConsoleWorld(WebApplication app, FakeClock clock, FakeLine line, FakeTeams teams, string folder)
    {
        _app = app;
        _folder = folder;
        Clock = clock;
        Line = line;
        Teams = teams;
    }

    public FakeClock Clock { get; }

    public FakeLine Line { get; }

    public FakeTeams Teams { get; }

    public IServiceProvider Services => _app.Services;

    public string Url => _app.Urls.First();

    /// <param name="settings">Settings over those of a hub with LINE; a null value takes one away.</param>
    /// <param name="listening">Hears what the program logs, from Information on.</param>
    public static async Task<ConsoleWorld> StartAsync(FakeClock? clock = null, Dictionary<string, string?>? settings = null, ILoggerProvider? listening = null)
    {
        FakeClock still = clock ?? FakeClock.InTokyo(2026, 4, 20, 9, 30);
        FakeLine line = new(still);
        FakeTeams teams = new(still) { HasRates = false }; // The clock stands still.
        string folder = Directory.CreateTempSubdirectory("zaitaku-console-").FullName;
        Dictionary<string, string?> all = new()
        {
            ["Storage:DataDirectory"] = folder, ["Hub:Name"] = "みなと市在宅医療・介護連携拠点", ["Hub:Phone"] = "0000-11-0000", ["Hub:Prefecture"] = "架空県", ["Hub:Area:0"] = "みなと市",
            ["Line:ChannelId"] = line.ChannelId, ["Line:ChannelSecret"] = line.ChannelSecret, ["Logs:Level"] = "Error",
        };
        foreach ((string key, string? value) in settings ?? [])
        {
            if (value is null)
            {
                all.Remove(key);
            }
            else
            {
                all[key] = value;
            }
        }

        WebApplication app = BotApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(all);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(still);
            builder.Services.AddSingleton<IStartupFilter, CallerFilter>();
            builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new FakeHandler(line, teams)));
        }, services => RunByHand(listening is null ? services : services.AddSingleton(listening)));
        await app.Services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        await app.StartAsync();
        return new ConsoleWorld(app, still, line, teams, folder);
    }

    /// <summary>Runs the pumps by hand until nothing is due.</summary>
    public Task SettleAsync() => Pumps.SettleAsync(Services);

    /// <summary>Somebody with a password and an authenticator app.</summary>
    public async Task<TestStaff> GivenAsync(string name, string shown, Role role = Role.Coordinator)
    {
        StaffSecrets secrets = Services.GetRequiredService<StaffSecrets>();
        byte[] seed = StaffSecrets.NewSeed();
        StaffAccount account = StaffLinks.Newcomer(name, shown, role, Clock.GetUtcNow());
        account.PasswordHash = secrets.HashPassword(account, Password);
        account.TotpSecret = secrets.Protect(seed);
        await WithDbAsync(async db =>
        {
            db.StaffAccounts.Add(account);
            await db.SaveChangesAsync();
        });
        return new TestStaff(account.Id, name, shown, seed);
    }

    /// <summary>A browser that is signed in already, its session as the test wants it.</summary>
    public async Task<HttpClient> BrowserOfAsync(TestStaff staff, Action<StaffSession>? adjust = null)
    {
        string secret = "";
        await WithDbAsync(async db =>
        {
            secret = new StaffSessions(db).Begin(staff.Id, "Chrome（Linux）", Clock.GetUtcNow());
            adjust?.Invoke(db.StaffSessions.Local.Single());
            await db.SaveChangesAsync();
        });
        HttpClient client = NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"{ConsoleCookie.LoopbackName}={secret}");
        return client;
    }

    /// <summary>Signs in by the form, as a person does. The clock goes on by a step first, since a code opens once.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password, string code)
    {
        string token = TokenIn(await client.GetStringAsync("/console/sign-in"));
        using FormUrlEncodedContent form = new([new("name", name), new("password", password), new("code", code), new("__RequestVerificationToken", token)]);
        return await client.PostAsync("/console/sign-in", form);
    }

    public string CodeOf(TestStaff staff) => TotpRules.CodeOf(staff.Seed, TotpRules.StepAt(Clock.GetUtcNow()));

    public void NextCode() => Clock.Advance(TimeSpan.FromSeconds(30));

    /// <summary>A browser without a face: keeps cookies, and follows no redirection, so that a test sees it.</summary>
    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };

    /// <summary>The same elsewhere, behind the proxy of this machine.</summary>
    public HttpClient FromBehindTheProxy(string address = "203.0.113.5") => new(new ProxiedBrowser(address)) { BaseAddress = new Uri(Url) };

    /// <summary>Posts a form of ours with its token, taken from a page of the same session.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        string token = TokenIn(await client.GetStringAsync("/console/account"));
        using FormUrlEncodedContent form = new([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await client.PostAsync(address, form);
    }

    public static string TokenIn(string html) => Token().Match(html) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The page has no form.");

    public async Task WithDbAsync(Func<ZaitakuDb, Task> work)
    {
        await using ZaitakuDb db = await Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        await work(db);
    }

    public async Task<T> AskAsync<T>(Func<ZaitakuDb, Task<T>> question)
    {
        await using ZaitakuDb db = await Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        return await question(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        await _app.DisposeAsync();
        DataFolder.Delete(_folder);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private static void RunByHand(IServiceCollection services)
    {
        foreach (ServiceDescriptor hosted in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList())
        {
            services.Remove(hosted);
        }
    }

    private sealed class CallerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (context.Request.Headers.TryGetValue(CallerHeader, out Microsoft.Extensions.Primitives.StringValues caller))
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(caller.ToString());
                }

                return following(context);
            });
            next(app);
        };
    }
}

/// <summary>Somebody who can sign in.</summary>
public sealed record TestStaff(Guid Id, string Name, string Shown, byte[] Seed);
