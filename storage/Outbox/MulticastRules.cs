
namespace Zaitaku.Storage.Outbox;

/// <summary>Which messages travel in one call: equal notices to many people. A batch keeps its members and its key for ever: the key stands for exactly these.</summary>
public static class MulticastRules
{
    /// <returns>In the order of sending; most groups hold one message.</returns>
    public static IEnumerable<IReadOnlyList<OutboxMessage>> Groups(IReadOnlyList<OutboxMessage> ready, Func<string, int> multicastMax)
    {
        ArgumentNullException.ThrowIfNull(ready);
        Dictionary<object, (List<OutboxMessage> Group, HashSet<string> Addresses)> open = [];
        List<List<OutboxMessage>> groups = [];
        foreach (OutboxMessage message in ready)
        {
            int max = CanTravel(message) ? multicastMax(message.Channel) : 1;
            object key = message.Key is { } batch ? batch : (message.Channel, message.Urgency, message.UselessAfter, message.Body);
            if (max > 1 && open.TryGetValue(key, out (List<OutboxMessage> Group, HashSet<string> Addresses) found) && (message.Key is not null || found.Group.Count < max)
                && found.Addresses.Add(message.Address))
            {
                found.Group.Add(message);
                continue;
            }

            groups.Add([message]);
            if (max > 1)
            {
                open[key] = (groups[^1], [message.Address]);
            }
        }

        groups.ForEach(group => group.Sort((one, other) => one.Id.CompareTo(other.Id))); // A key stands for one body: repeated, it names its people in the same order.
        return groups;
    }

    /// <summary>Groups and rooms cannot be reached by multicast, nor can a reply; a batch that was tried comes back as it was.</summary>
    private static bool CanTravel(OutboxMessage message) =>
        message is { Urgency: Urgency.Notice or Urgency.Digest, MemberId: not null, ReplyToken: null, ReplacesSentId: null, IsAlone: false }
        && (message.Attempts == 0 || message.IsInBatch);
}
