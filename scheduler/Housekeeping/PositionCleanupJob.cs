using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Forgets conversations silent for 30 minutes, and with them where a person was; and positions in events that nobody has handled. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class PositionCleanupJob(ZaitakuDb db, IOptions<HousekeepingOptions> options, TimeProvider clock) : IJob
{
    private const int BatchMax = 1_000;

    /// <summary>As the bot writes a shared position down.</summary>
    private const string PositionMark = "\"kind\":\"Location\"";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<DialogueState> over = await db.Dialogues.Where(dialogue => dialogue.ExpiresAt <= now).OrderBy(dialogue => dialogue.ExpiresAt).Take(BatchMax).ToListAsync(cancellationToken);
        db.Dialogues.RemoveRange(over);
        DateTimeOffset old = now.AddMinutes(-options.Value.PositionMinutes);
        foreach (InboxMessage left in await db.Inbox.Where(message => message.State != InboxState.Handled && message.ReceivedAt < old && message.Event.Contains(PositionMark))
            .OrderBy(message => message.Id).Take(BatchMax).ToListAsync(cancellationToken))
        {
            left.Event = "null"; // Its turn, should it still come, is handled without a word.
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The person spoke again in this moment; the next pass looks again.
        }
    }
}
