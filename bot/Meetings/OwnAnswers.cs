using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What came of an answer somebody gave for themselves.</summary>
/// <param name="IsDeputyGone">Whoever they had named is not expected any more.</param>
public sealed record OwnAnswer(AnsweredMeeting Answered, bool IsDeputyGone)
{
    /// <summary>Whoever named them hears in chat that they do not come.</summary>
    public bool IsSenderTold { get; init; }
}

/// <summary>Answers of people themselves, by chat and by page. Changes what is tracked; the caller saves.</summary>
public static class OwnAnswers
{
    /// <summary>Who comes oneself, or sends nobody: whoever was named is taken back, and a deputy's seat is one's own again.</summary>
    public static async Task<OwnAnswer> AnswerAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, bool isYes, AnswerVia via, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        List<MeetingInvitee> list = meeting.Capacity is not null ? await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken)
            : [who, .. await db.MeetingInvitees.Where(one => one.ForId == who.Id && one.RemovedAt == null).Take(MeetingNamed.NamedMax).ToListAsync(cancellationToken)];
        OwnAnswer own = Answer(meeting, who, isYes, via, null, list, now);
        bool isNew = own.Answered is AnsweredMeeting.Waits or AnsweredMeeting.Written { WasSame: false };
        return own with { IsSenderTold = isNew && await MeetingNamed.AnsweredAsync(db, meeting, who, now, cancellationToken) };
    }

    /// <param name="staff">The account that writes it down for them; null where they say it themselves.</param>
    /// <param name="list">Tracked: all of the meeting's list; where seats have no limit, at least who was named by them.</param>
    /// <inheritdoc cref="AnswerAsync"/>
    public static OwnAnswer Answer(Meeting meeting, MeetingInvitee who, bool isYes, AnswerVia via, Guid? staff, IReadOnlyCollection<MeetingInvitee> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(who);
        MeetingInvitee[] named = isYes && who.Kind == InviteeKind.Contact ? [] : NamedBy(who, list); // A contact who says yes goes on naming.
        bool hadSeat = named.Any(one => one.HoldsSeat);
        AnsweredMeeting answered = MeetingAnswering.Answer(meeting, who, isYes ? WantedAnswer.Yes : WantedAnswer.No, via, staff, list, now);
        if (answered is AnsweredMeeting.TooLate)
        {
            return new OwnAnswer(answered, false);
        }

        Array.ForEach(named, one => Remove(meeting, one, now));
        if (answered is AnsweredMeeting.Waits && hadSeat)
        {
            MeetingAnswering.Write(meeting, who, MeetingAnswer.Yes, via, staff, now); // Their deputy's seat: nobody who waits is passed.
            answered = new AnsweredMeeting.Written(MeetingAnswer.Yes, WasSame: false);
        }

        return new OwnAnswer(answered, named.Length > 0);
    }

    /// <summary>Who is expected instead of them, or through them.</summary>
    public static MeetingInvitee[] NamedBy(MeetingInvitee who, IEnumerable<MeetingInvitee> list)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Where(one => one.ForId == who.Id && one is { IsOpen: true, Kind: InviteeKind.Deputy or InviteeKind.Delegate })];
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
