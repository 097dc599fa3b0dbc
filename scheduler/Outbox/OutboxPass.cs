using System.Data.Common;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Sends what is due and still useful, urgent before old. Safe to run late, twice or after a crash: each try is written down before it is made.</summary>
public sealed class OutboxPass(OutboxReads reads, OutboxPlanning planning, OutboxSending sending, GroupCommit commits, TimeProvider clock)
{
    /// <summary>One batch of each lane. Returns how many messages were tried, put off or dropped, and when the next one is due.</summary>
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

    public async Task<(int Done, DateTimeOffset? NextDue)> RunAsync(OutboxLane lane, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DueMessages due = await reads.DueAsync(lane, now, cancellationToken);
        if (due.Messages.Count == 0)
        {
            return (0, await reads.NextDueAsync(lane, cancellationToken));
        }

        SendPlan plan = await planning.PlanAsync(due, now, cancellationToken);
        IReadOnlyList<SendAttempt> frozen = await FreezeAsync(plan, cancellationToken);
        KillPoints.Reach("between-plans");
        if (plan.Unsent.Count > 0)
        {
            await sending.KeepAsync(plan.Unsent, OutboxState.Waiting, recipientGone: false, due, now);
        }

        KillPoints.Reach("after-freeze");
        await sending.SendAllAsync(frozen, due, cancellationToken);
        return (due.Messages.Count, null);
    }

    /// <summary>Writes down address, body and key of every try before any is made. What was planned anew in the meantime stays out.</summary>
    internal async Task<IReadOnlyList<SendAttempt>> FreezeAsync(SendPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Attempts.Count == 0)
        {
            return [];
        }

        HashSet<OutboxMessage> lost = [];
        await commits.RunAsync(
            connection =>
            {
                lost.UnionWith(Overtaken(connection, plan.Bundled));
                lost.UnionWith(OutboxWrites.Write(connection, [.. plan.Attempts.SelectMany(attempt => attempt.Messages).Where(message => !lost.Contains(message))], OutboxState.Waiting));
                OutboxWrites.Write(connection, [.. plan.Bundled.Where(one => !lost.Contains(one.Carrier)).Select(one => one.Message)], OutboxState.Waiting);
            }, cancellationToken);
        if (lost.Count == 0)
        {
            return plan.Attempts;
        }

        List<SendAttempt> frozen = [];
        foreach (SendAttempt attempt in plan.Attempts)
        {
            OutboxMessage[] left = [.. attempt.Messages.Where(message => !lost.Contains(message))];
            if (left.Length > 0)
            {
                frozen.Add(attempt with { Messages = left, Send = attempt.Send with { Addresses = [.. left.Select(message => message.Address)] } });
            }
        }

        return frozen;
    }

    /// <summary>Bundles of which one message was planned anew meanwhile: none of their words goes out now, the next pass bundles them again.</summary>
    private static IEnumerable<OutboxMessage> Overtaken(DbConnection connection, IEnumerable<Bundled> bundled) =>
        bundled.GroupBy(one => one.Carrier)
            .Where(bundle => !OutboxWrites.AreUnchanged(connection, bundle.Select(one => one.Message).Append(bundle.Key)))
            .SelectMany(bundle => bundle.Select(one => one.Message).Append(bundle.Key));
}
