using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
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
        List<OutboxMessage> alarms = abouts.Length == 0 ? [] : await db.Outbox.Where(message => abouts.Contains(message.About) && (message.Kind == DutyMessages.AgainKind || message.Kind == DutyMessages.NextKind || message.Kind == DutyMessages.UnconfirmedKind)).ToListAsync(cancellationToken);
        foreach (OutboxMessage message in alarms.Where(message => message.IsUntried))
        {
            message.Cancel(DutyTruth.Confirmed, now);
        }

        await CloseCallsAsync(db, alarms, now, cancellationToken);
        return fresh;
    }

    /// <summary>Which of some duties somebody was reminded of in words that ask to confirm.</summary>
    public static async Task<IReadOnlySet<long>> AskedAsync(ZaitakuDb db, IEnumerable<HeldDuty> duties, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duties);
        List<OutboxMessage> about = await DutyMessages.AboutAsync(db, duties.Select(duty => DutyMessages.AboutOf(duty.Id)), cancellationToken);
        return about.Where(message => message.MemberId == member && !message.IsUntried && message.State != OutboxState.GivenUp && OutboxPlans.WasSaid(message)
            && (message.Kind == DutyMessages.AgainKind || DutyMessages.ReminderIn(message.Kind) is ReminderKind.Week or ReminderKind.Day or ReminderKind.Start)).Select(message => DutyMessages.DutyIn(message.About)).OfType<long>().ToHashSet();
    }

    /// <summary>Nobody has to call any more because one of these messages was not answered. The caller saves.</summary>
    public static async Task CloseCallsAsync(ZaitakuDb db, IEnumerable<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        foreach (Guid[] some in messages.Where(message => message.Kind == DutyMessages.AgainKind).Select(message => message.Id).Chunk(DutyMessages.GroupMax))
        {
            foreach (PhoneTask task in await db.PhoneTasks.Where(task => some.Contains(task.MessageId) && task.DoneAt == null).ToListAsync(cancellationToken))
            {
                task.DoneAt = now;
            }
        }
    }

    /// <summary>The same for duties that are over: a call would come too late.</summary>
    public static async Task CloseLateCallsAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<PhoneTask> late = await db.PhoneTasks.Where(task => task.DoneAt == null && db.Outbox.Any(message => message.Id == task.MessageId && message.Kind == DutyMessages.AgainKind && message.UselessAfter <= now)).ToListAsync(cancellationToken);
        late.ForEach(task => task.DoneAt = now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
