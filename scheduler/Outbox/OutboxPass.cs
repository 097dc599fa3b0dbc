using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Sends what is due and still useful, urgent before old. Safe to run late, twice or after a crash: each try is written down before it is made.</summary>
public sealed class OutboxPass(OutboxReads reads, OutboxPlanning planning, OutboxFreezing freezing, OutboxSending sending, ChannelBudgets budgets, IOptions<OutboxOptions> options, TimeProvider clock)
{
    /// <summary>Where reading runs ahead, a short first batch lets the sending begin at once; those behind it grow as fast as they can be made ready meanwhile.</summary>
    private const int FirstBatch = 500;

    private const int Growth = 4;

    /// <summary>One pass over each lane. Returns how many messages were tried, put off or dropped, and when the next one is due.</summary>
    public async Task<(int Done, DateTimeOffset? NextDue)> RunAsync(CancellationToken cancellationToken)
    {
        int all = 0;
        DateTimeOffset? next = null;
        foreach (OutboxLane lane in OutboxLane.All)
        {
            (int done, DateTimeOffset? due) = await RunAsync(lane, cancellationToken);
            all += done;
            next = next is null || due < next ? due ?? next : next;
        }

        return (all, next);
    }

    /// <summary>A batch, and while it is sent the next one is made ready: at 2,000 calls a second the reading would cost a fifth of the time.</summary>
    public async Task<(int Done, DateTimeOffset? NextDue)> RunAsync(OutboxLane lane, CancellationToken cancellationToken)
    {
        int done = 0;
        ExceptionDispatchInfo? problem = null;
        int size = lane.ReadsAhead ? Math.Min(FirstBatch, MaxOf(lane)) : MaxOf(lane);
        Task<OutboxBatch?> next = PrepareAsync(lane, size, cancellationToken);
        while (await next is { } batch)
        {
            using (batch)
            {
                done += batch.Due.Messages.Count;
                size = Math.Min(size * Growth, MaxOf(lane));
                next = lane.ReadsAhead && batch.IsFrozen && problem is null ? PrepareAsync(lane, size, cancellationToken) : Task.FromResult<OutboxBatch?>(null);
                try
                {
                    await sending.SendAllAsync(batch, cancellationToken);
                }
#pragma warning disable CA1031 // What was made ready meanwhile is frozen, and is sent before the problem is told.
                catch (Exception thrown)
#pragma warning restore CA1031
                {
                    problem = ExceptionDispatchInfo.Capture(thrown);
                }
            }
        }

        problem?.Throw();
        return (done, done > 0 ? null : await reads.NextDueAsync(lane, cancellationToken));
    }

    private int MaxOf(OutboxLane lane) => lane == OutboxLane.Urgent ? options.Value.UrgentBatchMax : options.Value.PatientBatchMax;

    /// <returns>Null when nothing is due.</returns>
    private async Task<OutboxBatch?> PrepareAsync(OutboxLane lane, int max, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DueMessages due = await reads.DueAsync(lane, max, now, cancellationToken);
        if (due.Messages.Count == 0)
        {
            return null;
        }

        BudgetHold hold = budgets.Hold();
        try
        {
            SendPlan plan = await planning.PlanAsync(due, hold, now, cancellationToken);
            if (plan.Unsent.Count > 0)
            {
                await sending.KeepAsync(plan.Unsent, OutboxState.Waiting, recipientGone: false, due, now);
            }

            KillPoints.Reach("between-plans");
            IReadOnlyList<SendAttempt> frozen = await freezing.FreezeAsync([.. plan.Attempts.Where(attempt => attempt.IsRepeatable)], cancellationToken);
            KillPoints.Reach("after-freeze");
            return new OutboxBatch(due, InOrder(plan, frozen), hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    private static List<SendAttempt> InOrder(SendPlan plan, IReadOnlyList<SendAttempt> frozen)
    {
        Dictionary<Guid, SendAttempt> byKey = frozen.ToDictionary(attempt => attempt.Send.Key);
        return [.. plan.Attempts.Select(attempt => attempt.IsRepeatable ? byKey.GetValueOrDefault(attempt.Send.Key) : attempt).OfType<SendAttempt>()];
    }
}
