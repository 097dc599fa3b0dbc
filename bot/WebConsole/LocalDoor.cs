using System.Net;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Who is on this machine. Pages without sign-in open for nobody else.</summary>
public static class LocalDoor
{
    /// <summary>Headers a proxy or tunnel adds. With one of them the caller is elsewhere, though the connection comes from here.</summary>
    private static readonly string[] ForwardedHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Real-IP", "Via"];

    /// <summary>True for a loopback connection, without a proxy between, that asked for this machine by a loopback name.
    /// The name counts because a hostile site can point its own name at 127.0.0.1 (DNS rebinding) and would then be "same origin".</summary>
    public static bool IsLocal(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            && !ForwardedHeaders.Any(context.Request.Headers.ContainsKey)
            && IsLoopbackName(context.Request.Host.Host);
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
