using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Zaitaku.Bot.Staff;

/// <summary>A form that was refused shows its page again, words and names included: seen like any other time.</summary>
public sealed class ReadAgainFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        PageHandlerExecutedContext executed = await next();
        HttpContext http = context.HttpContext;
        if (executed.Result is PageResult && HttpMethods.IsPost(http.Request.Method) && StaffIdentity.Of(http) is { } staff
            && ConsoleGuard.RouteOf(http) is { } route && ConsoleDoors.Find(HttpMethods.Get, route, "") is { } door)
        {
            await ReadMarks.WriteAsync(http, door, staff, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        }
    }
}
