using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Sends what is due and still useful, urgent before old. Safe to run late, twice or after a crash: each try is written down before it is made.</summary>
public sealed class OutboxPass(OutboxReads reads, OutboxPlanning planning, OutboxFreezing freezing, OutboxSending sending, OutboxLanes lanes, OutboxSignal signal, ChannelBudgets budgets,
    IOptions<OutboxOptions> options, TimeProvider clock)
{
    /// <summary>Where reading runs ahead, a short first batch lets the sending begin at once; those behind it grow as fast as they can be made ready meanwhile.</summary>
    private const int FirstBatch = 500;

    private const int Growth = 4;

    /// <summary>One pass over each lane, one after the other. Returns how many messages were tried, put off or dropped.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int all = 0;
        foreach (OutboxLane lane in lanes.All)
        {
            all += await RunAsync(lane, cancellationToken);
        }

        return all;
    }

    /// <summary>When the next message of each of <see cref="OutboxLanes.Watched"/> is due, be it long past; null where none waits.</summary>
    public Task<DateTimeOffset?[]> NextDuesAsync(CancellationToken cancellationToken) => reads.NextDuesAsync(cancellationToken);

    /// <summary>A batch, and while it is sent the next one is made ready: at 2,000 calls a second the reading would cost a fifth of the time.</summary>
    /// <returns>How many messages were tried, put off, dropped or left to another lane.</returns>
    public async Task<int> RunAsync(OutboxLane lane, CancellationToken cancellationToken)
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
        return done;
    }

    /// <summary>A slow channel's batch is a second of its work: a page that comes meanwhile is in the next.</summary>
    private int MaxOf(OutboxLane lane) => lane == OutboxLanes.Patient ? options.Value.PatientBatchMax
        : Math.Min(options.Value.UrgentBatchMax, lane.Channel is { } channel && planning.SenderOf(channel) is { } sender ? sender.Limits.PerSecond : int.MaxValue);

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
            SendPlan plan = await planning.PlanAsync(due, lane, hold, now, cancellationToken);
            if (plan.Unsent.Count > 0)
            {
                await sending.KeepAsync(plan.Unsent, OutboxState.Waiting, recipientGone: false, due, now, together: null, cancellationToken);
                signal.Wake(); // Some may be another lane's now.
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
