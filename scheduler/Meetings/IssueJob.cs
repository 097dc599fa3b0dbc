using Microsoft.EntityFrameworkCore;
using Quartz;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Writes the reminders of what meetings left to do into the outbox, where they wait for their day. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class IssueJob(IDbContextFactory<ZaitakuDb> databases, TimeProvider clock) : IJob
{
    /// <summary>Rows of one pass; the rest is of the next.</summary>
    private const int BatchMax = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<int> changed;
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            changed = await db.MeetingIssues.Where(issue => issue.PlannedAt == null).OrderBy(issue => issue.Id).Select(issue => issue.Id).Take(BatchMax).ToListAsync(cancellationToken);
        }

        foreach (int id in changed)
        {
            await PlanAsync(id, now, cancellationToken);
        }
    }

    private async Task PlanAsync(int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.MeetingIssues.SingleOrDefaultAsync(issue => issue.Id == id && issue.PlannedAt == null, cancellationToken) is not { } found)
        {
            return;
        }

        string about = IssueMessages.AboutOf(id);
        List<OutboxMessage> known = await db.Outbox.AsNoTracking().Where(message => message.About == about && message.MemberId == found.MemberId).ToListAsync(cancellationToken);
        bool isSaid(IssueReminder one) => known.Exists(message => message.Kind == IssueMessages.KindOf(one) && message.DueAt == one.Due && !message.IsUntried && OutboxPlans.WasSaid(message));
        string plain = OutboxBody.Text("会議で決まった課題の期限のお知らせです。");
        await OutboxPlans.PlanAsync(db, about, [.. IssueRules.RemindersOf(found, now).Where(one => !isSaid(one)).Select(one => new PlannedMessage(found.MemberId!.Value, IssueMessages.KindOf(one), Urgency.Notice, plain, one.Due, one.UselessAfter) { Bundle = MeetingMessages.Together })], now, cancellationToken);
        found.PlannedAt = now; // Of two that plan one, one saves; whoever has its form open is not disturbed.
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            // Changed, or one of its reminders went out meanwhile: looked at again in the next pass.
        }
    }
}

/// <summary>Looks once more before a reminder goes out: is it still theirs, and still to be done by then?</summary>
public sealed class IssueTruth(IIssueCards cards) : IMessageTruth
{
    /// <summary>For the record of the outbox.</summary>
    public const string Settled = "the issue is done or another's";

    /// <summary>For the record of the outbox.</summary>
    public const string Planning = "the issue has just changed";

    /// <summary>What was changed is planned anew within minutes.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    public string AboutPrefix => IssueMessages.Prefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        return IssueMessages.IssueIn(message.About) is not { } id || await db.MeetingIssues.AsNoTracking().SingleOrDefaultAsync(issue => issue.Id == id, cancellationToken) is not { DoneAt: null } issue
            || issue.MemberId != message.MemberId || await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == issue.MeetingId, cancellationToken) is not { } meeting
            ? new TruthAnswer.NoLonger(Settled)
            : issue.PlannedAt is null ? new TruthAnswer.NotYet(now + LookAgainAfter, Planning) : new TruthAnswer.Otherwise(cards.Reminder(issue, meeting, now));
    }
}
