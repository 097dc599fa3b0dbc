namespace Zaitaku.Tests.Channels.Line;

/// <summary>Stands between our client and Prism, and notes what Prism complains of: it does so in a header.</summary>
internal sealed class ContractWitness : DelegatingHandler
{
    public ContractWitness()
        : base(new SocketsHttpHandler())
    {
    }

    public List<string> Violations { get; } = [];

    public List<int> Statuses { get; } = [];

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
