using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>
/// Looks after what would be forgotten because nothing is owed any more: an answer that never arrived, and a consultation that was answered and never closed.
/// Safe to run late or twice: the timeline remembers what was told.
/// </summary>
[DisallowConcurrentExecution]
public sealed class LooseEndsJob(ZaitakuDb db, IDeskPolicies policies, IDeskWatch watch, TimeProvider clock, ILogger<LooseEndsJob> logger) : IJob
{
    /// <summary>Of each in one pass; a hub has some dozen.</summary>
    private const int BatchMax = 500;

    /// <summary>Answers that ended longer ago were looked at before, or are on the page of inbox and outbox.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await TellUndeliveredAsync(now, cancellationToken);
        await TellStillOpenAsync(now, cancellationToken);
    }

    /// <summary>Answers and questions are written for one channel, without a person; the question whether it helped is not, and nobody misses it.</summary>
    private async Task TellUndeliveredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset since = now - LookBack;
        var lost = await db.Outbox.AsNoTracking()
            .Where(message => message.DoneAt >= since && message.MemberId == null && message.About != null && message.About.StartsWith(PersonMessages.AboutPrefix) && (message.Kind == PersonMessages.Kind || message.Kind == PersonMessages.ReminderKind)
                && (message.State == OutboxState.GivenUp || message.State == OutboxState.Unknown || (message.State == OutboxState.Cancelled && message.LastAnswer == OutboxPlanning.TooLate))
                && !db.ConsultationEntries.Any(entry => entry.Id == message.Id))
            .OrderBy(message => message.DoneAt).Take(BatchMax).Select(message => new { message.Id, message.About }).ToListAsync(cancellationToken);
        foreach (var message in lost)
        {
            if (PersonMessages.NumberIn(message.About) is { } number
                && await db.Consultations.SingleOrDefaultAsync(one => one.Number == number, cancellationToken) is { State: not (ConsultationState.Draft or ConsultationState.Abandoned or ConsultationState.Merged) } one)
            {
                // The row bears the message's id: told once, whatever happens to this pass.
                ConsultationRules.Write(one, new ConsultationEntry
                {
                    Id = message.Id, ConsultationId = one.Id, At = now, Kind = ConsultationEntryKind.Undelivered, IsInternal = true, Sequence = ConsultationRules.SequenceOf(one, now),
                });
                await TellAsync(one, DeskNews.Undelivered, now, cancellationToken);
            }
        }
    }

    private async Task TellStillOpenAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DeskPolicy policy = policies.Current();
        if (!policy.Time.IsOpen(now))
        {
            return; // It can wait for the morning.
        }

        var quiet = await db.Consultations.Where(one => one.State == ConsultationState.Claimed && one.TargetAt == null && one.WarnedAt == null)
            .OrderBy(one => one.CreatedAt).Take(BatchMax).Select(one => new { One = one, Last = one.Entries.Max(entry => (DateTimeOffset?)entry.At) }).ToListAsync(cancellationToken);
        foreach (var row in quiet.Where(row => TargetRules.After(policy, policy.RemindOpenAfter, row.Last ?? row.One.CreatedAt) <= now))
        {
            row.One.WarnedAt = now;
            ConsultationRules.WriteInternal(row.One, ConsultationEntryKind.Reminded, "終了していないことを担当者に知らせました", now);
            await TellAsync(row.One, DeskNews.StillOpen, now, cancellationToken);
        }
    }

    private async Task TellAsync(Consultation one, DeskNews news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DeskNotices.Add(db, one, news, await DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken), now);
        one.Revision++;
        watch.ChangedAfterSave(db);
        if (await DeskSaves.TrySaveAsync(db, cancellationToken))
        {
            logger.LooseEndTold(one.Id, news);
        }
    }
}
