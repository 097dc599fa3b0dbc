using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Meetings;

/// <summary>A meeting somebody is on the list of.</summary>
/// <param name="HeardAt">When a message of ours about it reached them last; null where none did.</param>
public sealed record OwnMeeting(Meeting Meeting, MeetingInvitee Who, DateTimeOffset? HeardAt);

/// <summary>Reads what somebody is invited to, comes to, or may come to.</summary>
public sealed class OwnMeetings(ZaitakuDb db, SeatGate gate)
{
    /// <summary>Meetings to come on whose list one person is.</summary>
    private const int OwnMax = 100;

    /// <summary>Meetings to come that are looked through for those somebody may come to: a year of a busy area.</summary>
    private const int AheadMax = 500;

    /// <summary>Those that have not begun, in order; also what was called off. To look at: what is to be changed is found by <see cref="FindAsync"/>.</summary>
    public async Task<IReadOnlyList<OwnMeeting>> ToComeAsync(Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.MeetingInvitees.AsNoTracking().Where(one => one.MemberId == member && one.RemovedAt == null)
            .Join(MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt > now), one => one.MeetingId, meeting => meeting.Id, (one, meeting) => new { Meeting = meeting, Who = one })
            .OrderBy(row => row.Meeting.StartsAt).ThenBy(row => row.Meeting.Id).Take(OwnMax).ToListAsync(cancellationToken);
        IReadOnlyDictionary<int, DateTimeOffset> heard = await MeetingHearing.LastAsync(db, member, [.. rows.Select(row => row.Meeting.Id)], cancellationToken);
        return [.. rows.Select(row => new OwnMeeting(row.Meeting, row.Who, heard.TryGetValue(row.Meeting.Id, out DateTimeOffset at) ? at : null))];
    }

    /// <summary>Their row and its meeting, tracked; null for what is not theirs and what never was.</summary>
    public async Task<(Meeting Meeting, MeetingInvitee Who)?> FindAsync(Guid member, int id, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(db, id, cancellationToken);
        return await db.MeetingInvitees.SingleOrDefaultAsync(one => one.MeetingId == id && one.MemberId == member && one.RemovedAt == null, cancellationToken) is { } who
            && await db.Meetings.SingleOrDefaultAsync(meeting => meeting.Id == id, cancellationToken) is { } found ? (found, who) : null;
    }

    /// <summary>What they are not invited to, may come to, and can say so here, in order.</summary>
    public async Task<IReadOnlyList<Meeting>> ToApplyAsync(Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == member, cancellationToken) is not { } known)
        {
            return [];
        }

        List<Meeting> ahead = await MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt > now && meeting.CancelledAt == null && !db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.MemberId == member))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Take(AheadMax).ToListAsync(cancellationToken);
        return ahead.FindAll(meeting => MayApply(meeting, known, now));
    }

    /// <summary>It takes answers, and is open to them without an invitation. Where they work is not asked: who does not know is not elsewhere.</summary>
    public static bool MayApply(Meeting meeting, Member member, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return MeetingLines.MayAnswer(meeting, null, now) && AudienceRules.IsOpenTo(meeting, member, null);
    }

    /// <summary>Seats nobody holds, by meeting; null where there is no limit.</summary>
    public async Task<IReadOnlyDictionary<int, int?>> SeatsAsync(IReadOnlyCollection<Meeting> meetings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        int[] ids = [.. meetings.Where(meeting => meeting.Capacity is not null).Select(meeting => meeting.Id)];
        Dictionary<int, int> taken = ids.Length == 0 ? [] : await db.MeetingInvitees
            .Where(one => ids.Contains(one.MeetingId) && one.RemovedAt == null && one.Kind != InviteeKind.Contact && (one.Answer == MeetingAnswer.Yes || one.Answer == MeetingAnswer.Offered))
            .GroupBy(one => one.MeetingId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return meetings.ToDictionary(meeting => meeting.Id, meeting => meeting.Capacity is { } capacity ? capacity - taken.GetValueOrDefault(meeting.Id) : (int?)null);
    }

    /// <summary>As their answer is answered: papers, of which invitations and reminders speak, are not looked for.</summary>
    public static ToldMeeting Told(Meeting meeting, MeetingInvitee who, int? seats = null) => new(meeting, who, HasPapers: false, seats);
}
