using System.Net;
using Microsoft.AspNetCore.Http;
using Xunit;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Tests.Staff;

/// <summary>Whose request it is, where an address limits somebody.</summary>
public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.5", "203.0.113.5")]
    [InlineData("::1", "203.0.113.5", "203.0.113.5")]
    [InlineData("::ffff:127.0.0.1", "2001:db8::7", "2001:db8::7")]
    [InlineData("127.0.0.1", "[2001:db8::7]:4711", "2001:db8::7")]
    [InlineData("127.0.0.1", "203.0.113.5:4711", "203.0.113.5")]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5")]     // The first is what a client claims.
    [InlineData("127.0.0.1", "203.0.113.5, unknown", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.5,", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData("127.0.0.1", "<script>", "127.0.0.1")]
    [InlineData("192.0.2.7", "203.0.113.5", "192.0.2.7")]                      // No proxy of ours: not believed.
    [InlineData(null, "203.0.113.5", "203.0.113.5")]                           // A socket of this machine.
    [InlineData(null, null, null)]
    public void OnlyTheProxyOfThisMachineIsBelieved_AndOnlyItsOwnWord(string? connection, string? header, string? expected)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = connection is null ? null : IPAddress.Parse(connection);
        if (header is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = header;
        }

        Assert.Equal(expected is null ? null : IPAddress.Parse(expected), CallerAddress.Of(context));
    }

    [Fact]
    public void OfSeveralHeaders_TheLastCounts()
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers["X-Forwarded-For"] = new(["198.51.100.1", "203.0.113.5"]);
        Assert.Equal(IPAddress.Parse("203.0.113.5"), CallerAddress.Of(context));
    }
}
