using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Inbox;

/// <summary>Where channels hand over what they heard. Kept means on disk: only then is the platform told 200.</summary>
public interface IEventInbox
{
    /// <summary>Keeps each event once; those already known (same channel and event id) change nothing.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="Exception">Anything thrown means "not kept": the channel answers 503, so that the platform may deliver again.</exception>
    Task<int> KeepAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken);
}
