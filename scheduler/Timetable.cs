using Quartz;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Scheduler.Unanswered;

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
        new(typeof(HousekeepingJob), "0 20 * * * ?", "Old rows stay an hour longer; a machine that is off at night cleans by day."),
        new(typeof(PositionCleanupJob), "0 * * * * ?", "A position stays up to a minute longer."),
        new(typeof(ErasureJob), "15 * * * * ?", "Whoever left is erased a minute later."),
        new(typeof(BackupJob), "0 0/10 * * * ?", "Looks whether the nightly copy is due (Backup:At); one that was missed is made at the next look."),
        new(typeof(TargetJob), "30 0/2 * * * ?", "A warning or an escalation comes later; nothing is forgotten."),
        new(typeof(AskedBackJob), "45 0/10 * * * ?", "Somebody who does not answer a question is reminded of it a little later."),
        new(typeof(LooseEndsJob), "15 3/10 * * * ?", "Who has a consultation hears a little later that an answer did not arrive, or that it is still open."),
        new(typeof(DutyJob), "0/5 * * * * ?", "Holders hear later of their duties and the waits of an unconfirmed one are longer; nothing is forgotten."),
        new(typeof(GapJob), "10/20 * * * * ?", "Coordinators hear later of a gap in a rota (daily look 07:30, weekly list Monday 09:00); nothing is forgotten."),
        new(typeof(MeetingJob), "3/10 * * * * ?", "Invitations, corrections and the waiting list are later; what goes out is drawn as things stand, nothing is forgotten."),
        new(typeof(CoverJob), "25 * * * * ?", "Who is to take a duty over is asked again, and the coordinators told, a little later."),
        new(typeof(HandChaseJob), "25 4/5 * * * ?", "Doctors who said nothing of a case are asked again a little later, and coordinators hear later that no hand is up."),
        new(typeof(SubstituteJob), "5 * * * * ?", "What is missing of a request for a substitute, its cutoff and a change of the doctor on duty are told a minute later."),
        new(typeof(IssueJob), "20 0/5 * * * ?", "Who has something to do from a meeting is reminded of another day a little later."),
        new(typeof(UnansweredJob), "50 1/10 * * * ?", "The weekly digest of unanswered questions (Monday 09:00) comes later; after Tuesday evening not at all."),
        new(typeof(QuotaJob), "0 5/10 * * * ?", "The plan's figures are older; the channel itself refuses what is too much."),
    ];
}
