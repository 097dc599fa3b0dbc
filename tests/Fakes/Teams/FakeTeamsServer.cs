using Microsoft.AspNetCore.Builder;

namespace Zaitaku.Fakes.Teams;

/// <summary>Teams as a server on loopback: identity server and Connector under one address.</summary>
public sealed class FakeTeamsServer : FakeServer
{
    private FakeTeamsServer(WebApplication app)
        : base(app)
    {
    }

    /// <summary>Starts it; <see cref="FakeTeams.ServiceUrl"/> and the identity addresses then name the server.</summary>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeTeamsServer> StartAsync(FakeTeams teams, int port)
    {
        FakeTeamsServer server = new(await ListenAsync(teams, port));
        teams.ServiceUrl = server.Address + "/teams/";
        teams.IdentityUrl = teams.EntraUrl = server.Address;
        return server;
    }
}
