using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>After every change of a rota: its held duties become those of the table, and each holder is told what they do not know yet, in one message.</summary>
public sealed class DutyFollowing(IDbContextFactory<ZaitakuDb> databases, DutyTelling telling, IOptionsMonitor<OutboxOptions> options, ILogger<DutyFollowing> logger)
{
    /// <summary>Rotas in which something was written since their duties were followed.</summary>
    public async Task<IReadOnlyList<int>> ChangedAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.DutyRotas.Where(rota => rota.Revision != rota.FollowedRevision && !rota.IsDemo).OrderBy(rota => rota.Id).Select(rota => rota.Id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
    }

    /// <summary>Rotas that run: looked at once a day whether they changed or not, since the horizon moves, and people come back who could not be told.</summary>
    public async Task<IReadOnlyList<int>> RunningAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.DutyRotas.Where(rota => rota.ClosedAt == null && !rota.IsDemo).OrderBy(rota => rota.Id).Select(rota => rota.Id).Take(RotaReads.RotasMax).ToListAsync(cancellationToken);
    }

    /// <exception cref="DbUpdateConcurrencyException">Something was written in the rota, another process followed it, or a message went out, meanwhile: nothing is saved.</exception>
    public async Task FollowAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DutyRota rota = await db.DutyRotas.Include(one => one.Seats).SingleAsync(one => one.Id == id, cancellationToken);
        RotaView? view = await RotaReads.OneAsync(db, id, now - RotaRules.ShiftLengthMax, now + HeldDutyRules.HorizonMax + RotaRules.ShiftLengthMax, cancellationToken);
        IReadOnlyList<DutyStretch> stretches = view is null || rota.ClosedAt is not null ? [] : DutyStretch.Of(view, now, now + HeldDutyRules.HorizonMax);
        List<HeldDuty> rows = await db.HeldDuties.Where(duty => duty.RotaId == id && duty.EndsAt > now).OrderBy(duty => duty.Id).ToListAsync(cancellationToken);
        List<OutboxMessage> waiting = await DutyTelling.WaitingAsync(db, cancellationToken); // Before the record: one that leaves in between is heard, and its row no longer saves.
        ToldRecord told = await DutyTelling.RecordAsync(db, rows, cancellationToken);
        DutyChanges changes = HeldDutyRules.Follow(stretches, rows, told.IsEndTold);
        await WriteAsync(db, view, changes, rows, now, cancellationToken);
        await telling.TellAsync(db, rota, rows, told, waiting, now, cancellationToken);
        await SetStepsAsync(db, rota, rows, now, cancellationToken);
        if (rota.FollowedRevision != rota.Revision)
        {
            rota.FollowedRevision = rota.Revision;
            rows.ForEach(row => row.PlannedAt = null); // Times, holders and links may have changed.
        }
        else if (db.ChangeTracker.HasChanges())
        {
            rota.FollowedRevision = ++rota.Revision; // Of two processes that look at one midnight, one saves.
        }

        await db.SaveChangesAsync(cancellationToken);
        logger.DutiesFollowed(id, changes.Added.Count, changes.Reopened.Count, changes.Ended.Count);
    }

    private static async Task WriteAsync(ZaitakuDb db, RotaView? view, DutyChanges changes, List<HeldDuty> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (HeldDuty gone in changes.Ended)
        {
            gone.End(now);
        }

        List<string> abouts = [.. changes.Ended.Select(duty => DutyMessages.AboutOf(duty.Id))];
        List<OutboxMessage> said = await DutyMessages.AboutAsync(db, abouts, cancellationToken);
        foreach (OutboxMessage message in said.Where(message => message.IsUntried))
        {
            message.Cancel("no longer planned", now);
        }

        await DutyConfirming.CloseCallsAsync(db, said, now, cancellationToken);

        changes.Reopened.ToList().ForEach(duty => duty.Reopen());
        foreach (DutyStretch stretch in changes.Added)
        {
            HeldDuty duty = new() { RotaId = stretch.RotaId, SeatId = stretch.SeatId, HolderId = stretch.HolderId, StartsAt = stretch.StartsAt, EndsAt = stretch.EndsAt, CreatedAt = now };
            if (IsAgreed(view!, stretch))
            {
                duty.Confirm(ConfirmedVia.Cover, null, now);
            }
            else if (changes.Ended.FirstOrDefault(row => row.ConfirmedAt is not null && row.SeatId == stretch.SeatId && row.HolderId == stretch.HolderId && row.StartsAt <= stretch.StartsAt && stretch.EndsAt <= row.EndsAt) is { } whole)
            {
                duty.Inherit(whole); // Somebody took the rest over; who is on duty and said so is not asked again.
            }

            db.HeldDuties.Add(duty);
            rows.Add(duty);
        }
    }

    /// <summary>Two agreed on it: who took it over said so.</summary>
    private static bool IsAgreed(RotaView view, DutyStretch stretch) =>
        view.Shifts.Any(shift => shift is { Layer: DutyLayer.Swap, StaffId: null } && shift.SeatId == stretch.SeatId && shift.HolderId == stretch.HolderId && shift.StartsAt < stretch.EndsAt && stretch.StartsAt < shift.EndsAt);

    /// <summary>The wait for a confirmation begins where somebody can be asked, ends where nobody is, and goes on where a duty came back in the middle of it.</summary>
    private async Task SetStepsAsync(ZaitakuDb db, DutyRota rota, List<HeldDuty> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        QuietSpan quiet = DutyTelling.QuietOf(options.CurrentValue);
        List<int> holders = [.. rows.Where(row => row.IsOpen).Select(row => row.HolderId).Distinct()];
        HashSet<int> linked = [.. await db.DutyHolders.Where(holder => holders.Contains(holder.Id) && holder.MemberId != null && holder.ClosedAt == null).Select(holder => holder.Id).ToListAsync(cancellationToken)];
        ILookup<long, DutyStep> taken = (await db.DutySteps.AsNoTracking().Where(step => db.HeldDuties.Any(duty => duty.Id == step.DutyId && duty.RotaId == rota.Id && duty.EndsAt > now)).ToListAsync(cancellationToken)).ToLookup(step => step.DutyId);
        foreach (HeldDuty duty in rows.Where(row => row.IsOpen))
        {
            DateTimeOffset? at = HeldDutyRules.NextStepAt(duty, rota, [.. taken[duty.Id].OrderBy(step => step.Kind)], linked.Contains(duty.HolderId), quiet, now);
            if (duty.NextStepAt != at)
            {
                duty.NextStepAt = at;
                duty.Revision++;
            }
        }
    }
}
