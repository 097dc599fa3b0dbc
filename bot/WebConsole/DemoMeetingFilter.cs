using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;

namespace Zaitaku.Bot.WebConsole;

/// <summary>What is written of a meeting of the demo would go with the demo: no form of its pages is taken, and the page says so.</summary>
public sealed class DemoMeetingFilter(ZaitakuDb db) : IAsyncPageFilter
{
    /// <summary>What the page is told by.</summary>
    public const string Done = "demo";

    private const string Root = "/console/meetings";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        HttpRequest request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(Root, StringComparison.Ordinal) && int.TryParse(request.RouteValues["id"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && await db.Meetings.AnyAsync(meeting => meeting.Id == id && meeting.IsDemo, context.HttpContext.RequestAborted))
        {
            context.Result = new LocalRedirectResult(string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}?done={Done}"));
            return;
        }

        await next();
    }
}
