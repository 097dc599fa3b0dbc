using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Tells somebody that what they heard no longer holds, or that they are not expected any more: once, and not where they know.</summary>
internal static class MeetingTelling
{
    /// <summary>Writes or takes back the one message that tells them; the caller saves.</summary>
    /// <param name="said">To them, the latest last.</param>
    /// <param name="untried">Of the meeting to them, tracked.</param>
    /// <returns>True where something is told that nobody had written yet.</returns>
    public static bool Tell(ZaitakuDb db, Meeting meeting, IReadOnlyCollection<MeetingChange> changes, MeetingInvitee who, IReadOnlyCollection<SaidMessage> said, List<OutboxMessage> untried, DateTimeOffset now)
    {
        bool isNew = false;
        MeetingFacts? heard = MeetingHeard.WrongOf(meeting, changes, who, said, now);
        OutboxMessage? open = heard is null ? null : untried.Find(message => message.Kind == MeetingMessages.ChangedKind && message.Urgency == MeetingHeard.UrgencyOf(meeting, who, heard, now));
        if (heard is not null && open is null)
        {
            Urgency urgency = MeetingHeard.UrgencyOf(meeting, who, heard, now);
            OutboxPlans.Add(db, MeetingMessages.AboutOf(meeting.Id), new PlannedMessage(who.MemberId!.Value, MeetingMessages.ChangedKind, urgency, MeetingWords.Plain(meeting), now, MeetingHeard.UselessAfter(meeting, heard)) { Bundle = urgency == Urgency.Notice ? MeetingMessages.Together : null }, now);
            isNew = true;
        }
        else if (heard is not null && MeetingHeard.UselessAfter(meeting, heard) is var useless && open!.UselessAfter != useless)
        {
            open.Replan(MeetingWords.Plain(meeting), open.DueAt, useless);
        }

        bool isGone = MeetingHeard.IsToldRemoved(meeting, who, said, now);
        OutboxMessage? farewell = isGone ? untried.Find(message => message.Kind == MeetingMessages.RemovedKind) : null;
        if (isGone && farewell is null)
        {
            OutboxPlans.Add(db, MeetingMessages.AboutOf(meeting.Id), new PlannedMessage(who.MemberId!.Value, MeetingMessages.RemovedKind, Urgency.Notice, MeetingWords.Plain(meeting), now, meeting.StartsAt), now);
            isNew = true;
        }

        foreach (OutboxMessage message in untried.Where(message => message.Kind is MeetingMessages.ChangedKind or MeetingMessages.RemovedKind && message != open && message != farewell))
        {
            message.Cancel("no longer planned", now);
        }

        return isNew;
    }
}
