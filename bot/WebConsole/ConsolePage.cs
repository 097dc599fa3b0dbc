using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A page behind the sign-in.</summary>
public abstract class ConsolePage : PageModel
{
    /// <summary>Who asks. The guard lets nobody else through.</summary>
    public StaffIdentity Staff => StaffIdentity.Of(HttpContext) ?? throw new InvalidOperationException("A page of the console was reached without its guard.");

    /// <summary>What went wrong, in words; empty for nothing.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>What was done, in words; empty for nothing.</summary>
    public string Done { get; protected set; } = "";

    /// <summary>There is no such thing, in words.</summary>
    protected static ContentResult Missing() =>
        new() { StatusCode = StatusCodes.Status404NotFound, ContentType = "text/html; charset=utf-8", Content = ConsoleNotice.Missing };
}
