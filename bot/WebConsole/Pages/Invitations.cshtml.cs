using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What a coordinator says about the person invited.</summary>
public sealed class InvitationForm
{
    public string? Role { get; set; }

    public string? Organisation { get; set; }

    public string? Profession { get; set; }

    public string? Phone { get; set; }
}

/// <summary>One-time codes that grant a role: made, shown once, taken back.</summary>
public sealed class InvitationsModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    /// <summary>Codes listed, newest first.</summary>
    public const int RowsMax = 200;

    [BindProperty]
    public InvitationForm Form { get; set; } = new();

    /// <summary>The code just made: shown this once, kept nowhere.</summary>
    public string Code { get; private set; } = "";

    public IReadOnlyList<InvitationCode> Codes { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Names of holders of duties some codes were made for.</summary>
    public IReadOnlyDictionary<int, string> Holders { get; private set; } = new Dictionary<int, string>();

    public DateTimeOffset Now { get; private set; }

    public IEnumerable<Role> Invitable => Roles.All.Where(role => StaffRules.MayInvite(Staff.Role, role));

    public async Task OnGetAsync(string? done, CancellationToken cancellationToken)
    {
        Done = done == "revoke" ? "取り消しました。" : "";
        await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string? phone = string.IsNullOrWhiteSpace(Form.Phone) ? "" : MemberRules.FoldPhone(Form.Phone);
        string organisation = (Form.Organisation ?? "").Trim(), profession = (Form.Profession ?? "").Trim();
        Problem = !Roles.TryParse(Form.Role ?? "", out Role role) || !StaffRules.MayInvite(Staff.Role, role) ? "この役割には招待できません。"
            : phone is null ? "電話番号が読めません。10〜15桁の数字とハイフンで書いてください（例: 0000-00-0000）。"
            : organisation.Length > MemberRules.NameLengthMax || profession.Length > MemberRules.NameLengthMax ? $"所属と職種は、それぞれ {MemberRules.NameLengthMax} 文字までにしてください。" : "";
        if (Problem.Length == 0)
        {
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "invitation.make", "", now, role.Id()));
            Code = await Invitations.CreateAsync(db, new Invitation(role, phone!, organisation, profession, Staff.Id), now, cancellationToken);
            Form = new InvitationForm();
            ModelState.Clear();
        }

        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.InvitationCodes.SingleOrDefaultAsync(code => code.Id == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        if (!StaffRules.MayInvite(Staff.Role, found.Role))
        {
            Problem = "この役割の招待は取り消せません。";
            await ShowAsync(cancellationToken);
            return Page();
        }

        if (found is { UsedAt: null, RevokedAt: null })
        {
            found.RevokedAt = clock.GetUtcNow();
            found.Phone = found.Organisation = found.Profession = ""; // Of somebody who will not come by it.
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "invitation.revoke", $"invitation:{id}", clock.GetUtcNow(), found.Role.Id()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return LocalRedirect("/console/invitations?done=revoke");
    }

    public string StateOf(InvitationCode code) =>
        code.UsedAt is { } used ? $"{ConsoleWords.Of(used)} に使われました" : code.RevokedAt is { } revoked ? $"{ConsoleWords.Of(revoked)} に取り消し"
        : code.ExpiresAt <= Now ? "期限切れ" : $"{ConsoleWords.Of(code.ExpiresAt)} まで";

    public bool IsOpen(InvitationCode code) => code.UsedAt is null && code.RevokedAt is null && code.ExpiresAt > Now;

    /// <summary>Whoever may make a code may take it back.</summary>
    public bool MayRevoke(InvitationCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return IsOpen(code) && StaffRules.MayInvite(Staff.Role, code.Role);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        Codes = await db.InvitationCodes.AsNoTracking().OrderByDescending(code => code.Id).Take(RowsMax).ToListAsync(cancellationToken);
        int[] holders = [.. Codes.Select(code => code.HolderId).OfType<int>().Distinct()];
        Holders = await db.DutyHolders.Where(holder => holders.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, holder => holder.Name, cancellationToken);
        Names = await db.StaffAccounts.ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
    }
}
