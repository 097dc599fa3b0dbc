using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>After every edit of a meeting: whoever heard what no longer holds is told, once; whoever is not expected any more, too; and everybody's reminders are planned anew.</summary>
public sealed class MeetingFollowing(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingFollowing> logger)
{
    /// <summary>Meetings in which something was written since they were followed, and new ones.</summary>
    public async Task<IReadOnlyList<int>> ChangedAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.Where(meeting => (meeting.Revision == 0 || meeting.Revision != meeting.FollowedRevision) && !meeting.IsDemo).OrderBy(meeting => meeting.Id).Select(meeting => meeting.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
    }

    /// <summary>Meetings to come of which a message reached nobody, though its reader can be reached by now: asked once a day, so that nobody is invited to nothing.</summary>
    public async Task<IReadOnlyList<int>> UnheardAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        List<string?> abouts = await db.Outbox.Where(message => message.State == OutboxState.GivenUp && message.About!.StartsWith(MeetingMessages.Prefix) && message.UselessAfter > now
                && db.ChannelLinks.Any(link => link.MemberId == message.MemberId && link.BlockedAt == null))
            .Select(message => message.About).Distinct().Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
        List<string> lost = await db.Outbox.Where(message => message.State == OutboxState.GivenUp && (message.Bundle == MeetingMessages.Together || message.Generation > 0) && message.UselessAfter > now).Select(message => BundleRules.Carried + " " + message.Id.ToString().ToLower()).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
        abouts.AddRange(lost.Count == 0 ? [] : await db.Outbox.Where(message => message.State == OutboxState.Cancelled && message.Bundle == MeetingMessages.Together && message.UselessAfter > now && lost.Contains(message.LastAnswer)).Select(message => message.About).Distinct().ToListAsync(cancellationToken));
        int[] ids = [.. abouts.Select(MeetingMessages.MeetingIn).OfType<int>().Distinct()];
        return await db.Meetings.Where(meeting => ids.Contains(meeting.Id) && meeting.StartsAt > now && !meeting.IsDemo).Select(meeting => meeting.Id).ToListAsync(cancellationToken);
    }

    /// <param name="again">Looked at though nobody wrote in it: what reached nobody is said once more.</param>
    /// <exception cref="DbUpdateConcurrencyException">Something was written in it, somebody answered, another process followed it, or a message went out, meanwhile: nothing is saved.</exception>
    public async Task FollowAsync(ZaitakuDb db, int id, bool again, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id, cancellationToken);
        bool isChanged = meeting.Revision != meeting.FollowedRevision;
        if (!isChanged && !again && meeting.Revision > 0)
        {
            return;
        }

        string about = MeetingMessages.AboutOf(id);
        List<MeetingChange> changes = await db.MeetingChanges.AsNoTracking().Where(change => change.MeetingId == id).ToListAsync(cancellationToken);
        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, id, cancellationToken);
        List<OutboxMessage> untried = await db.Outbox.Where(message => message.About == about && message.State == OutboxState.Waiting && message.Key == null).OrderBy(message => message.CreatedAt).ToListAsync(cancellationToken); // Before what was said: one that leaves in between is heard, and its row no longer saves.
        ILookup<(int, Guid), SaidMessage> said = await MeetingSaid.ReadAsync(db, [id], member: null, now, cancellationToken);
        int told = list.Count(who => who.MemberId is { } member && MeetingTelling.Tell(db, meeting, changes, who, [.. said[(id, member)]], untried.FindAll(message => message.MemberId == member), now));
        MeetingChange[] followed = [.. changes.Where(change => change.Revision >= meeting.FollowedRevision)];
        if (followed.Length > 0)
        {
            OfferAgain(db, meeting, followed, list, untried, now);
            untried.FindAll(message => message.IsUntried).ForEach(message => message.Replan(message.Body, message.DueAt, message.UselessAfter)); // One that was drawn before the edit, and is about to be tried, is not tried.
        }

        list.FindAll(who => who.PlannedAt is not null).ForEach(Again);
        await NeighboursAsync(db, meeting, changes, now, cancellationToken);
        meeting.Revision += meeting.Revision == 0 ? 1 : 0;
        meeting.FollowedRevision = meeting.Revision;
        meeting.SeatsRevision += again ? 1 : 0; // Of two processes that look at one, one saves; whoever has its form open is not disturbed.
        await db.SaveChangesAsync(cancellationToken);
        logger.MeetingFollowed(id, told);
    }

    /// <summary>Whoever is being asked could not answer while it was called off, or has another time to answer now: asked anew.</summary>
    private static void OfferAgain(ZaitakuDb db, Meeting meeting, MeetingChange[] followed, List<MeetingInvitee> list, List<OutboxMessage> untried, DateTimeOffset now)
    {
        if (meeting.IsCancelled || meeting.StartsAt <= now || !Array.Exists(followed, change => change.IsCancelled || change.StartsAt != meeting.StartsAt))
        {
            return;
        }

        foreach (MeetingInvitee who in list.Where(who => who.IsOpen && who.Answer == MeetingAnswer.Offered))
        {
            who.OfferUntil = SeatRules.OfferUntil(meeting, now);
            untried.FindAll(message => message.Kind == MeetingMessages.OfferKind && message.MemberId == who.MemberId && message.IsUntried).ForEach(message => message.Cancel("no longer planned", now));
            MeetingSeats.Offer(db, meeting, who, now);
        }
    }

    private static void Again(MeetingInvitee who)
    {
        who.PlannedAt = null;
        who.Revision++; // A plan that another process is just making is of before.
    }

    /// <summary>The first day of somebody's week may have become another: the other invitations of that week are planned anew.</summary>
    private static async Task NeighboursAsync(ZaitakuDb db, Meeting meeting, List<MeetingChange> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach ((DateTimeOffset from, DateTimeOffset until) in changes.Select(change => change.StartsAt).Append(meeting.StartsAt).Select(OfficeTime.WeekOf).Distinct())
        {
            List<MeetingInvitee> others = await db.MeetingInvitees.Where(one => one.PlannedAt != null && one.Answer == MeetingAnswer.None && one.RemovedAt == null && one.MeetingId != meeting.Id
                    && db.Meetings.Any(other => other.Id == one.MeetingId && other.StartsAt >= from && other.StartsAt < until && other.StartsAt > now)
                    && db.MeetingInvitees.Any(own => own.MeetingId == meeting.Id && own.MemberId == one.MemberId && own.MemberId != null))
                .OrderBy(one => one.Id).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
            others.ForEach(Again);
        }
    }
}
