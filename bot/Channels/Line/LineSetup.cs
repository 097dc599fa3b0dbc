using System.Net.Sockets;
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

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

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
        .ConfigurePrimaryHttpMessageHandler((handler, _) => Configure(handler))
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

    /// <summary>Only the real handler is touched: a test's fake under every client stays in place.</summary>
    internal static void Configure(HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler sockets)
        {
            return;
        }

        sockets.AllowAutoRedirect = false; // A token follows nobody elsewhere.
        sockets.UseCookies = false;
        sockets.ConnectCallback = ConnectAsync;
    }

    /// <summary>Our own connect, so that "not connected in time" is told apart from "not answered in time": the first is surely not sent.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectWithin);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Not connected in time.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
