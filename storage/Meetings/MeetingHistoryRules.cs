namespace Zaitaku.Storage.Meetings;

/// <summary>What held of a meeting at an earlier instant, and whether somebody who heard it then must hear more.</summary>
public static class MeetingHistoryRules
{
    /// <param name="changes">All of the meeting, in any order.</param>
    public static MeetingFacts At(Meeting meeting, IEnumerable<MeetingChange> changes, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Where(change => change.Until > instant).OrderBy(change => change.Until).ThenBy(change => change.Id).FirstOrDefault()?.Facts ?? meeting.Facts; // Of two edits of one instant the earlier tells what held before.
    }

    /// <summary>What held of one revision of it: of two clocks nobody has to know which was ahead.</summary>
    /// <param name="changes">All of the meeting, in any order. Those without a revision are of before there were any.</param>
    public static MeetingFacts At(Meeting meeting, IEnumerable<MeetingChange> changes, int revision)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Where(change => change.Revision >= revision).OrderBy(change => change.Revision).ThenBy(change => change.Id).FirstOrDefault()?.Facts ?? meeting.Facts;
    }

    /// <summary>When what people are told of it was changed last; null where it never was.</summary>
    public static DateTimeOffset? ChangedAt(IEnumerable<MeetingChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Select(change => (DateTimeOffset?)change.Until).DefaultIfEmpty(null).Max();
    }

    /// <summary>The edit by which the instant it begins was changed last: reminders of the earlier hour do not count as said. Null where it never was.</summary>
    public static MeetingChange? MoveOf(Meeting meeting, IEnumerable<MeetingChange> changes)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(changes);
        DateTimeOffset start = meeting.StartsAt;
        return changes.OrderByDescending(change => change.Until).ThenByDescending(change => change.Id).FirstOrDefault(change => change.StartsAt != start);
    }
}
