using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Everybody who can sign in, as an admin sees them.</summary>
public sealed class AccountsModel(ZaitakuDb db, StaffAccounts accounts, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    public IReadOnlyList<StaffAccount> All { get; private set; } = [];

    /// <summary>Open consultations by account.</summary>
    public IReadOnlyDictionary<Guid, int> Carried { get; private set; } = new Dictionary<Guid, int>();

    public DateOnly Today { get; private set; }

    /// <summary>A set-up link just made: shown this once.</summary>
    public string Link { get; private set; } = "";

    public string NewName { get; private set; } = "";

    public string NewDisplayName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAddAsync(string? name, string? display, string? role, CancellationToken cancellationToken)
    {
        (NewName, NewDisplayName) = (name ?? "", display ?? "");
        _ = Roles.TryParse(role ?? "", out Role wanted);
        (string? link, string? problem) = await accounts.AddAsync(NewName, NewDisplayName, wanted, Staff.Id, clock.GetUtcNow(), cancellationToken);
        (Link, Problem) = (link is null ? "" : SetUpAddress.Of(HttpContext, hub.Value, link), problem ?? "");
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Today = OfficeTime.DayOf(clock.GetUtcNow());
        All = await accounts.AllAsync(cancellationToken);
        Carried = await DeskStaff.LoadsAsync(db, cancellationToken);
        return Page();
    }
}
