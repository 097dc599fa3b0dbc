using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Section "Housekeeping" of appsettings.json: how long things are kept.</summary>
public sealed class HousekeepingOptions
{
    public const string Section = "Housekeeping";

    /// <summary>Days a handled event and a sent message keep their words. Default 30.</summary>
    [Range(1, 3_650)]
    public int MessageDays { get; set; } = 30;

    /// <summary>Days a question nobody could answer is kept for the coordinators. Default 90.</summary>
    [Range(1, 3_650)]
    public int UnansweredDays { get; set; } = 90;

    /// <summary>Days an event that failed three times waits for a person before its words go. Default 90.</summary>
    [Range(1, 3_650)]
    public int ParkedDays { get; set; } = 90;
}
