using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Reads what is left to do for meetings.</summary>
internal static class MeetingDeskReads
{
    /// <summary>Whose answer is wanted, and whom no chat reaches.</summary>
    public static IQueryable<MeetingInvitee> Unreached(ZaitakuDb db) =>
        InNoChat(db).Where(one => one.Answer == MeetingAnswer.None && one.Kind != InviteeKind.Applicant && one.Kind != InviteeKind.WalkIn);

    /// <summary>Those of these meetings of which it is written down who came, or what was said.</summary>
    public static Task<List<int>> WrittenAsync(ZaitakuDb db, int[] meetings, CancellationToken cancellationToken) =>
        db.Meetings.Where(meeting => meetings.Contains(meeting.Id) && (meeting.Minutes != "" || db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.AttendedAt != null)
            || db.MeetingHeadcounts.Any(one => one.MeetingId == meeting.Id && one.Count > 0) || db.MeetingPapers.Any(paper => paper.MeetingId == meeting.Id && paper.IsRecord)))
            .Select(meeting => meeting.Id).ToListAsync(cancellationToken);

    /// <returns>Null where nothing is left to do.</returns>
    public static async Task<DeskState?> StateAsync(ZaitakuDb db, DeskMatter matter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int id = matter.Meeting;
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.CancelledAt == null && !one.IsDemo, cancellationToken) is not { } meeting)
        {
            return null;
        }

        if (matter.Task == DeskTask.Unwritten)
        {
            return AttendanceRules.WasHeld(meeting, now) && (await WrittenAsync(db, [id], cancellationToken)).Count == 0 ? new DeskState(matter.Task, meeting, 0, null) : null;
        }

        IQueryable<MeetingInvitee> people = matter.Task == DeskTask.Unreached ? Unreached(db) : InNoChat(db).Where(one => one.Answer == MeetingAnswer.Offered && one.OfferUntil > now);
        List<DateTimeOffset?> until = await people.Where(one => one.MeetingId == id).Select(one => one.OfferUntil).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
        return until.Count > 0 && meeting.StartsAt > now ? new DeskState(matter.Task, meeting, until.Count, matter.Task == DeskTask.Calls ? until.Min() : meeting.AnswersUntil) : null;
    }

    private static IQueryable<MeetingInvitee> InNoChat(ZaitakuDb db) =>
        db.MeetingInvitees.Where(one => one.RemovedAt == null && (one.MemberId == null || !db.ChannelLinks.Any(link => link.MemberId == one.MemberId && link.BlockedAt == null)));
}
