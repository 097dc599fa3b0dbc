using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Over real sockets: what was surely not sent is told apart from what may have arrived.</summary>
public sealed class LineWireTests
{
    [Fact]
    public async Task NobodyListens_IsSurelyNotSent_AlsoForAReply()
    {
        await using LineBench bench = Bench($"http://127.0.0.1:{ClosedPort()}");
        Assert.IsType<SendOutcome.TryAgain>(await bench.Sender.SendAsync(bench.Owed("U1", "x", "token"), byReply: true, default));
    }

    [Fact]
    public async Task AConnectionThatBreaksOff_LeavesAReplyInDoubt_AndAPushToTryAgain()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task hangUp = Task.Run(async () =>
        {
            for (int i = 0; i < 2; i++)
            {
                using TcpClient caller = await listener.AcceptTcpClientAsync();
                await caller.GetStream().ReadExactlyAsync(new byte[100]);
            }
        });
        await using LineBench bench = Bench($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Assert.IsType<SendOutcome.Unknown>(await bench.Sender.SendAsync(bench.Owed("U1", "x", "token"), byReply: true, default));
        Assert.IsType<SendOutcome.TryAgain>(await bench.Sender.SendAsync(bench.Owed("U1", "x"), byReply: false, default));
        await hangUp;
    }

    [Fact]
    public async Task ARealCall_IsHeard()
    {
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer server = await FakeLineServer.StartAsync(line, port: 0);
        await using LineBench bench = Bench(server.Address);
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("U1", "こんばんは"), byReply: false, default));
        Assert.Equal("こんばんは", Assert.Single(line.Heard("U1")).Words);
    }

    private static LineBench Bench(string address) => new(
        new() { ["Line:ChannelSecret"] = "s", ["Line:ChannelAccessToken"] = "fake-long-lived-token", ["Line:ApiBaseUrl"] = address },
        services => services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler())));

    private static int ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
