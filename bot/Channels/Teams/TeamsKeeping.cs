using Zaitaku.Bot.Inbox;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Learns where the conversation is reached, and keeps what was said.</summary>
public sealed class TeamsKeeping(TeamsConversations conversations, IEventInbox inbox, ILogger<TeamsKeeping> logger)
{
    /// <summary>A pressed button is answered within two seconds, learning, keeping and all. What takes longer goes to the spill, which costs some milliseconds more.</summary>
    internal static readonly TimeSpan KeepWithin = TimeSpan.FromMilliseconds(1_600);

    /// <returns>How many events were new (0 for a second delivery, or for something that says nothing), or null when it cannot be kept at the moment.</returns>
    public async Task<int?> KeepAsync(TeamsActivity activity)
    {
        try
        {
            using CancellationTokenSource limit = new(KeepWithin);

            // Not the request's token: a caller that hangs up is no reason to forget what was said.
            TeamsActivity learnt = await conversations.SawAsync(activity);
            int kept = learnt.Event is { } heard ? await inbox.KeepAsync([heard], limit.Token) : 0;
            logger.ActivityKept(activity.Type, kept);
            return kept;
        }
#pragma warning disable CA1031 // Whatever stops the keeping, Teams must hear 503 and not 200.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.ActivityNotKept(new WordlessException(exception), activity.Type);
            return null;
        }
    }
}
