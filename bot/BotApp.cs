using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Duties;
using Zaitaku.Bot.Duties.Page;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Meetings.Surveys;
using Zaitaku.Bot.Meetings.Page;
using Zaitaku.Bot.Reports;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Staff;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Scheduler;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot;

/// <summary>The whole wiring on one screen. Tests build the same.</summary>
public static class BotApp
{
    /// <summary>Nobody but this machine, unless an address is configured.</summary>
    private const string LoopbackOnly = "http://127.0.0.1:5080";

    /// <summary>A command when the first argument names one, else the server.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) || args is ["--help" or "-h" or "-?" or "--version"]
            ? await BotCommands.InvokeAsync(args)
            : await ServeAsync(args);
    }

    /// <param name="adjust">What a test puts in place of the world: clock, phones, settings.</param>
    /// <param name="last">A test's last word on the services: it runs the pumps by hand.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null, Action<IServiceCollection>? last = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(BotApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        BotSettings.Read(builder.Configuration, builder.Environment.EnvironmentName, args);
        adjust?.Invoke(builder);
        builder.Logging.AddZaitakuLogs(builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(LoopbackOnly);
        }

        builder.Services.AddBot(builder.Configuration);
        last?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.MapHealth();
        app.MapLineWebhook();
        app.MapTeamsWebhook();
        app.MapChatPage();
        app.MapConsole();
        app.MapIntake();
        app.MapHandover();
        app.MapDutyPage();
        app.MapSurveys();
        app.MapFeeds();
        app.MapMeetings();
        app.MapMeetingsPage();
        return app;
    }

    /// <summary>Everything but the web: commands use it too.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateOnStart(); // HubOptionsCheck reads the annotations too.
        services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubOptions>, HubOptionsCheck>();
        services.AddSingleton<IOptions<HubOptions>, LiveHub>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownMax);

        services.AddZaitakuStorage().AddZaitakuDirectory().AddZaitakuScheduler();
        services.AddSingleton<Zaitaku.Storage.Gazetteer.IMunicipalityReadings, Understanding.MunicipalityReadings>(); // つるおか is found without a gazetteer file too.
        services.AddSingleton<ReadyCheck>().AddSingleton<IHubFacts, HubFactsReader>().AddSingleton<Opening>().AddSingleton<WarmUp>();
        services.AddSingleton<InboxSignal>().AddSingleton<InboxSpill>().AddSingleton<EventInbox>().AddSingleton<IEventInbox>(provider => provider.GetRequiredService<EventInbox>())
            .AddSingleton<BurstWatch>().AddSingleton<KeepQueue>().AddSingleton<InboxTurns>().AddSingleton<InboxPump>().AddHostedService(provider => provider.GetRequiredService<InboxPump>());
        services.AddTurnPipeline().AddTurns().AddMeetingLists();
        services.AddLine(configuration).AddLineMenus().AddTeams(configuration).AddChatPage().AddConsole().AddDesk().AddIntake().AddHandoverPages().AddReports().AddFeeds().AddMeetingPages().AddSurveyPages();
        services.AddProblemDetails();

        // A body that breaks off or lies about its length is the sender's mistake, not ours: 400 or 413, and no error in the log.
        services.AddExceptionHandler(options =>
        {
            options.StatusCodeSelector = problem => problem is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });
        services.AddDataProtection().SetApplicationName("zaitaku").PersistKeysToFileSystem(KeysOf(configuration));
        return services;
    }

    /// <summary>Keys of form tokens lie with the database: a restart keeps open pages working, a backup takes them along.</summary>
    private static DirectoryInfo KeysOf(IConfiguration configuration)
    {
        StorageOptions storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        return new DirectoryInfo(Path.Combine(Path.GetFullPath(storage.DataDirectory), "keys"));
    }

    /// <summary>Turns in flight finish within this; after it the process ends and the inbox tells the next start what was not handled.</summary>
    private static readonly TimeSpan ShutdownMax = TimeSpan.FromSeconds(30);

    private static async Task<int> ServeAsync(string[] args)
    {
        try
        {
            OwnFiles.Only();
            await using WebApplication app = Build(args);
            _ = app.Services.GetRequiredService<HouseLock>();
            WarmUp ahead = app.Services.GetRequiredService<WarmUp>();
            Task warm = ahead.RunAsync();
            HubFacts hub = await app.Services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
            Task answered = ahead.AnswerAsync();
            await app.StartAsync();
            await Task.WhenAll(warm, answered);
            _ = ahead.TidyAsync(app.Lifetime.ApplicationStopping);
            StartNotice.Print(app, hub, await FirstAdminLink.WantedAsync(app.Services, CancellationToken.None), Console.Out);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception problem) when (OpeningFaults.InWords(problem) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return OpeningFaults.ExitCodeOf(problem);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"アドレスが使われています。別のアドレスで始めるには --urls http://127.0.0.1:5081 のように指定してください。({problem.Message})");
            return 3;
        }
    }
}
