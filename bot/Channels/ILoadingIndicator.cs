namespace Zaitaku.Bot.Channels;

/// <summary>「…」 on the person's screen while an answer is being made. A nicety: it may be skipped, and it never fails a turn.</summary>
public interface ILoadingIndicator
{
    /// <summary>The channel's name as in <see cref="ChannelEvent.Channel"/>.</summary>
    string Channel { get; }

    /// <summary>Starts the indicator; it ends by itself when a message arrives. The task never faults, and need not be awaited.</summary>
    Task StartAsync(string address, CancellationToken cancellationToken);
}
