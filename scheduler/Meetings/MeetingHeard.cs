using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What somebody believes of a meeting, and whether they must hear otherwise. No clock, no database.</summary>
internal static class MeetingHeard
{
    /// <summary>What begins within this time must ring, whatever the hour.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(12);

    /// <summary>What they heard last that does not hold; null where they know what holds, heard nothing, or it is none of theirs any more.</summary>
    public static MeetingFacts? WrongOf(Meeting meeting, IReadOnlyCollection<MeetingChange> changes, MeetingInvitee who, IEnumerable<SaidMessage> said, DateTimeOffset now)
    {
        if (!who.IsOpen || LastOf(who, said) is not { } last || WrongIn(meeting, changes, last) is not { } heard || (heard.IsCancelled && meeting.IsCancelled) || UselessAfter(meeting, heard) <= now)
        {
            return null;
        }

        bool isOtherDay = OfficeTime.DayOf(heard.StartsAt) != OfficeTime.DayOf(meeting.StartsAt);
        return who.Answer == MeetingAnswer.No && (meeting.IsCancelled || !isOtherDay) ? null : heard; // Who is not coming need not know where; on another day they may be able to.
    }

    /// <summary>What a message told that does not hold now; null where it told what holds.</summary>
    public static MeetingFacts? WrongIn(Meeting meeting, IReadOnlyCollection<MeetingChange> changes, SaidMessage said) =>
        said.Drawn is { } drawn ? MeetingHistoryRules.At(meeting, changes, drawn) is var then && !then.HoldsStill(meeting.Facts) ? then : null
        : changes.Where(change => change.Until > said.From && change.Until <= said.Until).OrderBy(change => change.Until).ThenBy(change => change.Id).Select(change => change.Facts)
            .Append(MeetingHistoryRules.At(meeting, changes, said.Until)).FirstOrDefault(facts => !facts.HoldsStill(meeting.Facts));

    /// <summary>It was said before that edit.</summary>
    public static bool IsBefore(SaidMessage said, MeetingChange edit) => said.Drawn is { } drawn && edit.Revision is { } until ? drawn <= until : said.Until < edit.Until;

    /// <summary>When nobody could go wrong by it any more: the later of when they think it is, and when it is.</summary>
    public static DateTimeOffset UselessAfter(Meeting meeting, MeetingFacts heard) =>
        meeting.IsCancelled || heard.StartsAt > meeting.StartsAt ? heard.StartsAt : meeting.StartsAt;

    /// <summary>It rings where it begins soon, as they know it or as it is.</summary>
    public static Urgency UrgencyOf(Meeting meeting, MeetingInvitee who, MeetingFacts heard, DateTimeOffset now)
    {
        bool isSoon(DateTimeOffset start) => start > now && start - now < Soon;
        return who.Answer != MeetingAnswer.No && ((!heard.IsCancelled && isSoon(heard.StartsAt)) || (!meeting.IsCancelled && isSoon(meeting.StartsAt))) ? Urgency.Page : Urgency.Notice;
    }

    /// <summary>They were taken off the list, and heard of it since they were last told so.</summary>
    public static bool IsToldRemoved(Meeting meeting, MeetingInvitee who, IEnumerable<SaidMessage> said, DateTimeOffset now) =>
        !who.IsOpen && !meeting.IsCancelled && meeting.StartsAt > now && LastOf(who, said) is not null;

    /// <summary>What was said since they were last told that they are not expected: once they are back, what was said before does not count.</summary>
    public static IReadOnlyList<SaidMessage> Since(IEnumerable<SaidMessage> said)
    {
        SaidMessage[] all = [.. said];
        return all[(Array.FindLastIndex(all, one => one.Kind == MeetingMessages.RemovedKind) + 1)..];
    }

    /// <summary>By a message; where there was none, from whoever wrote their answer down: somebody who applied was never invited.</summary>
    private static SaidMessage? LastOf(MeetingInvitee who, IEnumerable<SaidMessage> said)
    {
        SaidMessage[] all = [.. said];
        return Since(all).LastOrDefault(one => MeetingMessages.StatesFacts(one.Kind))
            ?? (who is { AnsweredAt: { } at, AnsweredVia: AnswerVia.Chat or AnswerVia.Page or AnswerVia.Staff } && !all.Any(one => one.Kind == MeetingMessages.RemovedKind && one.Until >= at) ? new SaidMessage("", at, at, IsOnItsWay: false, Drawn: null) : null);
    }
}
