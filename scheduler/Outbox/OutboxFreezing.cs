using System.Data.Common;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Writes down address, body and key of a try before it is made.</summary>
public sealed class OutboxFreezing(GroupCommit commits)
{
    /// <returns>Those that may be made. What was planned anew, cancelled or taken by another meanwhile stays out.</returns>
    internal async Task<IReadOnlyList<SendAttempt>> FreezeAsync(IReadOnlyCollection<SendAttempt> attempts, CancellationToken cancellationToken)
    {
        if (attempts.Count == 0)
        {
            return [];
        }

        HashSet<OutboxMessage> lost = [];
        Bundled[] carried = [.. attempts.SelectMany(attempt => attempt.Carried)];
        await commits.RunAsync(
            connection =>
            {
                lost.UnionWith(Overtaken(connection, carried));
                lost.UnionWith(OutboxWrites.Write(connection, [.. attempts.SelectMany(attempt => attempt.Messages).Where(message => !lost.Contains(message))], OutboxState.Waiting));
                OutboxWrites.Write(connection, [.. carried.Where(one => !lost.Contains(one.Carrier)).Select(one => one.Message)], OutboxState.Waiting);
            }, cancellationToken);
        return lost.Count == 0 ? [.. attempts] : [.. attempts.Select(attempt => Without(attempt, lost)).OfType<SendAttempt>()];
    }

    private static SendAttempt? Without(SendAttempt attempt, HashSet<OutboxMessage> lost)
    {
        OutboxMessage[] left = [.. attempt.Messages.Where(message => !lost.Contains(message))];
        return left.Length == 0 ? null : attempt with { Messages = left, Send = attempt.Send with { Addresses = [.. left.Select(message => message.Address)] } };
    }

    /// <summary>Bundles of which one message was planned anew meanwhile: none of their words goes out now, the next pass bundles them again.</summary>
    private static IEnumerable<OutboxMessage> Overtaken(DbConnection connection, IEnumerable<Bundled> bundled) =>
        bundled.GroupBy(one => one.Carrier)
            .Where(bundle => !OutboxWrites.AreUnchanged(connection, bundle.Select(one => one.Message).Append(bundle.Key)))
            .SelectMany(bundle => bundle.Select(one => one.Message).Append(bundle.Key));
}
