using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Deputies and delegates: where nobody comes any more, whoever named them is asked anew, and told if they cannot know. Changes what is tracked; the caller saves.</summary>
public static class MeetingNamed
{
    /// <summary>Whom one person or one contact may have named.</summary>
    public const int NamedMax = 30;

    /// <summary>Comes, or waits for a seat.</summary>
    public static bool IsExpected(MeetingInvitee named)
    {
        ArgumentNullException.ThrowIfNull(named);
        return named.IsOpen && named.Answer is MeetingAnswer.Yes or MeetingAnswer.Waiting or MeetingAnswer.Offered;
    }

    /// <summary>Takes back that somebody comes for them, where nobody does.</summary>
    /// <param name="named">All whom they named.</param>
    /// <returns>True where they are asked anew.</returns>
    public static bool AskAnew(Meeting meeting, MeetingInvitee sender, IEnumerable<MeetingInvitee> named, AnswerVia via, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(named);
        if (sender.Answer != SentOf(sender) || named.Any(IsExpected))
        {
            return false;
        }

        MeetingAnswering.Write(meeting, sender, MeetingAnswer.None, via, null, now);
        return true;
    }

    /// <summary>Somebody who was named answered, or let a seat go: whoever named them stands accordingly, and hears of it where nobody comes instead.</summary>
    /// <param name="who">Tracked, with the new answer; nothing happens for those whom nobody named.</param>
    /// <returns>True where whoever named them is told by chat.</returns>
    public static async Task<bool> AnsweredAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (who.ForId is not { } id || who.Kind is not (InviteeKind.Deputy or InviteeKind.Delegate) || await db.MeetingInvitees.SingleOrDefaultAsync(one => one.Id == id && one.RemovedAt == null, cancellationToken) is not { } sender)
        {
            return false;
        }

        if (IsExpected(who))
        {
            if (sender.Answer == MeetingAnswer.None)
            {
                MeetingAnswering.Write(meeting, sender, SentOf(sender), AnswerVia.Other, null, now); // They come after all.
            }

            return false;
        }

        AskAnew(meeting, sender, await db.MeetingInvitees.Where(one => one.ForId == id && one.RemovedAt == null).OrderBy(one => one.Id).Take(NamedMax).ToListAsync(cancellationToken), AnswerVia.Other, now);
        return sender.MemberId is { } member && await TellAsync(db, meeting, member, now, cancellationToken);
    }

    private static MeetingAnswer SentOf(MeetingInvitee sender) => sender.Kind == InviteeKind.Contact ? MeetingAnswer.Yes : MeetingAnswer.SendsDeputy;

    /// <summary>One message, however many of them decline before it goes.</summary>
    private static async Task<bool> TellAsync(ZaitakuDb db, Meeting meeting, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string about = MeetingMessages.AboutOf(meeting.Id);
        if (!await db.Outbox.AnyAsync(message => message.About == about && message.MemberId == member && message.Kind == MeetingMessages.NotComingKind && message.State == OutboxState.Waiting && message.Attempts == 0, cancellationToken))
        {
            OutboxPlans.Add(db, about, new PlannedMessage(member, MeetingMessages.NotComingKind, meeting.StartsAt - now < MeetingHeard.Soon ? Urgency.Page : Urgency.Notice, MeetingWords.Plain(meeting), now, meeting.StartsAt), now);
        }

        return true;
    }
}
