using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot.Inbox;

/// <summary>Section "Inbox" of appsettings.json.</summary>
public sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>Pause between two looks at the inbox. Default 1 second; an event waits at most this long when the wake-up signal is lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Events taken in one look. Default 200.</summary>
    [Range(1, 10_000)]
    public int BatchMax { get; set; } = 200;

    /// <summary>Conversations handled side by side. Default 8; within one conversation events are handled in order.</summary>
    [Range(1, 64)]
    public int ConversationsAtOnceMax { get; set; } = 8;

    /// <summary>How long one turn may take before it counts as failed. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan TurnMax { get; set; } = TimeSpan.FromSeconds(20);
}
