using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Section "Outbox" of appsettings.json.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Pause between two looks at the outbox. Default 1 second; a reply waits at most this long when the wake-up signal is lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Urgent messages (emergencies, pages, answers) taken in one pass. Default 200, about a tenth of a second of work.</summary>
    [Range(1, 10_000)]
    public int UrgentBatchMax { get; set; } = 200;

    /// <summary>Notices and digests taken in one pass. Default 2,000; equal ones of a pass travel together where the channel can do that.</summary>
    [Range(1, 10_000)]
    public int PatientBatchMax { get; set; } = 2_000;

    /// <summary>When notices and digests fall silent (Tokyo). Default 21:00. Pages and emergencies ring at any hour; a person may set hours of their own.</summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>When they may ring again (Tokyo). Default 07:00; the same as QuietFrom for no quiet hours.</summary>
    public TimeOnly QuietTo { get; set; } = new(7, 0);
}
