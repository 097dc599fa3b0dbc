using Zaitaku.Bot.Inbox;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Learns where the conversation is reached, and keeps what was said.</summary>
public sealed class TeamsKeeping(TeamsConversations conversations, IEventInbox inbox, ILogger<TeamsKeeping> logger)
{
    /// <summary>Teams gives up after 10 to 15 seconds, and may show an error before; then it delivers again. Longer than this is answered 503.</summary>
    private static readonly TimeSpan KeepWithin = TimeSpan.FromSeconds(3);

    /// <returns>How many events were new (0 for a second delivery, or for something that says nothing), or null when it cannot be kept at the moment.</returns>
    public async Task<int?> KeepAsync(TeamsActivity activity)
    {
        try
        {
            // Not the request's token: a caller that hangs up is no reason to forget what was said.
            TeamsActivity learnt = await conversations.SawAsync(activity);
            using CancellationTokenSource limit = new(KeepWithin);
            int kept = learnt.Event is { } heard ? await inbox.KeepAsync([heard], limit.Token) : 0;
            logger.ActivityKept(activity.Type, kept);
            return kept;
        }
#pragma warning disable CA1031 // Whatever stops the keeping, Teams must hear 503 and not 200.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.ActivityNotKept(exception, activity.Type);
            return null;
        }
    }
}
