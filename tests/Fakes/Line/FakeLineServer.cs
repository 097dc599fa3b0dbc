using Microsoft.AspNetCore.Builder;

namespace Zaitaku.Fakes.Line;

/// <summary>LINE as a server on loopback. Both of LINE's hosts are one here.</summary>
public sealed class FakeLineServer : FakeServer
{
    private FakeLineServer(WebApplication app)
        : base(app)
    {
    }

    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeLineServer> StartAsync(FakeLine line, int port) => new(await ListenAsync(line, port));
}
