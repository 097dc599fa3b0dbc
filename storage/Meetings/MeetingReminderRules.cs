using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>What somebody hears of a meeting by itself, in this order. The name is a part of the message's kind.</summary>
public enum MeetingReminderKind
{
    Invite,

    /// <summary>To the silent.</summary>
    Nudge,

    /// <summary>The day before, to those who come.</summary>
    Day,

    /// <summary>Hours before, to those who come.</summary>
    Soon,
}

/// <summary>A message that is to be sent.</summary>
public sealed record MeetingReminder(MeetingReminderKind Kind, DateTimeOffset Due, DateTimeOffset UselessAfter);

/// <summary>When who hears of a meeting. No clock, no database.</summary>
public static class MeetingReminderRules
{
    /// <summary>The reminders somebody on the list still gets, as things stand. A time that has passed is left out, but for the invitation: it goes at once.</summary>
    /// <param name="weekFirst">The first day of a meeting to which they are invited in the same week; its invitation takes this one's along, so that a week's meetings are one message.</param>
    public static IReadOnlyList<MeetingReminder> Of(Meeting meeting, MeetingInvitee who, DateOnly weekFirst, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (meeting.IsCancelled || !meeting.TakesAnswers || !who.IsOpen || meeting.StartsAt <= now)
        {
            return [];
        }

        DateOnly day = OfficeTime.DayOf(meeting.StartsAt);
        DateOnly first = weekFirst < day && OfficeTime.MondayOf(weekFirst) == OfficeTime.MondayOf(day) ? weekFirst : day;
        DateTimeOffset useless = meeting.AnswersUntil is { } until && until < meeting.StartsAt ? until : meeting.StartsAt;
        List<MeetingReminder> found = [];
        if (IsAsked(who) && useless > now)
        {
            found.Add(new MeetingReminder(MeetingReminderKind.Invite, Later(meeting.InviteDays > 0 ? AskAt(meeting, first, meeting.InviteDays) : now, now), useless));
            if (NudgeAt(meeting, first) is { } nudge && nudge > now)
            {
                found.Add(new MeetingReminder(MeetingReminderKind.Nudge, nudge, useless));
            }
        }

        if (who.Answer == MeetingAnswer.Yes && who.Kind != InviteeKind.Contact)
        {
            if (meeting.DayBeforeMinute >= 0 && OfficeTime.At(day.AddDays(-1), meeting.DayBeforeMinute) is var eve && eve > now)
            {
                found.Add(new MeetingReminder(MeetingReminderKind.Day, eve, meeting.StartsAt));
            }

            if (meeting.SoonMinutes > 0 && meeting.StartsAt - TimeSpan.FromMinutes(meeting.SoonMinutes) is var soon && soon > now)
            {
                found.Add(new MeetingReminder(MeetingReminderKind.Soon, soon, meeting.StartsAt));
            }
        }

        return found;
    }

    /// <summary>A message that has been due is not misleading yet, late as it may be: whoever waited for the end of their quiet hours still gets it.</summary>
    public static bool IsStillSaid(MeetingReminderKind kind, Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (meeting.IsCancelled || !meeting.TakesAnswers || !who.IsOpen || meeting.StartsAt <= now)
        {
            return false;
        }

        bool comes = who.Answer == MeetingAnswer.Yes && who.Kind != InviteeKind.Contact;
        return kind switch
        {
            MeetingReminderKind.Day => comes && meeting.DayBeforeMinute >= 0 && OfficeTime.At(OfficeTime.DayOf(meeting.StartsAt).AddDays(-1), meeting.DayBeforeMinute) <= now,
            MeetingReminderKind.Soon => comes && meeting.SoonMinutes > 0 && meeting.StartsAt - TimeSpan.FromMinutes(meeting.SoonMinutes) <= now,
            _ => IsAsked(who) && !(meeting.AnswersUntil <= now),
        };
    }

    /// <summary>An answer of theirs is wanted, and none came. A seat that waits or is offered is asked about in its own words.</summary>
    public static bool IsAsked(MeetingInvitee who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.IsOpen && who.Answer == MeetingAnswer.None && who.Kind is not (InviteeKind.Applicant or InviteeKind.WalkIn);
    }

    /// <summary>So many days before it; where answers end by then, as many before that: nobody is asked when it is too late.</summary>
    private static DateTimeOffset AskAt(Meeting meeting, DateOnly first, int daysBefore)
    {
        DateTimeOffset asked = Morning(first, daysBefore);
        return meeting.AnswersUntil is { } until && until < asked + MeetingTimes.AnswerMin ? Morning(OfficeTime.DayOf(until), daysBefore) : asked;
    }

    /// <summary>Null where the silent are not asked once more. Where it would follow the invitation closely because answers end early, it is the day before they end.</summary>
    private static DateTimeOffset? NudgeAt(Meeting meeting, DateOnly first)
    {
        if (meeting.NudgeDays == 0 || (meeting.InviteDays > 0 && meeting.NudgeDays >= meeting.InviteDays))
        {
            return null;
        }

        DateTimeOffset nudge = AskAt(meeting, first, meeting.NudgeDays), invited = AskAt(meeting, first, meeting.InviteDays);
        if (meeting.InviteDays > 0 && meeting.AnswersUntil is { } until && nudge != Morning(first, meeting.NudgeDays) && nudge < invited + MeetingTimes.NudgeAfter)
        {
            nudge = Morning(OfficeTime.DayOf(until), 1);
            return nudge < invited + MeetingTimes.AnswerMin ? null : nudge;
        }

        return nudge;
    }

    internal static DateTimeOffset Morning(DateOnly first, int daysBefore) => OfficeTime.At(first.AddDays(-daysBefore), MeetingTimes.MorningMinute);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
