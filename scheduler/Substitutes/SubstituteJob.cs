using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>
/// Looks after requests for a substitute: reminds of what is missing, ends what is incomplete at the cutoff, follows changes of the rota, tells coordinators of those
/// nobody answers, asks what came of it. Safe to run late or twice: the rows remember what was told.
/// </summary>
[DisallowConcurrentExecution]
public sealed class SubstituteJob(ZaitakuDb db, SubstituteGiving giving, SubstituteNotices notices, IOptions<SubstituteOptions> options, TimeProvider clock, ILogger<SubstituteJob> logger) : IJob
{
    /// <summary>Of each kind in one pass; a network has some dozen a year.</summary>
    private const int BatchMax = 200;

    /// <summary>How long a doctor on duty may say nothing before coordinators hear of it.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(2);

    private static readonly SubstituteState[] Running = [SubstituteState.Sent, SubstituteState.Accepted, SubstituteState.Consulting];

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow(), soon = now + SubstituteRules.ReminderBefore, old = now - SubstituteRules.OutcomeWithin;
        List<SubstituteRequest> due = await db.SubstituteRequests.Include(one => one.Given)
            .Where(one => (one.State == SubstituteState.Collecting && one.Cutoff <= soon) || (Running.Contains(one.State) && (one.OutcomeAskedAt == null && one.AbsentUntil > old)))
            .OrderBy(one => one.Cutoff).Take(BatchMax).ToListAsync(cancellationToken);
        foreach (SubstituteRequest one in due)
        {
            bool isDone = one.State == SubstituteState.Collecting ? await CollectAsync(one, now, cancellationToken)
                : one.AbsentUntil > now ? await LookAsync(one, now, cancellationToken) : await AskOutcomeAsync(one, now, cancellationToken);
            if (isDone && await DeskSaves.TrySaveAsync(db, cancellationToken))
            {
                logger.SubstituteFollowed(one.Id, one.State);
            }
        }
    }

    private async Task<bool> CollectAsync(SubstituteRequest one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isInTime = SubstituteRules.IsInTime(one.Cutoff, now);
        if (isInTime && one.Reminded > 0)
        {
            return false;
        }

        SubstituteFacts facts = await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken);
        if (!isInTime)
        {
            (one.State, one.ClosedAt) = (SubstituteState.Lapsed, now);
            notices.Add(db, facts, null, SubstituteCardKind.Lapsed, now);
        }
        else if (one.CreatedAt <= one.Cutoff - SubstituteRules.ReminderBefore)
        {
            notices.Add(db, facts, null, SubstituteCardKind.Incomplete, now); // Who asked within the last hour was just told what is missing.
        }

        one.Reminded++;
        one.Revision++;
        await SubstituteNotices.TellHubAsync(db, facts, isInTime ? SubstituteNews.Incomplete : SubstituteNews.Lapsed, now, cancellationToken);
        return true;
    }

    private async Task<bool> LookAsync(SubstituteRequest one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isFollowed = await giving.FollowAsync(db, one, now, cancellationToken);
        SubstituteGiven[] silent = await SilentAsync(one, now, cancellationToken);
        if (silent.Length == 0)
        {
            return isFollowed;
        }

        foreach (SubstituteGiven row in silent)
        {
            row.UnansweredToldAt = now;
        }

        one.Revision += isFollowed ? 0 : 1;
        await SubstituteNotices.TellHubAsync(db, await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken), SubstituteNews.Unanswered, now, cancellationToken);
        return true;
    }

    /// <summary>They had their time to answer, counted from when their phone was told; or their hours have begun.</summary>
    private async Task<SubstituteGiven[]> SilentAsync(SubstituteRequest one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SubstituteGiven[] due = [.. one.Given.Where(row => row is { EndedAt: null, Answer: SubstituteAnswer.None, UnansweredToldAt: null } && (row.GivenAt + AnswerWithin <= now || Begun(row)))];
        if (due.Length == 0)
        {
            return [];
        }

        (IReadOnlySet<int> waiting, IReadOnlyDictionary<int, DateTimeOffset> since) = await SubstituteNotices.AskedAsync(db, one, cancellationToken);
        return Array.FindAll(due, row => Begun(row) || (!waiting.Contains(row.HolderId) && since.GetValueOrDefault(row.HolderId, row.GivenAt) + AnswerWithin <= now));
        bool Begun(SubstituteGiven row) => row.StartsAt <= now && row.GivenAt < now;
    }

    private async Task<bool> AskOutcomeAsync(SubstituteRequest one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SubstituteFacts facts = await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken);
        one.OutcomeAskedAt = now;
        one.Revision++;
        foreach (SubstituteGiven row in facts.Standing.DistinctBy(row => row.HolderId))
        {
            notices.Add(db, facts, row, SubstituteCardKind.AskOutcome, now);
        }

        if (!facts.Standing.Any(row => facts.Holders.GetValueOrDefault(row.HolderId)?.MemberId is not null))
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.OutcomeOpen, now, cancellationToken);
        }

        return true;
    }
}
