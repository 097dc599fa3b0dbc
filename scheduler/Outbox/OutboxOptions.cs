using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Section "Outbox" of appsettings.json.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Pause between two looks at the outbox. Default 1 second; a reply waits at most this long when the wake-up signal is lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages taken in one pass. Default 50, about a second of work when the channel answers in 20 ms.</summary>
    [Range(1, 1_000)]
    public int BatchMax { get; set; } = 50;

    /// <summary>Addresses sent to side by side. Default 8; to one address messages go in order.</summary>
    [Range(1, 64)]
    public int AddressesAtOnceMax { get; set; } = 8;
}
