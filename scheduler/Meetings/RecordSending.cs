using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Tells everybody on the list of a meeting that its record is there to read.</summary>
public static class RecordSending
{
    /// <summary>After so many days nobody looks for it in chat.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>Whoever came, and whoever was invited and could not. The caller saves.</summary>
    /// <param name="body">What is said, as JSON.</param>
    /// <returns>How many are told by chat.</returns>
    public static async Task<int> SendAsync(ZaitakuDb db, Meeting meeting, string body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        List<Guid> told = await db.MeetingInvitees.Where(one => one.MeetingId == meeting.Id && one.MemberId != null && (one.RemovedAt == null || one.AttendedAt != null)).OrderBy(one => one.Id).Select(one => one.MemberId!.Value).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
        meeting.MinutesSentAt = now;
        meeting.Touch(now);
        told.ForEach(member => OutboxPlans.Add(db, MeetingMessages.AboutOf(meeting.Id), new PlannedMessage(member, MeetingMessages.RecordKind, Urgency.Digest, body, now, now + Life) { Bundle = MeetingMessages.Together }, now));
        return told.Count;
    }
}
