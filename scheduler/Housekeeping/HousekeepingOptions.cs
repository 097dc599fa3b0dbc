using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Scheduler.Housekeeping;

/// <summary>Section "Housekeeping" of appsettings.json: how long each kind of thing is kept.</summary>
public sealed class HousekeepingOptions
{
    public const string Section = "Housekeeping";

    /// <summary>Days a handled event, as the platform sent it, and a sent message keep their words, and what a restore put aside stays. Default 30.</summary>
    [Range(1, 3_650)]
    public int MessageDays { get; set; } = 30;

    /// <summary>Days a question nobody could answer is kept for the coordinators, without the numbers in it. Default 90.</summary>
    [Range(1, 3_650)]
    public int UnansweredDays { get; set; } = 90;

    /// <summary>Days an event that failed three times waits for a person before its words go. Default 30, as for any event as the platform sent it.</summary>
    [Range(1, 3_650)]
    public int ParkedDays { get; set; } = 30;

    /// <summary>Days any other kept words (notes on a patient, safety, vacancies, wrong facts) and finished phone calls stay. Default 365.</summary>
    [Range(1, 3_650)]
    public int NoteDays { get; set; } = 365;

    /// <summary>Minutes a person's position is kept, rounded to 0.001 degrees (about 100 m). Default 30.</summary>
    [Range(1, 30)]
    public int PositionMinutes { get; set; } = 30;

    /// <summary>Days a consultation that was begun and never sent, or taken back, is kept. Default 30.</summary>
    [Range(1, 3_650)]
    public int DraftDays { get; set; } = 30;

    /// <summary>Days after it was last shown in which a handover note of a duty, or a coordinator's watch point, keeps its words. Default 30.</summary>
    [Range(1, 3_650)]
    public int HandoverDays { get; set; } = 30;

    /// <summary>Years after its end in which a consultation keeps its words, files and person. Default 5; what counts in the yearly report stays.</summary>
    [Range(1, 50)]
    public int ConsultationYears { get; set; } = 5;

    /// <summary>Days after its end in which a hand-raising case keeps its words and doctors, and a request for a substitute its papers and doctors. Default 365; times, counts and outcomes stay.</summary>
    [Range(1, 3_650)]
    public int CaseDays { get; set; } = 365;

    /// <summary>Years the audit trail is kept. Default 5.</summary>
    [Range(1, 50)]
    public int AuditYears { get; set; } = 5;

    /// <summary>Days a one-time link, a code or a set-up link is remembered after it ran out. Default 7.</summary>
    [Range(0, 3_650)]
    public int LinkDays { get; set; } = 7;

    /// <summary>Days an ended session of the console is remembered. Default 30.</summary>
    [Range(0, 3_650)]
    public int SessionDays { get; set; } = 30;
}
