using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What somebody wants who answers an invitation.</summary>
public enum WantedAnswer { Yes, No, SendsDeputy }

/// <summary>What became of an answer.</summary>
public abstract record AnsweredMeeting
{
    private AnsweredMeeting()
    {
    }

    /// <summary>Written down.</summary>
    /// <param name="WasSame">They had said so already.</param>
    public sealed record Written(MeetingAnswer Answer, bool WasSame) : AnsweredMeeting;

    /// <summary>No seat is free: they wait, so many before them.</summary>
    public sealed record Waits(int Before) : AnsweredMeeting;

    /// <summary>Not asked any more: called off, over, past the time for answers, or taken off the list.</summary>
    public sealed record TooLate(TooLateCause Cause) : AnsweredMeeting;
}

/// <summary>Why no answer is taken.</summary>
public enum TooLateCause { Cancelled, Over, Deadline, NotListed }

/// <summary>Writes down who comes. Changes what is tracked; the caller saves, and of two who want the last seat one looks again (<see cref="Meeting.SeatsRevision"/>).</summary>
public static class MeetingAnswering
{
    /// <summary>Rows of one meeting.</summary>
    public const int ListMax = Meeting.CapacityMax * 2;

    /// <summary>All of a meeting's list, tracked.</summary>
    public static Task<List<MeetingInvitee>> ListAsync(ZaitakuDb db, int meeting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.MeetingInvitees.Where(one => one.MeetingId == meeting).OrderBy(one => one.Id).Take(ListMax).ToListAsync(cancellationToken);
    }

    /// <param name="who">Tracked, of this meeting.</param>
    /// <param name="staff">The account that writes it down; null where they say it themselves. It may write one down after the time for answers.</param>
    public static async Task<AnsweredMeeting> AnswerAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, WantedAnswer wanted, AnswerVia via, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        return Answer(meeting, who, wanted, via, staff, meeting.Capacity is null ? [who] : await ListAsync(db, meeting.Id, cancellationToken), now);
    }

    /// <param name="list">All of the meeting's list, tracked; where seats have no limit nobody is looked for in it.</param>
    /// <inheritdoc cref="AnswerAsync"/>
    public static AnsweredMeeting Answer(Meeting meeting, MeetingInvitee who, WantedAnswer wanted, AnswerVia via, Guid? staff, IReadOnlyCollection<MeetingInvitee> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(list);
        if (LateCauseOf(meeting, who, wanted, staff, now) is { } cause)
        {
            return new AnsweredMeeting.TooLate(cause);
        }

        MeetingAnswer answer = wanted switch
        {
            WantedAnswer.Yes => SeatRules.YesOf(meeting, who, list),
            WantedAnswer.No => MeetingAnswer.No,
            _ => MeetingAnswer.SendsDeputy,
        };
        if (answer == who.Answer)
        {
            return answer == MeetingAnswer.Waiting ? new AnsweredMeeting.Waits(Before(list, who)) : new AnsweredMeeting.Written(answer, WasSame: true);
        }

        Write(meeting, who, answer, via, staff, now);
        return answer == MeetingAnswer.Waiting ? new AnsweredMeeting.Waits(Before(list, who)) : new AnsweredMeeting.Written(answer, WasSame: false);
    }

    /// <summary>Writes an answer, whatever it was before, and says to the meeting that its seats and messages must be looked at again.</summary>
    public static void Write(Meeting meeting, MeetingInvitee who, MeetingAnswer answer, AnswerVia via, Guid? staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        (who.Answer, who.AnsweredAt, who.AnsweredVia, who.AnsweredStaffId) = (answer, now, via, staff);
        who.WaitingSince = answer is MeetingAnswer.Waiting or MeetingAnswer.Offered ? who.WaitingSince ?? now : null;
        who.OfferUntil = answer == MeetingAnswer.Offered ? who.OfferUntil : null;
        who.PlannedAt = null;
        who.Revision++;
        if (meeting.Capacity is not null)
        {
            meeting.SeatsRevision++; // Without a limit nobody takes anybody's seat: five hundred may answer at once.
        }
    }

    private static TooLateCause? LateCauseOf(Meeting meeting, MeetingInvitee who, WantedAnswer wanted, Guid? staff, DateTimeOffset now) =>
        !who.IsOpen || !meeting.TakesAnswers ? TooLateCause.NotListed
        : meeting.IsCancelled ? TooLateCause.Cancelled
        : staff is not null ? null
        : meeting.StartsAt <= now ? TooLateCause.Over
        : meeting.AnswersUntil <= now && who.Answer != MeetingAnswer.Offered && wanted != WantedAnswer.No && !who.HoldsSeat ? TooLateCause.Deadline : null; // Who gives up a seat, or passes it on, may do so to the last.

    private static int Before(IEnumerable<MeetingInvitee> list, MeetingInvitee who) =>
        SeatRules.Queue(list).TakeWhile(one => one != who).Count();
}
