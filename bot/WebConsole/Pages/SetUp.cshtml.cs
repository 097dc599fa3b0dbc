using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What somebody types on the set-up page.</summary>
public sealed class SetUpForm
{
    public string? SignInName { get; set; }

    public string? DisplayName { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }

    /// <summary>The seed shown before, protected: the page keeps nothing between showing it and taking it.</summary>
    public string? Seed { get; set; }

    public string? Code { get; set; }
}

/// <summary>The page behind a set-up link: password and second factor. Showing it changes nothing.</summary>
public sealed class SetUpModel(ZaitakuDb db, StaffLinks links, StaffSecrets secrets, IOptions<ConsoleOptions> options, IOptions<HubOptions> hub, TimeProvider clock) : PageModel
{
    private const string CodeWrong = "確認コードが違います。認証アプリに出ている6桁の数字を、変わる前に書いてください。合わないときは、スマートフォンの時計が正しいか見てください。";

    [BindProperty]
    public SetUpForm Form { get; set; } = new();

    public string Problem { get; private set; } = "";

    public SetUpTarget? Target { get; private set; }

    public SecondFactor Factor { get; private set; } = null!;

    public bool NeedsCode => options.Value.RequireTotp;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Target = await links.FindAsync(token, clock.GetUtcNow(), cancellationToken);
        return Show(StaffSecrets.NewSeed());
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Target = await links.FindAsync(token, now, cancellationToken);
        byte[] seed = secrets.Unprotect(Form.Seed) ?? StaffSecrets.NewSeed();
        if (Target is null)
        {
            return Show(seed);
        }

        string name = Target.Account?.SignInName ?? StaffRules.FoldName(Form.SignInName);
        string shown = Target.Account?.DisplayName ?? (Form.DisplayName ?? "").Trim();
        bool hasCode = NeedsCode || !string.IsNullOrWhiteSpace(Form.Code);
        long? step = hasCode ? TotpRules.Fits(seed, Form.Code ?? "", now, lastStep: 0) : 0;
        Problem = await NameProblemAsync(name, shown, cancellationToken) ?? StaffRules.PasswordProblem(Form.Password, Form.Again, name) ?? (step is null ? CodeWrong : "");
        if (Problem.Length > 0)
        {
            return Show(seed);
        }

        StaffAccount? newcomer = Target.Account is null ? StaffLinks.Newcomer(name, shown, Role.Admin, now) : null;
        if (await links.UseAsync(Target, newcomer, Form.Password!, hasCode ? seed : null, step!.Value, BrowserNames.Of(HttpContext), now, cancellationToken) is not { } secret)
        {
            Target = null;
            return Show(seed);
        }

        ConsoleCookie.Write(HttpContext, secret);
        return LocalRedirect("/console/consultations");
    }

    private async Task<string?> NameProblemAsync(string name, string shown, CancellationToken cancellationToken) =>
        Target?.Account is not null ? null
        : StaffRules.NameProblem(name) ?? StaffRules.DisplayNameProblem(shown)
            ?? (await db.StaffAccounts.AnyAsync(account => account.SignInName == name, cancellationToken) ? "このサインイン名は使われています。" : null);

    private PageResult Show(byte[] seed)
    {
        Factor = SecondFactor.Of(seed, secrets.Protect(seed), hub.Value.Name, Target?.Account?.SignInName ?? "admin");
        Response.StatusCode = Target is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
