using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Warns before a consultation's time is over, and afterwards tells the deputy, then everyone, until somebody answers. Safe to run late or twice: the row remembers what was told.</summary>
[DisallowConcurrentExecution]
public sealed class TargetJob(ZaitakuDb db, IDeskPolicies policies, IDeskWatch watch, IDeskCards cards, TimeProvider clock, ILogger<TargetJob> logger) : IJob
{
    /// <summary>Consultations with a running time in one pass, the most urgent first; a hub has some hundred at most.</summary>
    private const int BatchMax = 2_000;

    private static readonly ConsultationState[] Running = [ConsultationState.Waiting, ConsultationState.Claimed, ConsultationState.Planned];

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DeskPolicy policy = policies.Current();
        List<StaffAccount> staff = await DeskStaff.AllAsync(db, cancellationToken);
        List<Consultation> running = await db.Consultations.Where(one => one.TargetAt != null && Running.Contains(one.State))
            .OrderBy(one => one.TargetAt).Take(BatchMax).ToListAsync(cancellationToken);
        foreach (Consultation one in running)
        {
            StaffAccount? holder = staff.Find(account => account.Id == one.StaffId);
            StaffAccount? deputy = DeputyOf(holder, staff, OfficeTime.DayOf(now));
            TargetDue due = TargetRules.DueOf(policy, one, deputy is not null, now);
            if (due != TargetDue.Nothing)
            {
                await TellAsync(one, due, holder, deputy, now, cancellationToken);
            }
        }
    }

    private async Task TellAsync(Consultation one, TargetDue due, StaffAccount? holder, StaffAccount? deputy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (due)
        {
            case TargetDue.Warn or TargetDue.PlanIsNear:
                one.WarnedAt = now;
                ConsultationRules.WriteInternal(one, ConsultationEntryKind.Warned, "", now);
                DeskNotices.Add(db, one, due == TargetDue.Warn ? DeskNews.Warned : DeskNews.PlanIsNear, await DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken), now);
                break;
            case TargetDue.TellDeputy when holder is not null && deputy is not null:
                (one.EscalationStep, one.EscalatedAt) = (1, now);
                ConsultationRules.WriteInternal(one, ConsultationEntryKind.Escalated, $"代理の{deputy.DisplayName}さんへ", now);
                DeskNotices.Add(db, one, DeskNews.Overdue, [holder], now);
                DeskNotices.Add(db, one, DeskNews.OverdueForDeputy, [deputy], now, holder.DisplayName);
                break;
            default:
                (one.EscalationStep, one.EscalatedAt) = (2, now);
                ConsultationRules.WriteInternal(one, ConsultationEntryKind.Escalated, "全員へ", now);
                DeskNotices.Add(db, one, DeskNews.OverdueForAll, await DeskStaff.AllAsync(db, cancellationToken), now);
                break;
        }

        one.Revision++;
        await cards.PlanAsync(db, one, now, cancellationToken);
        watch.ChangedAfterSave(db);
        if (await DeskSaves.TrySaveAsync(db, cancellationToken))
        {
            logger.TargetTold(one.Id, due);
        }
    }

    private static StaffAccount? DeputyOf(StaffAccount? holder, List<StaffAccount> staff, DateOnly today) =>
        holder?.DeputyId is { } id && id != holder.Id ? staff.Find(account => account.Id == id && AssignmentRules.IsThere(account, today)) : null;
}
