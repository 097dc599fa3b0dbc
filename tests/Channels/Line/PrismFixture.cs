using Xunit;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The contract servers all contract tests share; started at first need, so that a machine without them skips at once.</summary>
public sealed class PrismFixture : IAsyncLifetime
{
    // Tests of one collection run one after the other, so nothing is locked here.
    private readonly Dictionary<string, PrismServer> _servers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Address of the server of this description; skips the test where it cannot be.</summary>
    public async Task<Uri> OfAsync(string contract, bool isStrict = true)
    {
        Judges.RequireContracts();
        if (!_servers.TryGetValue(contract, out PrismServer? server))
        {
            _servers[contract] = server = await PrismServer.StartAsync(contract, isStrict);
        }

        return server.Address;
    }

    public async Task DisposeAsync()
    {
        foreach (PrismServer server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}

/// <summary>One set of servers for every test of this name.</summary>
[CollectionDefinition(Name)]
public sealed class ContractTests : ICollectionFixture<PrismFixture>
{
    public const string Name = "LINE's contracts";
}
