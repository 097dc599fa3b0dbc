using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>
/// Erases a person, or a consultation of somebody without an account, and lets the hub know of what was open: whoever has it, or was told that it came, hears that it was taken back;
/// its card closes and the queue is drawn anew. Else somebody would go to a visit that nobody awaits.
/// </summary>
public sealed class DeskFarewell(IDeskPolicies policies, IDeskCards cards, IDeskWatch watch, IOptions<StorageOptions> storage)
{
    /// <summary>A card may be on its way at this very moment; whoever loses looks again.</summary>
    private const int TriesMax = 5;

    /// <param name="staff">Who asked for it at the hub; null for the person, or for whoever runs the server.</param>
    /// <returns>False when there is no such member.</returns>
    public async Task<bool> EraseAsync(ZaitakuDb db, Guid member, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> open = await PersonTraces.OpenOfAsync(db, member, cancellationToken);
        await TellAsync(db, open, now, cancellationToken);
        bool isErased = await PersonErasure.EraseAsync(db, storage.Value, member, staff, now, cancellationToken);
        await ShowAsync(db, open, now, cancellationToken);
        return isErased;
    }

    /// <param name="staff">Who asked for it at the hub; null for whoever runs the server.</param>
    public async Task EraseConsultationAsync(ZaitakuDb db, Consultation one, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> open = (await PersonTraces.OfConsultationAsync(db, one, cancellationToken)).Open;
        await TellAsync(db, open, now, cancellationToken);
        await PersonErasure.EraseConsultationAsync(db, storage.Value, one, staff, now, cancellationToken);
        await ShowAsync(db, open, now, cancellationToken);
    }

    /// <summary>Saved before the erasure: after a crash between the two somebody hears twice, and nobody never.</summary>
    private async Task TellAsync(ZaitakuDb db, IReadOnlyList<Guid> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (Consultation one in await ReadAsync(db, open, cancellationToken))
        {
            List<StaffAccount> concerned = await DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken);
            (one.Area, one.TargetAt) = ("", null); // A notice may wait for the morning: it holds nothing that is erased tonight.
            DeskNotices.Add(db, one, DeskNews.TakenBack, concerned, now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task ShowAsync(ZaitakuDb db, IReadOnlyList<Guid> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (Consultation one in await ReadAsync(db, open, cancellationToken))
        {
            bool isPlanned = false;
            for (int tries = 0; tries < TriesMax && !isPlanned; tries++)
            {
                await cards.PlanAsync(db, one, now, cancellationToken);
                watch.ChangedAfterSave(db);
                isPlanned = await DeskSaves.TrySaveAsync(db, cancellationToken);
            }
        }
    }

    /// <summary>As they are now; nothing of them is written here.</summary>
    private static Task<List<Consultation>> ReadAsync(ZaitakuDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        db.Consultations.AsNoTracking().Where(one => ids.Contains(one.Id)).OrderBy(one => one.Number).ToListAsync(cancellationToken);
}
