using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>When coordinators are told what is theirs to do about a meeting. No clock, no database.</summary>
public static class MeetingDeskRules
{
    /// <summary>After three days the list or the calendar has told them.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>9:00, when they look what the evening before left.</summary>
    private const int AfterMinute = 540;

    /// <summary>Whoever enters people by hand is not told of each while they are at it.</summary>
    private static readonly TimeSpan Entering = TimeSpan.FromHours(1);

    /// <summary>When they hear how many no invitation reaches: with the invitations.</summary>
    /// <param name="firstAdded">When the first of these people was put on the list.</param>
    public static DateTimeOffset UnreachedAt(Meeting meeting, DateTimeOffset firstAdded)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        DateTimeOffset entered = firstAdded + Entering, invited = InvitedAt(meeting);
        return meeting.InviteDays > 0 && invited > entered ? invited : entered;
    }

    /// <summary>The hour of its invitations, where it is the first of its week; as soon as it is entered is the beginning of time.</summary>
    public static DateTimeOffset InvitedAt(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.InviteDays > 0 ? MeetingReminderRules.Morning(OfficeTime.DayOf(meeting.StartsAt), meeting.InviteDays) : DateTimeOffset.MinValue;
    }

    /// <summary>When they are reminded of a meeting that was held and of which nothing is written down: the next morning.</summary>
    public static DateTimeOffset UnwrittenAt(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return OfficeTime.At(OfficeTime.DayOf(meeting.EndOrGuess).AddDays(1), AfterMinute);
    }

    public static bool IsDue(DateTimeOffset at, DateTimeOffset now) => at <= now && now < at + Life;
}
