using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Zaitaku.Bot.Staff;

/// <summary>Ties a form to the session it was made for: another person's form, or one of before the sign-in, is not taken.</summary>
public sealed class SessionForms : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => StaffIdentity.Of(context)?.SessionId.ToString("N") ?? "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == GetAdditionalData(context);
}

/// <summary>A form without its token, or with a stale one, is answered in words, and with the words that were in it.</summary>
public sealed class StaleFormFilter : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            string words = await TypedWords.OfAsync(context.HttpContext);
            context.Result = new ContentResult { StatusCode = StatusCodes.Status400BadRequest, ContentType = "text/html; charset=utf-8", Content = ConsoleNotice.StaleForm(words) };
        }

        await next();
    }
}
