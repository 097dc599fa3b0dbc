using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Channels.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Stands between our client and Prism, and notes what Prism complains of: it does so in a header.</summary>
internal sealed class ContractWitness : DelegatingHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public ContractWitness()
        : base(new SocketsHttpHandler())
    {
    }

    public List<string> Violations { get; } = [];

    public List<int> Statuses { get; } = [];

    /// <summary>Stands under every client, each with patience: the judge on a busy machine is slower than LINE may be.</summary>
    public void Under(IServiceCollection services) => services
        .ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => this))
        .AddHttpClient(LineSetup.HttpClientName, client => client.Timeout = Patience);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        Statuses.Add((int)response.StatusCode);
        if (response.Headers.TryGetValues("sl-violations", out IEnumerable<string>? violations))
        {
            Violations.AddRange(violations);
        }

        return response;
    }
}
