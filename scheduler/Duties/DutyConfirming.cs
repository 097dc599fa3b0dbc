using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Writes down that a holder knows of a duty, and calls off what was under way because they did not say so.</summary>
public static class DutyConfirming
{
    /// <summary>The caller saves.</summary>
    /// <returns>Those of the duties that were not confirmed before.</returns>
    public static async Task<IReadOnlyList<HeldDuty>> ConfirmAsync(ZaitakuDb db, IReadOnlyCollection<HeldDuty> duties, ConfirmedVia via, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duties);
        HeldDuty[] fresh = [.. duties.Where(duty => duty.IsOpen && duty.Confirm(via, staff, now))];
        string[] abouts = [.. fresh.Where(duty => duty.ConfirmedAt is not null).Select(duty => DutyMessages.AboutOf(duty.Id))];
        foreach (OutboxMessage message in abouts.Length == 0 ? [] : await db.Outbox.Where(message => abouts.Contains(message.About) && (message.Kind == DutyMessages.AgainKind || message.Kind == DutyMessages.NextKind || message.Kind == DutyMessages.UnconfirmedKind)).ToListAsync(cancellationToken))
        {
            if (message.IsUntried)
            {
                message.Cancel(DutyTruth.Confirmed, now);
            }

            foreach (PhoneTask task in message.Kind == DutyMessages.AgainKind ? await db.PhoneTasks.Where(task => task.MessageId == message.Id && task.DoneAt == null).ToListAsync(cancellationToken) : [])
            {
                task.DoneAt = now;
            }
        }

        return fresh;
    }
}
