using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One's own password, codes and browsers.</summary>
public sealed class AccountModel(ZaitakuDb db, StaffSecrets secrets, StaffSessions sessions, StaffChats chats, SignInPace pace, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    private const string PasswordWrong = "いまのパスワードが違います。";
    private const string CodeWrong = "確認コードが違います。認証アプリに出ている6桁の数字を、変わる前に書いてください。";

    [BindProperty]
    public SetUpForm Form { get; set; } = new();

    public StaffAccount Account { get; private set; } = null!;

    public SecondFactor Factor { get; private set; } = null!;

    public IReadOnlyList<StaffSession> Sessions { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "password" => "パスワードを変えました。ほかのブラウザーはサインアウトしました。", "codes" => "認証アプリを替えました。", "session" => "サインアウトさせました。", "chat" => "チャットとつなぎました。新しい相談の知らせが届きます。", "unchat" => "チャットとのつなぎを外しました。", _ => "" };
        return ShowAsync(null, cancellationToken);
    }

    public async Task<IActionResult> OnPostPasswordAsync(string? current, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StaffAccount account = await db.StaffAccounts.SingleAsync(one => one.Id == Staff.Id, cancellationToken);
        Problem = !await KnowsAsync(account, current, cancellationToken) ? PasswordWrong
            : StaffRules.PasswordProblem(Form.Password, Form.Again, account.SignInName) ?? "";
        if (Problem.Length > 0)
        {
            return await ShowAsync(null, cancellationToken);
        }

        account.PasswordHash = secrets.HashPassword(account, Form.Password!);
        await sessions.EndAllAsync(Staff.Id, Staff.SessionId, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "account.password", $"staff:{Staff.Id:N}", now));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect("/console/account?done=password");
    }

    public async Task<IActionResult> OnPostCodesAsync(string? current, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StaffAccount account = await db.StaffAccounts.SingleAsync(one => one.Id == Staff.Id, cancellationToken);
        byte[] seed = secrets.Unprotect(Form.Seed) ?? StaffSecrets.NewSeed();
        long? step = TotpRules.Fits(seed, Form.Code ?? "", now, lastStep: 0);
        Problem = !await KnowsAsync(account, current, cancellationToken) ? PasswordWrong : step is null ? CodeWrong : "";
        if (Problem.Length > 0)
        {
            return await ShowAsync(seed, cancellationToken);
        }

        (account.TotpSecret, account.TotpLastStep) = (secrets.Protect(seed), step!.Value);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "account.codes", $"staff:{Staff.Id:N}", now));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect("/console/account?done=codes");
    }

    public async Task<IActionResult> OnPostChatAsync(string? code, CancellationToken cancellationToken)
    {
        Problem = await chats.LinkAsync(Staff.Id, code, clock.GetUtcNow(), cancellationToken) ?? "";
        return Problem.Length > 0 ? await ShowAsync(null, cancellationToken) : LocalRedirect("/console/account?done=chat");
    }

    public async Task<IActionResult> OnPostUnchatAsync(CancellationToken cancellationToken)
    {
        await chats.UnlinkAsync(Staff.Id, clock.GetUtcNow(), cancellationToken);
        return LocalRedirect("/console/account?done=unchat");
    }

    public async Task<IActionResult> OnPostEndSessionAsync(Guid session, CancellationToken cancellationToken)
    {
        if (!await sessions.EndAsync(session, Staff.Id, Staff.Id, clock.GetUtcNow(), cancellationToken))
        {
            return Missing();
        }

        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect("/console/account?done=session#sessions");
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await sessions.EndAllAsync(Staff.Id, Staff.SessionId, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "session.end_others", $"staff:{Staff.Id:N}", now));
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect("/console/account?done=session#sessions");
    }

    private async Task<bool> KnowsAsync(StaffAccount account, string? password, CancellationToken cancellationToken)
    {
        using SignInPace.Turn? turn = await pace.WaitAsync(cancellationToken);
        return turn is not null && password is { Length: <= StaffRules.PasswordMax } && secrets.IsPasswordOf(account, password);
    }

    private async Task<IActionResult> ShowAsync(byte[]? seed, CancellationToken cancellationToken)
    {
        seed ??= StaffSecrets.NewSeed();
        Account = await db.StaffAccounts.AsNoTracking().SingleAsync(one => one.Id == Staff.Id, cancellationToken);
        Factor = SecondFactor.Of(seed, secrets.Protect(seed), hub.Value.Name, Account.SignInName);
        Sessions = await sessions.OpenOfAsync(Staff.Id, clock.GetUtcNow(), cancellationToken);
        return Page();
    }
}
