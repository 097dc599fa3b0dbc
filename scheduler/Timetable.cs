using Quartz;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Quotas;

namespace Zaitaku.Scheduler;

/// <summary>One line of the timetable.</summary>
/// <param name="Cron">Quartz cron, read in Asia/Tokyo.</param>
/// <param name="IfLate">What happens when the job runs late.</param>
public sealed record TimetableEntry(Type Job, string Cron, string IfLate);

/// <summary>Every time the clock does something by itself, on one page. Sending is not here: the outbox wakes by itself.</summary>
public static class Timetable
{
    public static readonly IReadOnlyList<TimetableEntry> Entries =
    [
        new(typeof(HousekeepingJob), "0 20 3 * * ?", "Old rows stay a day longer."),
        new(typeof(PositionCleanupJob), "0 0/10 * * * ?", "A position stays up to ten minutes longer."),
        new(typeof(TargetJob), "30 0/2 * * * ?", "A warning or an escalation comes later; nothing is forgotten."),
        new(typeof(QuotaJob), "0 5/10 * * * ?", "The plan's figures are older; the channel itself refuses what is too much."),
    ];
}
