using System.Net;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Staff;

/// <summary>From where the console may be opened, and whether the way is encrypted.</summary>
public static class SecureDoor
{
    /// <summary>Https here, or at a proxy on this machine that says so. Who lies about it only gets a cookie their own browser will not keep.</summary>
    public static bool IsHttps(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.IsHttps
            || context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller) && context.Request.Headers["X-Forwarded-Proto"] == "https";
    }

    /// <param name="hasAccount">Before anybody can sign in, the console is this machine's alone.</param>
    public static bool MayOpen(HttpContext context, ConsoleOptions options, bool hasAccount) =>
        LocalDoor.IsLocal(context) || hasAccount && (options.AllowRemote ?? IsHttps(context));

    public static bool MayOpen(HttpContext context, IOptions<ConsoleOptions> options, bool hasAccount) => MayOpen(context, options.Value, hasAccount);
}
