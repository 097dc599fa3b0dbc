using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Removes what is kept past its time: handled and parked events, sent messages, unused invitations, unanswered questions. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class HousekeepingJob(ZaitakuDb db, IOptions<HousekeepingOptions> options, TimeProvider clock) : IJob
{
    private const int BatchMax = 500;
    private const int BatchesMax = 2_000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset oldMessage = now.AddDays(-options.Value.MessageDays);
        DateTimeOffset oldParked = now.AddDays(-options.Value.ParkedDays);
        DateTimeOffset oldQuestion = now.AddDays(-options.Value.UnansweredDays);

        // The event's id is a door against a late redelivery; LINE delivers again within minutes, so 30 days are far past it.
        await RemoveAsync(db.Inbox.Where(message => message.State == InboxState.Handled && message.ReceivedAt < oldMessage).OrderBy(message => message.Id), cancellationToken);
        await RemoveAsync(db.Inbox.Where(message => message.State == InboxState.Parked && message.ReceivedAt < oldParked).OrderBy(message => message.Id), cancellationToken);
        await RemoveAsync(db.Outbox.Where(message => message.State != OutboxState.Waiting && (message.State != OutboxState.Unknown || message.SeenAt != null) && message.CreatedAt < oldMessage).OrderBy(message => message.CreatedAt), cancellationToken);

        // A code that ran out unused answers like one that never was; the phone number kept with it goes.
        await RemoveAsync(db.InvitationCodes.Where(code => code.UsedAt == null && code.ExpiresAt <= now).OrderBy(code => code.Id), cancellationToken);
        await RemoveAsync(db.KeptNotes.Where(note => note.Kind == NoteKind.Unanswered && note.SaidAt < oldQuestion).OrderBy(note => note.Id), cancellationToken);
    }

    private async Task RemoveAsync<T>(IQueryable<T> old, CancellationToken cancellationToken)
        where T : class
    {
        for (int batch = 0; batch < BatchesMax; batch++)
        {
            List<T> rows = await old.Take(BatchMax).ToListAsync(cancellationToken);
            db.RemoveRange(rows);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            if (rows.Count < BatchMax)
            {
                return;
            }
        }
    }
}
