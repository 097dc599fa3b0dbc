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
        if (!await MayOpenAsync(context, staff))
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
