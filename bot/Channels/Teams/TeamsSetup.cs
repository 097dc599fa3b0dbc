using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>The Teams channel's parts. The endpoint is mapped by <see cref="TeamsWebhook.MapTeamsWebhook"/>.</summary>
public static class TeamsSetup
{
    /// <summary>The connector and the token service.</summary>
    public const string HttpClientName = "teams";

    /// <summary>The Bot Connector's signing keys.</summary>
    public const string KeysClientName = "teams-keys";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>A caller waits for it, and gives up after about ten.</summary>
    private static readonly TimeSpan KeysWithin = TimeSpan.FromSeconds(5);

    private const int KeysBytesMax = 512 * 1024;

    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TeamsOptions>().Bind(configuration.GetSection(TeamsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddHttpClient(HttpClientName, client => client.Timeout = AnswerWithin)
            .ConfigurePrimaryHttpMessageHandler((handler, _) => ChannelHttp.Configure(handler)).RemoveAllLoggers(); // Addresses are people's.
        services.AddHttpClient(KeysClientName, client => (client.Timeout, client.MaxResponseContentBufferSize) = (KeysWithin, KeysBytesMax))
            .ConfigurePrimaryHttpMessageHandler((handler, _) => ChannelHttp.Configure(handler)).RemoveAllLoggers();

        services.AddSingleton<TeamsSigningKeys>().AddSingleton<TeamsTokenCheck>().AddSingleton<TeamsServiceHosts>().AddSingleton<TeamsDoor>();
        services.AddSingleton<TeamsConversations>().AddSingleton<TeamsKeeping>().AddSingleton<InvokeDesk>().AddSingleton<TeamsInvokes>();
        services.AddSingleton<TeamsToken>().AddSingleton<TeamsApi>().AddSingleton<TeamsPeople>().AddSingleton<TeamsPace>();
        services.AddSingleton<TeamsSender>().AddSingleton<IChannelSender>(provider => provider.GetRequiredService<TeamsSender>());
        services.AddSingleton<IReplyCutter, TeamsCutter>();
        services.AddSingleton<IChannelReadiness, TeamsReadiness>();
        return services;
    }
}
