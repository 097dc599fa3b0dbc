using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Reminds people who were asked something and do not answer, once and gently; then tells their coordinator. Safe to run late or twice: the timeline remembers what was told.</summary>
[DisallowConcurrentExecution]
public sealed class AskedBackJob(ZaitakuDb db, IDeskPolicies policies, IPersonReminder reminder, IDeskWatch watch, TimeProvider clock, ILogger<AskedBackJob> logger) : IJob
{
    /// <summary>Questions without an answer in one pass; a hub has some dozen.</summary>
    private const int BatchMax = 1_000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DeskPolicy policy = policies.Current();
        List<Consultation> asked = await db.Consultations.Include(one => one.Entries.Where(entry => AskedBackRules.Kinds.Contains(entry.Kind)))
            .Where(one => one.State == ConsultationState.AskedBack).OrderBy(one => one.CreatedAt).Take(BatchMax).ToListAsync(cancellationToken);
        foreach (Consultation one in asked)
        {
            AskedBackDue due = AskedBackRules.DueOf(policy, one, now);
            if (due != AskedBackDue.Nothing)
            {
                await TellAsync(one, due, now, cancellationToken);
            }
        }
    }

    private async Task TellAsync(Consultation one, AskedBackDue due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (due == AskedBackDue.RemindPerson && await reminder.RemindAsync(one, now, cancellationToken))
        {
            ConsultationRules.WriteInternal(one, ConsultationEntryKind.Reminded, "相談した人に、もう一度お知らせしました", now);
        }
        else
        {
            if (due == AskedBackDue.RemindPerson)
            {
                ConsultationRules.WriteInternal(one, ConsultationEntryKind.Reminded, "相談した人には、チャットで届きません", now); // Nothing to wait for.
            }

            ConsultationRules.WriteInternal(one, ConsultationEntryKind.Reminded, "担当者に知らせました", now);
            DeskNotices.Add(db, one, DeskNews.Unanswered, await DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken), now);
        }

        one.Revision++;
        watch.ChangedAfterSave(db);
        if (await DeskSaves.TrySaveAsync(db, cancellationToken))
        {
            logger.AskedBackTold(one.Id, due);
        }
    }
}
