using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Outbox;

/// <summary>On which of a person's channels a message goes.</summary>
public static class RouteRules
{
    /// <summary>A page rings the phone in the pocket first.</summary>
    private static readonly string[] PhoneFirst = ["line", "teams", "chat"];

    /// <summary>A notice goes where messages cost nothing.</summary>
    private static readonly string[] FreeFirst = ["teams", "line", "chat"];

    /// <param name="links">The person's accounts.</param>
    /// <param name="mayUse">False for a channel that is not configured, or whose plan has no room for this.</param>
    /// <returns>Null when no channel is left.</returns>
    public static ChannelLink? Choose(OutboxMessage message, IEnumerable<ChannelLink> links, Func<string, bool> mayUse)
    {
        ArgumentNullException.ThrowIfNull(message);
        string[] order = message.Urgency <= Urgency.Reply ? PhoneFirst : FreeFirst;
        string[] tried = message.TriedChannels.Split(',', StringSplitOptions.RemoveEmptyEntries);
        ChannelLink[] usable = [.. links.Where(link => link.BlockedAt is null && mayUse(link.Channel))
            .OrderBy(link => Array.IndexOf(order, link.Channel) is var place && place < 0 ? order.Length : place).ThenBy(link => link.Id)];
        return Array.Find(usable, link => !tried.Contains(link.Channel)) ?? (message.Generation == 0 ? usable.FirstOrDefault() : null); // A new message was not tried anywhere: it only prefers another way.
    }

    /// <summary>Where a message to this account goes.</summary>
    public static string AddressOf(ChannelLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.Address.Length > 0 ? link.Address : link.ChannelUserId;
    }
}
