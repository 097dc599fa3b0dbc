using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>
/// Erases people who said in chat that they leave. The wish is the member's ErasedAt, kept by that turn; their farewell goes out first, and the menu of their role off their phone,
/// for the address of both is erased with the rest.
/// What a reader kept in the journal after an erasure, whoever asked for it, goes with the next look. Safe to run late or twice.
/// </summary>
[DisallowConcurrentExecution]
public sealed class ErasureJob(ZaitakuDb db, DeskFarewell desk, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<ErasureJob> logger) : IJob
{
    private const int BatchMax = 100;

    /// <summary>So long both may take; a channel that is away does not keep a person's data here.</summary>
    public static readonly TimeSpan FarewellMax = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <returns>How many were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<Member> leaving = await db.Members.AsNoTracking().Include(member => member.Links)
            .Where(member => member.ErasedAt != null && member.Links.Any()).OrderBy(member => member.ErasedAt).Take(BatchMax).ToListAsync(cancellationToken);
        int erased = 0;
        foreach (Member member in leaving)
        {
            if (now - member.ErasedAt < FarewellMax && await OwesAsync(member, cancellationToken))
            {
                continue;
            }

            erased += await desk.EraseAsync(db, member.Id, null, now, cancellationToken) ? 1 : 0;
        }

        if (JournalErasure.IsPending(storage.Value) && !JournalErasure.TryRun(storage.Value))
        {
            logger.JournalStillHoldsErased();
        }

        return erased;
    }

    private async Task<bool> OwesAsync(Member member, CancellationToken cancellationToken)
    {
        if (member.Links.Exists(link => link.MenuShown is not null && link.BlockedAt is null))
        {
            return true;
        }

        List<string> addresses = [.. member.Links.SelectMany(link => new[] { link.ChannelUserId, link.Address }).Where(address => address.Length > 0)];
        return await db.Outbox.AnyAsync(message => addresses.Contains(message.Address) && (message.State == OutboxState.Waiting || message.State == OutboxState.Sending), cancellationToken);
    }
}
