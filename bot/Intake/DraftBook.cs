using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Bot.Intake;

/// <summary>A person's own consultations and consent. The one door to them: another's and none look alike.</summary>
public sealed class DraftBook(ZaitakuDb db, ConsultationDesk desk, IOptions<StorageOptions> storage)
{
    /// <summary>How long after its end a consultation is still one's last.</summary>
    private static readonly TimeSpan RecentLife = TimeSpan.FromDays(90);

    public Task<Consultation?> FindAsync(Guid member, Guid id, CancellationToken cancellationToken) =>
        Own(member).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);

    public Task<Consultation?> FindAsync(Guid member, int number, CancellationToken cancellationToken) =>
        Own(member).SingleOrDefaultAsync(one => one.Number == number, cancellationToken);

    /// <summary>Where one's own goes on that was merged, through as many as were merged; the same where it goes on as another's.</summary>
    public Task<Consultation> GoesOnAsync(Guid member, Consultation one, CancellationToken cancellationToken) =>
        MergedConsultations.GoesOnAsync(one, into => FindAsync(member, into, cancellationToken));

    /// <summary>A draft young enough to go on with.</summary>
    public Task<Consultation?> DraftAsync(Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now - IntakeRules.DraftLife;
        return Own(member).Where(one => one.State == ConsultationState.Draft && one.CreatedAt > since).OrderByDescending(one => one.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The one the hub is working on; of several the latest.</summary>
    public Task<Consultation?> OpenAsync(Guid member, CancellationToken cancellationToken) =>
        Own(member).Where(one => Consultation.OpenStates.Contains(one.State)).OrderByDescending(one => one.CreatedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What can be taken back: in the hub's hands, or not sent yet. Newest first.</summary>
    public Task<List<Consultation>> GoingOnAsync(Guid member, DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now - IntakeRules.DraftLife;
        return Own(member).Where(one => Consultation.OpenStates.Contains(one.State) || (one.State == ConsultationState.Draft && one.CreatedAt > since))
            .OrderByDescending(one => one.CreatedAt).Take(max).ToListAsync(cancellationToken);
    }

    /// <summary>Newest first, without those given up.</summary>
    public Task<List<Consultation>> RecentAsync(Guid member, DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now - RecentLife;
        DateTimeOffset draftsSince = now - IntakeRules.DraftLife;
        return Own(member)
            .Where(one => one.State != ConsultationState.Abandoned && (one.State != ConsultationState.Draft || one.CreatedAt > draftsSince) && (Consultation.OpenStates.Contains(one.State) || one.CreatedAt > since || one.ClosedAt > since))
            .OrderByDescending(one => one.CreatedAt).Take(max).ToListAsync(cancellationToken);
    }

    /// <summary>Who asked the last time.</summary>
    public Task<ConsultationOrigin?> EarlierOriginAsync(Guid member, CancellationToken cancellationToken) =>
        db.Consultations.Where(one => one.MemberId == member && one.Origin != null && one.State != ConsultationState.Draft && one.State != ConsultationState.Abandoned)
            .OrderByDescending(one => one.CreatedAt).Select(one => one.Origin).FirstOrDefaultAsync(cancellationToken);

    public Task<bool> HasAgreedAsync(Guid member, int version, CancellationToken cancellationToken) =>
        db.Consents.AnyAsync(consent => consent.MemberId == member && consent.Version >= version && consent.WithdrawnAt == null, cancellationToken);

    public void Agree(Guid member, int version, DateTimeOffset now)
    {
        db.Consents.Add(new Consent { MemberId = member, Version = version, GivenAt = now });
        db.AuditTrail.Add(AuditEntry.ByPerson(member, "member.consent", $"member:{member:N}", now, $"{version}"));
    }

    /// <summary>Given up before it was sent: its words, numbers and files go at once.</summary>
    public async Task AbandonAsync(Consultation draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.State != ConsultationState.Draft)
        {
            return;
        }

        await desk.AbandonAsync(draft, now, cancellationToken);
        (draft.CallPhone, draft.CallTimes, draft.AskerName) = ("", "", "");
        foreach (ConsultationEntry entry in draft.Entries)
        {
            entry.Text = "";
        }

        foreach (ConsultationFile file in draft.Files.Where(file => file.ErasedAt is null))
        {
            file.ErasedAt = now;
            file.Name = "";
            Guid id = file.Id;
            db.WhenKept(() => UploadFolder.Erase(storage.Value, id));
        }

        foreach (OneTimeLink link in await db.OneTimeLinks.Where(link => link.ConsultationId == draft.Id && link.ExpiresAt > now).ToListAsync(cancellationToken))
        {
            link.ExpiresAt = now;
        }
    }

    private IQueryable<Consultation> Own(Guid member) =>
        db.Consultations.Include(one => one.Entries).Include(one => one.Files).AsSplitQuery().Where(one => one.MemberId == member);
}
