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

    /// <summary>Conversations handled side by side, so as many turns at once. Default 16; within one conversation events are handled in order. 0: events are kept and wait.</summary>
    [Range(0, 64)]
    public int ConversationsAtOnceMax { get; set; } = 16;

    /// <summary>How long one turn may take before it counts as failed. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan TurnMax { get; set; } = TimeSpan.FromSeconds(20);
}
