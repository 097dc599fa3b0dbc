using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Staff;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One person who writes to us: what we know, what we keep, the role an admin gives or takes, and the two things they may ask for: all of it, or none of it.</summary>
public sealed class MemberOneModel(ZaitakuDb db, IOptions<StorageOptions> storage, RichMenuFarewell menus, DeskFarewell desk, ChatRoles roles, TimeProvider clock) : ConsolePage
{
    /// <summary>Typed to erase, so that no slip of the hand does it.</summary>
    public const string EraseWord = "消す";

    public const string Route = "/console/members/{id:guid}";

    private const int ConsultationsMax = 50;

    public Member Person { get; private set; } = null!;

    public Consent? Consent { get; private set; }

    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];

    /// <summary>What was begun and not sent, where a life may be in danger; without its words.</summary>
    public IReadOnlyList<DangerDraft> Drafts { get; private set; } = [];

    /// <summary>Holders of duties the person is.</summary>
    public IReadOnlyList<DutyHolder> Holders { get; private set; } = [];

    /// <summary>Holders nobody in chat is yet.</summary>
    public IReadOnlyList<DutyHolder> Free { get; private set; } = [];

    /// <summary>The account of the person, where they work here.</summary>
    public string AccountName { get; private set; } = "";

    /// <summary>The form for it is open again.</summary>
    public bool IsErasing { get; private set; }

    /// <summary>True while an open account gives the person their role.</summary>
    public bool HasOpenAccount { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "role" => "役割を変えました。", "linked" => "当番とつなぎました。", "unlinked" => "当番とのつながりをはずしました。当番はそのままです。", _ => "" };
        return ShowAsync(id, cancellationToken);
    }

    /// <param name="chosen">The holder and the revision it had when the page was opened: <c>12:3</c>.</param>
    public Task<IActionResult> OnPostLinkAsync(Guid id, string? chosen, CancellationToken cancellationToken)
    {
        string[] parts = (chosen ?? "").Split(':', 3);
        bool isRead = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int holder) & int.TryParse(parts.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out int seen);
        return LinkAsync(id, isRead ? holder : 0, seen, id, cancellationToken);
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Guid id, int holder, int seen, CancellationToken cancellationToken) =>
        await db.DutyHolders.AnyAsync(one => one.Id == holder && one.MemberId == id, cancellationToken) ? await LinkAsync(id, holder, seen, null, cancellationToken)
        : LocalRedirect($"/console/members/{id}"); // Pressed twice, or somebody else's by now.

    private async Task<IActionResult> LinkAsync(Guid id, int holder, int seen, Guid? member, CancellationToken cancellationToken)
    {
        if (!await db.Members.AnyAsync(one => one.Id == id && one.ErasedAt == null, cancellationToken))
        {
            return Missing();
        }

        Problem = await HolderLinkForms.LinkAsync(db, holder, seen, member, Staff.Id, clock.GetUtcNow(), cancellationToken);
        return Problem.Length > 0 ? await ShowAsync(id, cancellationToken) : LocalRedirect($"/console/members/{id}?done={(member is null ? "unlinked" : "linked")}");
    }

    /// <summary>Another role, or none: somebody changed their work, or left it.</summary>
    public async Task<IActionResult> OnPostRoleAsync(Guid id, string? role, CancellationToken cancellationToken)
    {
        if (await db.Members.SingleOrDefaultAsync(member => member.Id == id && member.ErasedAt == null, cancellationToken) is not { } person)
        {
            return Missing();
        }

        Problem = await db.StaffAccounts.AnyAsync(account => account.MemberId == id && account.DisabledAt == null, cancellationToken) ? "この人の役割は、管理画面のアカウントで変えます。"
            : !Roles.TryParse(role ?? "", out Role wanted) ? "役割を選んでください。"
            : roles.Set(person, wanted, Staff.Id, clock.GetUtcNow()) ? "" : "いまと同じ役割です。";
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, cancellationToken);
        }

        foreach (DutyHolder holder in person.Role.IsProfessional() ? [] : await HolderLinks.OfMemberAsync(db, id, cancellationToken))
        {
            await HolderLinks.SetAsync(db, holder, null, clock.GetUtcNow(), cancellationToken); // Duties name colleagues and their numbers.
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.holder_unlink", $"holder:{holder.Id}", clock.GetUtcNow()));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            Problem = "ほかの人が同時に当番を変えました。もう一度、役割を変えてください。";
            return await ShowAsync(id, cancellationToken);
        }

        roles.Wake();
        return LocalRedirect($"/console/members/{id}?done=role");
    }

    /// <summary>Everything we hold of the person, as an archive to hand over.</summary>
    public async Task<IActionResult> OnPostExportAsync(Guid id, CancellationToken cancellationToken)
    {
        string part = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), $"export-{Guid.CreateVersion7(clock.GetUtcNow()):N}.part");
        FileStream archive = new(part, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        if (!await PersonExport.WriteAsync(db, storage.Value, id, archive, cancellationToken))
        {
            await archive.DisposeAsync();
            return Missing();
        }

        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "member.export", $"member:{id:N}", clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        archive.Position = 0;
        return File(archive, "application/zip", "person.zip"); // Closing it at the end of the answer deletes it.
    }

    public async Task<IActionResult> OnPostEraseAsync(Guid id, string? sure, CancellationToken cancellationToken)
    {
        if (sure?.Trim() != EraseWord)
        {
            (Problem, IsErasing) = ($"消すときは「{EraseWord}」と書いてください。何も消していません。", true);
            return await ShowAsync(id, cancellationToken);
        }

        await menus.UnlinkAsync(db, id, cancellationToken);
        return await desk.EraseAsync(db, id, Staff.Id, clock.GetUtcNow(), cancellationToken) ? LocalRedirect("/console/members?erased=yes") : Missing();
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Members.AsNoTracking().Include(member => member.Links).SingleOrDefaultAsync(member => member.Id == id && member.ErasedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        Person = found;
        Consent = await db.Consents.AsNoTracking().Where(consent => consent.MemberId == id).OrderByDescending(consent => consent.GivenAt).FirstOrDefaultAsync(cancellationToken);
        Consultations = await db.Consultations.AsNoTracking().Where(one => one.MemberId == id && one.State != ConsultationState.Draft).OrderByDescending(one => one.ReceivedAt).Take(ConsultationsMax).ToListAsync(cancellationToken);
        Holders = await db.DutyHolders.AsNoTracking().Where(one => one.MemberId == id).OrderBy(one => one.Name).Take(HolderLinks.OfMemberMax).ToListAsync(cancellationToken);
        Free = await db.DutyHolders.AsNoTracking().Where(one => one.MemberId == null && one.ClosedAt == null).OrderBy(one => one.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        Drafts = await DangerDrafts.OfAsync(db, id, cancellationToken);
        StaffAccount? account = await db.StaffAccounts.AsNoTracking().Where(one => one.MemberId == id).OrderBy(one => one.DisabledAt != null).FirstOrDefaultAsync(cancellationToken);
        (AccountName, HasOpenAccount) = (account?.DisplayName ?? "", account is { DisabledAt: null });
        return Page();
    }
}
