using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What came of an answer somebody gave for themselves.</summary>
/// <param name="IsDeputyGone">Whoever they had named is not expected any more.</param>
public sealed record OwnAnswer(AnsweredMeeting Answered, bool IsDeputyGone);

/// <summary>Answers of people themselves, by chat and by page. Changes what is tracked; the caller saves.</summary>
public static class OwnAnswers
{
    /// <summary>Who comes instead of one person, or was named by one contact.</summary>
    public const int NamedMax = 30;

    /// <summary>Who comes oneself, or sends nobody: whoever was named is taken back, and a deputy's seat is one's own again.</summary>
    public static async Task<OwnAnswer> AnswerAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, bool isYes, AnswerVia via, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        List<MeetingInvitee> deputies = await db.MeetingInvitees.Where(one => one.ForId == who.Id && (one.Kind == InviteeKind.Deputy || one.Kind == InviteeKind.Delegate) && one.RemovedAt == null).Take(NamedMax).ToListAsync(cancellationToken);
        bool hadSeat = deputies.Exists(one => one.HoldsSeat);
        AnsweredMeeting answered = await MeetingAnswering.AnswerAsync(db, meeting, who, isYes ? WantedAnswer.Yes : WantedAnswer.No, via, null, now, cancellationToken);
        if (answered is AnsweredMeeting.TooLate)
        {
            return new OwnAnswer(answered, false);
        }

        deputies.ForEach(one => Remove(meeting, one, now));
        if (answered is AnsweredMeeting.Waits && hadSeat)
        {
            MeetingAnswering.Write(meeting, who, MeetingAnswer.Yes, via, null, now); // Their deputy's seat: nobody who waits is passed.
            answered = new AnsweredMeeting.Written(MeetingAnswer.Yes, WasSame: false);
        }

        return new OwnAnswer(answered, deputies.Count > 0);
    }

    /// <summary>Not expected any more; whoever has heard of it is told.</summary>
    public static void Remove(Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        (who.RemovedAt, who.PlannedAt) = (now, null);
        who.Revision++;
        if (meeting.Capacity is not null)
        {
            meeting.SeatsRevision++;
        }
    }
}
