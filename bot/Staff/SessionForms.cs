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

/// <summary>A form without its token, or with a stale one, is answered in words.</summary>
public sealed class StaleFormFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.Result = new ContentResult { StatusCode = StatusCodes.Status400BadRequest, ContentType = "text/html; charset=utf-8", Content = ConsoleNotice.StaleForm };
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
