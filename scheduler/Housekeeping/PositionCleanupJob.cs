using Microsoft.EntityFrameworkCore;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Dialogue;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Forgets conversations silent for 30 minutes, and with them where a person was. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class PositionCleanupJob(ZaitakuDb db, TimeProvider clock) : IJob
{
    private const int BatchMax = 1_000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<DialogueState> over = await db.Dialogues.Where(dialogue => dialogue.ExpiresAt <= now).OrderBy(dialogue => dialogue.ExpiresAt).Take(BatchMax).ToListAsync(cancellationToken);
        db.Dialogues.RemoveRange(over);
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
