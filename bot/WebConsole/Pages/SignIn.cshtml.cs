using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Name, password and the code of the moment.</summary>
public sealed class SignInModel(StaffSignIn signIn, StaffLinks links, IOptions<ConsoleOptions> options, TimeProvider clock) : PageModel
{
    public const string Refused = "サインインできませんでした。名前、パスワード、確認コードを確かめてください。続けて5回違うと、15分のあいだ入れません。";
    public const string TooMany = "この場所からのサインインの失敗が続いたため、しばらく受け付けません。10分ほどおいて、もう一度お願いします。";
    private const string Busy = "いま混み合っています。少し待ってから、もう一度お願いします。";

    public string Problem { get; private set; } = "";

    /// <summary>What was typed as a name.</summary>
    public string Name { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>Nobody has an account yet.</summary>
    public bool IsFresh { get; private set; }

    public bool NeedsCode => options.Value.RequireTotp;

    public async Task<IActionResult> OnGetAsync(string? to, CancellationToken cancellationToken)
    {
        To = to ?? "";
        if (StaffIdentity.Of(HttpContext) is not null)
        {
            return LocalRedirect(ConsoleNotice.SafeReturn(to));
        }

        IsFresh = !await links.HasAccountAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? password, string? code, string? to, CancellationToken cancellationToken)
    {
        (Name, To) = (name ?? "", to ?? "");
        SignInAnswer answer = await signIn.TryAsync(name, password, code, BrowserNames.Of(HttpContext), CallerAddress.Of(HttpContext), clock.GetUtcNow(), cancellationToken);
        if (answer is SignInAnswer.In found)
        {
            ConsoleCookie.Write(HttpContext, found.Secret);
            return LocalRedirect(ConsoleNotice.SafeReturn(to));
        }

        Response.StatusCode = answer is SignInAnswer.TooMany ? StatusCodes.Status429TooManyRequests : Response.StatusCode;
        Problem = answer switch { SignInAnswer.Busy => Busy, SignInAnswer.TooMany => TooMany, _ => Refused };
        return Page();
    }
}
