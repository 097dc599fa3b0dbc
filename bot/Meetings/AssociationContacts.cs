using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What an association's change did to the lists of meetings to come.</summary>
/// <param name="Moved">Meetings whose list follows it.</param>
/// <param name="Left">Meetings on whose list the new contact stands in person: the former stays there.</param>
public sealed record MovedContacts(int Moved, int Left);

/// <summary>An association has another contact, or none any more: lists of meetings to come follow, so that the right person is asked.</summary>
public sealed class AssociationContacts(ZaitakuDb db, ListDesk desk)
{
    /// <summary>Meetings to come on whose lists one association stands.</summary>
    private const int MeetingsMax = 500;

    /// <summary>The caller has a transaction open, and commits.</summary>
    /// <param name="association">Saved as it is now.</param>
    public async Task<MovedContacts> FollowAsync(Association association, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(association);
        List<MeetingInvitee> rows = await db.MeetingInvitees.Where(one => one.AssociationId == association.Id && one.Kind == InviteeKind.Contact && one.RemovedAt == null && db.Meetings.Any(meeting => meeting.Id == one.MeetingId && meeting.StartsAt > now && meeting.CancelledAt == null))
            .OrderBy(one => one.Id).Take(MeetingsMax).ToListAsync(cancellationToken);
        int moved = 0, left = 0;
        foreach (MeetingInvitee row in rows)
        {
            if (association.ClosedAt is null && row.MemberId == association.MemberId)
            {
                (row.Name, row.Profession, row.Organisation) = (association.ContactName, association.Profession, association.Name);
                row.Revision++;
                continue;
            }

            if (association.ClosedAt is null && association.MemberId is { } next && await db.MeetingInvitees.AnyAsync(one => one.MeetingId == row.MeetingId && one.MemberId == next && one.RemovedAt == null, cancellationToken))
            {
                left++;
                continue;
            }

            await MoveAsync(association, row, staff, now, cancellationToken);
            moved++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new MovedContacts(moved, left);
    }

    /// <summary>The former is told like anybody who is taken off a list; the new one is asked anew, and sees whom the former named.</summary>
    private async Task MoveAsync(Association association, MeetingInvitee former, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == former.MeetingId, cancellationToken);
        MeetingEditing.Remove(meeting, former, now);
        if (association.ClosedAt is not null)
        {
            return;
        }

        await desk.AddAssociationAsync(meeting, association.Id, staff, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        MeetingInvitee contact = await db.MeetingInvitees.SingleAsync(one => one.MeetingId == meeting.Id && one.AssociationId == association.Id && one.Kind == InviteeKind.Contact && one.RemovedAt == null, cancellationToken);
        foreach (MeetingInvitee named in await db.MeetingInvitees.Where(one => one.ForId == former.Id && one.RemovedAt == null).Take(MeetingNamed.NamedMax).ToListAsync(cancellationToken))
        {
            named.ForId = contact.Id;
            named.Revision++;
        }
    }
}
