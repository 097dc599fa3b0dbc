using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>The only way a meeting that people may have heard of is changed: what held before is kept with the edit, so that whoever heard it is told. Changes what is tracked; the caller saves.</summary>
public static class MeetingEditing
{
    /// <summary>Applies an edit, and keeps what held until then where people are told it.</summary>
    /// <param name="meeting">Tracked, or not saved yet: nobody heard of a new one.</param>
    /// <returns>True where date, hours, way, place, address, link or whether it is held became others.</returns>
    public static bool Apply(ZaitakuDb db, Meeting meeting, DateTimeOffset now, Action<Meeting> edit)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(edit);
        (MeetingFacts before, int revision) = (meeting.Facts, meeting.Revision);
        edit(meeting);
        meeting.Touch(now);
        if (meeting.Facts == before)
        {
            return false;
        }

        if (meeting.Id > 0 && !db.MeetingChanges.Local.Any(one => one.MeetingId == meeting.Id && one.Id == 0 && one.Until == now)) // Several edits of one save are one change.
        {
            db.MeetingChanges.Add(MeetingChange.Of(meeting.Id, revision, before, now));
        }

        return true;
    }

    /// <summary>Calls it off. Who heard of it is told at once.</summary>
    /// <param name="reason">Told to those who are invited; may be empty, cut to what is kept.</param>
    /// <returns>False where it was called off already; the reason becomes this one.</returns>
    public static bool Cancel(ZaitakuDb db, Meeting meeting, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reason);
        string kept = reason.Trim();
        return Apply(db, meeting, now, one => (one.CancelledAt, one.CancelReason) = (one.CancelledAt ?? now, kept.Length <= Meeting.WordsLengthMax ? kept : kept[..Meeting.WordsLengthMax]));
    }

    /// <summary>It is held after all.</summary>
    /// <returns>False where it was not called off.</returns>
    public static bool Restore(ZaitakuDb db, Meeting meeting, DateTimeOffset now) =>
        Apply(db, meeting, now, one => (one.CancelledAt, one.CancelReason) = (null, ""));

    /// <summary>Takes somebody off its list. The row stays, and what they answered with it; who heard of it is told so once.</summary>
    /// <param name="who">Tracked, of this meeting.</param>
    public static void Remove(Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (!who.IsOpen)
        {
            return;
        }

        who.RemovedAt = now;
        Again(meeting, who);
        meeting.Touch(now);
    }

    /// <summary>Puts a member on its list, or back on it.</summary>
    /// <param name="list">All of the meeting's list, also who was taken off it.</param>
    /// <returns>The row; null where they are on the list.</returns>
    public static MeetingInvitee? AddMember(ZaitakuDb db, Meeting meeting, Member member, IReadOnlyCollection<MeetingInvitee> list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(list);
        MeetingInvitee? known = list.FirstOrDefault(one => one.MemberId == member.Id);
        if (known is { IsOpen: true })
        {
            return null;
        }

        if (known is null)
        {
            known = Row(meeting, member, now);
            db.MeetingInvitees.Add(known);
        }
        else
        {
            known.RemovedAt = null;
            (known.Kind, known.ForId, known.AssociationId) = (InviteeKind.Person, null, null); // Invited themselves now, whatever they were: one who had applied, or answered for an association.
            MeetingInvitee today = Row(meeting, member, now);
            (known.Profession, known.Organisation) = (today.Profession, today.Organisation);
            (known.Answer, known.AnsweredAt, known.AnsweredVia, known.AnsweredStaffId, known.WaitingSince, known.OfferUntil) = (MeetingAnswer.None, null, AnswerVia.None, null, null, null); // Asked anew: the seat went on meanwhile.
            Again(meeting, known);
        }

        meeting.Touch(now);
        return known;
    }

    /// <summary>A new row of a member, as they are known today.</summary>
    internal static MeetingInvitee Row(Meeting meeting, Member member, DateTimeOffset now) => new()
    {
        MeetingId = meeting.Id,
        MemberId = member.Id,
        Kind = InviteeKind.Person,
        Profession = MeetingTerms.ProfessionOf(member.Profession, member.Role),
        Organisation = member.Organisation.Length <= Meeting.NameLengthMax ? member.Organisation : member.Organisation[..Meeting.NameLengthMax],
        AddedAt = now,
    };

    private static void Again(Meeting meeting, MeetingInvitee who)
    {
        who.PlannedAt = null;
        who.Revision++;
        meeting.SeatsRevision++; // A seat may be free, or wanted.
    }
}
