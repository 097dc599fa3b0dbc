using System.Net;

namespace Zaitaku.Bot.Staff;

/// <summary>Whose request it is, for whatever limits an address. Behind the proxy every connection comes from this machine; limiting that one would shut everybody out together.</summary>
public static class CallerAddress
{
    private const string Header = "X-Forwarded-For";

    /// <summary>An IPv6 address with brackets, zone and port; what is longer is no address.</summary>
    private const int TextMax = 80;

    /// <returns>The address the proxy of this machine names, else the connection's. Only a proxy here is believed, and of several addresses only the last: those before it are what a client claims.</returns>
    public static IPAddress? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPAddress? connection = context.Connection.RemoteIpAddress;
        bool isFromHere = connection is null || IPAddress.IsLoopback(connection); // Without an address: a socket of this machine.
        return isFromHere && context.Request.Headers[Header].LastOrDefault() is { } named ? LastOf(named) ?? connection : connection;
    }

    private static IPAddress? LastOf(string named)
    {
        string last = named[(named.LastIndexOf(',') + 1)..].Trim();
        return last.Length is > 0 and <= TextMax && IPEndPoint.TryParse(last, out IPEndPoint? found) ? found.Address : null;
    }
}
