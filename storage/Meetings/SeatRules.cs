namespace Zaitaku.Storage.Meetings;

/// <summary>Who has a seat, and who is next. No clock, no database: all of a meeting's list is passed in.</summary>
public static class SeatRules
{
    /// <summary>Seats that are held: by those who come, and by those who are being asked.</summary>
    public static int Taken(IEnumerable<MeetingInvitee> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Count(one => one.HoldsSeat);
    }

    /// <summary>Seats nobody holds; null where there is no limit. Below zero where the limit was lowered afterwards: nobody who was promised a seat loses it.</summary>
    public static int? Free(Meeting meeting, IEnumerable<MeetingInvitee> list)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Capacity is { } seats ? seats - Taken(list) : null;
    }

    /// <summary>Those who wait, in the order in which they are asked.</summary>
    public static IReadOnlyList<MeetingInvitee> Queue(IEnumerable<MeetingInvitee> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Where(one => one.IsOpen && one.Answer == MeetingAnswer.Waiting).OrderBy(one => one.WaitingSince ?? DateTimeOffset.MaxValue).ThenBy(one => one.Id)];
    }

    /// <summary>What somebody who says yes gets: a seat, or a place in the queue. Whoever holds one keeps it; nobody passes those who wait.</summary>
    public static MeetingAnswer YesOf(Meeting meeting, MeetingInvitee who, IReadOnlyCollection<MeetingInvitee> list)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(list);
        return who.HoldsSeat || who.Kind == InviteeKind.Contact || Free(meeting, list) is not { } free || free > Queue(list).Count(one => one != who) ? MeetingAnswer.Yes : MeetingAnswer.Waiting;
    }

    /// <summary>Whom a seat is to be offered now; nobody so near to the start that they could not come, or answer.</summary>
    public static IReadOnlyList<MeetingInvitee> ToOffer(Meeting meeting, IReadOnlyCollection<MeetingInvitee> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.IsCancelled || now + MeetingTimes.OfferMin > meeting.StartsAt - MeetingTimes.LastOffer ? []
            : Free(meeting, list) is { } free ? [.. Queue(list).Take(Math.Max(0, free))] : Queue(list);
    }

    /// <summary>Until when a seat is kept: so many hours as the meeting says, never past the last moment anybody else could use it.</summary>
    public static DateTimeOffset OfferUntil(Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        DateTimeOffset asked = now + TimeSpan.FromHours(Math.Max(1, meeting.OfferHours)), last = meeting.StartsAt - MeetingTimes.LastOffer;
        return asked < last ? asked : last;
    }

    /// <summary>Whose time to take an offered seat is over.</summary>
    public static IReadOnlyList<MeetingInvitee> Lapsed(IEnumerable<MeetingInvitee> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Where(one => one.IsOpen && one.Answer == MeetingAnswer.Offered && one.OfferUntil <= now)];
    }
}
