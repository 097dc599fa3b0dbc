using System.Net;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Staff;

/// <summary>The one door of the console: in front of every page, handler and endpoint below <c>/console</c>, before forms are even read.</summary>
public sealed class ConsoleGuard(RequestDelegate next)
{
    private const string Root = "/console";

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (RouteOf(context) is not { } route)
        {
            await next(context);
            return;
        }

        PageFiles.AddSafetyHeaders(context.Response.Headers);
        context.Response.Headers.CacheControl = "no-cache, no-store"; // In the words of antiforgery, which would warn of others.
        DateTimeOffset now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        ConsoleDoor? door = ConsoleDoors.Find(context.Request.Method, route, HandlerOf(context));
        StaffIdentity? staff = await context.RequestServices.GetRequiredService<StaffSessions>()
            .FindAsync(ConsoleCookie.Read(context), now, isSeen: route != LiveRoute && !ReadMarks.IsByItself(context), context.RequestAborted);
        if (!await MayOpenAsync(context, staff) && !await HasSetUpLinkAsync(context, door, now))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound; // Elsewhere there is no console, rather than a closed one.
            return;
        }

        context.Features.Set(staff);
        if (await TurnAwayAsync(context, door, staff))
        {
            return;
        }

        if (staff is not null)
        {
            await ReadMarks.WriteAsync(context, door!, staff, now);
        }

        await next(context);
    }

    internal const string LiveRoute = "/console/live";

    private const string SetUpRoute = "/console/set-up/{token}";

    /// <summary>The pattern of the console's endpoint; null for what is not the console's.</summary>
    internal static string? RouteOf(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } raw })
        {
            return null;
        }

        string route = $"/{raw.Trim('/')}";
        return route == Root || route.StartsWith($"{Root}/", StringComparison.OrdinalIgnoreCase) ? route : null;
    }

    /// <summary>As Razor Pages choose it: the route's word first, then the query's.</summary>
    private static string HandlerOf(HttpContext context) =>
        context.Request.RouteValues["handler"]?.ToString() ?? context.Request.Query["handler"].FirstOrDefault() ?? "";

    private static async Task<bool> MayOpenAsync(HttpContext context, StaffIdentity? staff)
    {
        ConsoleOptions options = context.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        return SecureDoor.MayOpen(context, options, hasAccount: false)
            || SecureDoor.MayOpen(context, options, hasAccount: true)
                && (staff is not null || await context.RequestServices.GetRequiredService<StaffLinks>().HasAccountAsync(context.RequestAborted));
    }

    /// <summary>While nobody can sign in, whoever brings a set-up link made on the server's terminal comes to its page over https, and to nothing else: behind a proxy no browser is on this machine.</summary>
    private static async Task<bool> HasSetUpLinkAsync(HttpContext context, ConsoleDoor? door, DateTimeOffset now)
    {
        if (door is not { Route: SetUpRoute } || !SecureDoor.IsHttps(context) || !SecureDoor.MayOpen(context, context.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>(), hasAccount: true))
        {
            return false;
        }

        SetUpLimit limit = context.RequestServices.GetRequiredService<SetUpLimit>();
        IPAddress? caller = CallerAddress.Of(context);
        if (limit.IsOver(caller))
        {
            return false;
        }

        if (await context.RequestServices.GetRequiredService<StaffLinks>().FindAsync(context.Request.RouteValues["token"]?.ToString() ?? "", now, context.RequestAborted) is { Link: not null })
        {
            return true;
        }

        limit.CountMiss(caller);
        return false;
    }

    /// <returns>True when an answer was given.</returns>
    private static async Task<bool> TurnAwayAsync(HttpContext context, ConsoleDoor? door, StaffIdentity? staff)
    {
        if (door is { Least: Least.Anyone })
        {
            return false;
        }

        if (staff is null)
        {
            await ConsoleNotice.AskToSignInAsync(context);
            return true;
        }

        if (door is null)
        {
            await ConsoleNotice.NotFoundAsync(context);
            return true;
        }

        if (!door.Admits(staff.Role))
        {
            await ConsoleNotice.NotAllowedAsync(context);
            return true;
        }

        return false;
    }
}
