using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Moves the waiting list up: a seat nobody took in time goes on, a free one is offered to whoever waits longest.</summary>
public sealed class MeetingSeats(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingSeats> logger)
{
    /// <summary>Meetings in which a seat is to be offered, or was not taken in time. A waiting list without a free seat costs no look.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset last = now + MeetingTimes.LastOffer + MeetingTimes.OfferMin;
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.Where(meeting => meeting.StartsAt > now && meeting.CancelledAt == null && meeting.Revision == meeting.FollowedRevision && !meeting.IsDemo // What was edited is followed first: it may give those who are asked another time to answer.
                && (db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.RemovedAt == null && one.Answer == MeetingAnswer.Offered && one.OfferUntil <= now)
                    || (meeting.StartsAt >= last && db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.RemovedAt == null && one.Answer == MeetingAnswer.Waiting)
                        && (meeting.Capacity == null || db.MeetingInvitees.Count(one => one.MeetingId == meeting.Id && one.RemovedAt == null && one.Kind != InviteeKind.Contact && (one.Answer == MeetingAnswer.Yes || one.Answer == MeetingAnswer.Offered)) < meeting.Capacity))))
            .OrderBy(meeting => meeting.StartsAt).Select(meeting => meeting.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
    }

    /// <exception cref="DbUpdateConcurrencyException">Somebody answered meanwhile: nothing is saved.</exception>
    public async Task MoveAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id, cancellationToken);
        if (meeting.IsCancelled || meeting.StartsAt <= now || meeting.Revision != meeting.FollowedRevision)
        {
            return;
        }

        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, id, cancellationToken);
        IReadOnlyList<MeetingInvitee> lapsed = SeatRules.Lapsed(list, now);
        HashSet<MeetingInvitee> unheard = await UnheardAsync(db, id, lapsed, now, cancellationToken);
        foreach (MeetingInvitee who in lapsed)
        {
            MeetingAnswering.Write(meeting, who, unheard.Contains(who) ? MeetingAnswer.Waiting : MeetingAnswer.Lapsed, AnswerVia.None, staff: null, now);
            if (!unheard.Contains(who))
            {
                Say(db, meeting, who, MeetingMessages.LapsedKind, Urgency.Notice, meeting.StartsAt, now);
                await MeetingNamed.AnsweredAsync(db, meeting, who, now, cancellationToken); // Whoever named them takes them to be coming.
            }
        }

        IReadOnlyList<MeetingInvitee> offered = SeatRules.ToOffer(meeting, list.FindAll(who => !unheard.Contains(who)), now); // This seat goes on; the next free one is theirs.
        DateTimeOffset until = SeatRules.OfferUntil(meeting, now);
        foreach (MeetingInvitee who in offered)
        {
            who.OfferUntil = until;
            MeetingAnswering.Write(meeting, who, MeetingAnswer.Offered, AnswerVia.None, staff: null, now);
            Offer(db, meeting, who, now);
        }

        await MeetingDesk.AddCallsAsync(db, meeting, offered, until, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        logger.SeatsMoved(id, lapsed.Count, offered.Count);
    }

    /// <summary>Says to somebody that a seat is kept for them; the caller saves.</summary>
    internal static void Offer(ZaitakuDb db, Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        DateTimeOffset until = who.OfferUntil ?? meeting.StartsAt;
        Say(db, meeting, who, MeetingMessages.OfferKind, until - now < MeetingHeard.Soon ? Urgency.Page : Urgency.Notice, until, now);
    }

    /// <summary>Of those whose time is over: whom the offer never reached, though they are in chat. They lose no place by it. Who is in none was called.</summary>
    private static async Task<HashSet<MeetingInvitee>> UnheardAsync(ZaitakuDb db, int id, IReadOnlyCollection<MeetingInvitee> lapsed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] members = [.. lapsed.Select(who => who.MemberId).OfType<Guid>()];
        if (members.Length == 0)
        {
            return [];
        }

        List<Guid> inChat = await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken);
        ILookup<(int, Guid), SaidMessage> said = await MeetingSaid.ReadAsync(db, [id], member: null, now, cancellationToken);
        return [.. lapsed.Where(who => who.MemberId is { } member && inChat.Contains(member) && said[(id, member)].All(one => one.Kind != MeetingMessages.OfferKind || one.Until < who.AnsweredAt))];
    }

    private static void Say(ZaitakuDb db, Meeting meeting, MeetingInvitee who, string kind, Urgency urgency, DateTimeOffset uselessAfter, DateTimeOffset now)
    {
        if (who.MemberId is { } member) // Who is in no chat is called by a coordinator.
        {
            OutboxPlans.Add(db, MeetingMessages.AboutOf(meeting.Id), new PlannedMessage(member, kind, urgency, MeetingWords.Plain(meeting), now, uselessAfter), now);
        }
    }
}
