using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What an admin types about an account.</summary>
public sealed class AccountForm
{
    public string? DisplayName { get; set; }

    public string? Role { get; set; }

    public int OpenMax { get; set; }

    public string? Areas { get; set; }

    public string? Profession { get; set; }

    public string? AbsentFrom { get; set; }

    public string? AbsentUntil { get; set; }

    public string? Deputy { get; set; }
}

/// <summary>One account: what it may, what it carries, when it is away.</summary>
public sealed class AccountOneModel(StaffAccounts accounts, StaffSessions sessions, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public AccountForm Form { get; set; } = new();

    public StaffAccount Account { get; private set; } = null!;

    public IReadOnlyList<StaffAccount> Others { get; private set; } = [];

    public IReadOnlyList<StaffSession> Sessions { get; private set; } = [];

    public string Link { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(Guid id, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "change" => "変えました。", "sessions" => "すべてのブラウザーからサインアウトさせました。", "close" => "閉じました。", "open" => "また使えるようにしました。", _ => "" };
        return ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!TryDay(Form.AbsentFrom, out DateOnly? from) || !TryDay(Form.AbsentUntil, out DateOnly? until) || !Roles.TryParse(Form.Role ?? "", out Role role))
        {
            Problem = "日付か役割が読めません。";
            return await ShowAsync(id, cancellationToken);
        }

        AccountWish wish = new((Form.DisplayName ?? "").Trim(), role, Form.OpenMax, (Form.Areas ?? "").Trim(), (Form.Profession ?? "").Trim(), from, until, Guid.TryParse(Form.Deputy, out Guid deputy) ? deputy : null);
        Problem = await accounts.ChangeAsync(id, wish, Staff.Id, clock.GetUtcNow(), cancellationToken) ?? "";
        return Problem.Length > 0 ? await ShowAsync(id, cancellationToken) : Back(id, "change");
    }

    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await accounts.NewLinkAsync(id, Staff.Id, clock.GetUtcNow(), cancellationToken) is not { } link)
        {
            return Missing();
        }

        Link = SetUpAddress.Of(HttpContext, hub.Value, link);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostEndSessionsAsync(Guid id, CancellationToken cancellationToken)
    {
        await accounts.EndSessionsAsync(id, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return Back(id, "sessions");
    }

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancellationToken) => SetClosedAsync(id, true, cancellationToken);

    public Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken cancellationToken) => SetClosedAsync(id, false, cancellationToken);

    private async Task<IActionResult> SetClosedAsync(Guid id, bool closed, CancellationToken cancellationToken)
    {
        Problem = await accounts.SetClosedAsync(id, closed, Staff.Id, clock.GetUtcNow(), cancellationToken) ?? "";
        return Problem.Length > 0 ? await ShowAsync(id, cancellationToken) : Back(id, closed ? "close" : "open");
    }

    private LocalRedirectResult Back(Guid id, string done) => LocalRedirect($"/console/accounts/{id}?done={done}");

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly read) ? read : null;
        return day is not null || string.IsNullOrEmpty(text);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        IReadOnlyList<StaffAccount> all = await accounts.AllAsync(cancellationToken);
        if (all.FirstOrDefault(account => account.Id == id) is not { } found)
        {
            return Missing();
        }

        Account = found;
        Others = [.. all.Where(account => account.Id != id && account.DisabledAt is null)];
        Sessions = await sessions.OpenOfAsync(id, clock.GetUtcNow(), cancellationToken);
        return Page();
    }
}
