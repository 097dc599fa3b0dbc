using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One person who writes to us: what we know, what we keep, and the two things they may ask for: all of it, or none of it.</summary>
public sealed class MemberOneModel(ZaitakuDb db, IOptions<StorageOptions> storage, RichMenuFarewell menus, TimeProvider clock) : ConsolePage
{
    /// <summary>Typed to erase, so that no slip of the hand does it.</summary>
    public const string EraseWord = "消す";

    private const int ConsultationsMax = 50;

    public Member Person { get; private set; } = null!;

    public Consent? Consent { get; private set; }

    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];

    /// <summary>The account of the person, where they work here.</summary>
    public string AccountName { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

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
            Problem = $"消すときは「{EraseWord}」と書いてください。何も消していません。";
            return await ShowAsync(id, cancellationToken);
        }

        await menus.UnlinkAsync(db, id, cancellationToken);
        return await PersonErasure.EraseAsync(db, storage.Value, id, Staff.Id, clock.GetUtcNow(), cancellationToken) ? LocalRedirect("/console/members?erased=yes") : Missing();
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
        AccountName = await db.StaffAccounts.Where(account => account.MemberId == id).Select(account => account.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? "";
        return Page();
    }
}
