using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Scheduler.Quotas;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>The LINE channel's parts. The endpoint is mapped by <see cref="LineWebhook.MapLineWebhook"/>.</summary>
public static class LineSetup
{
    public const string HttpClientName = "line";

    /// <summary>What the official SDKs wait.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LineOptions>().Bind(configuration.GetSection(LineOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<LineOptions>, LineOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddHttpClient(HttpClientName, (provider, client) =>
        {
            client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<LineOptions>>().Value.ApiBaseUrl);
            client.Timeout = AnswerWithin;
        })
        .ConfigurePrimaryHttpMessageHandler((handler, _) => ChannelHttp.Configure(handler))
        .RemoveAllLoggers(); // Our own catalogue says the same without addresses.

        services.AddSingleton<LineToken>();
        services.AddSingleton<LineApi>();
        services.AddSingleton<LineQuota>();
        services.AddSingleton<IQuotaSource>(provider => provider.GetRequiredService<LineQuota>());
        services.AddSingleton<LineDestination>();
        services.AddSingleton<LineSender>();
        services.AddSingleton<IChannelSender>(provider => provider.GetRequiredService<LineSender>());
        services.AddSingleton<ILoadingIndicator, LineLoading>();
        services.AddSingleton<IReplyCutter, LineCutter>();
        services.AddSingleton<IChannelReadiness, LineReadiness>();
        services.AddHostedService<LineSelfCheck>();
        return services;
    }
}
