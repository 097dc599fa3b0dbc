using Microsoft.EntityFrameworkCore;

namespace Zaitaku.Storage.Meetings;

/// <summary>Two accounts of one person are on one meeting's list: one row stays, with what either of them said. No seat is lost, and who came has come.</summary>
public static class InviteeMerge
{
    /// <summary>Writes into the row that stays what only the other one knows.</summary>
    public static void Join(MeetingInvitee stays, MeetingInvitee gone)
    {
        ArgumentNullException.ThrowIfNull(stays);
        ArgumentNullException.ThrowIfNull(gone);
        bool isOthers = !stays.HoldsSeat && gone.IsOpen && (gone.HoldsSeat || !stays.IsOpen || stays.Answer is MeetingAnswer.None or MeetingAnswer.Lapsed || (stays.Answer == MeetingAnswer.Waiting && gone.Answer == MeetingAnswer.Waiting && gone.WaitingSince < stays.WaitingSince));
        if (isOthers && (gone.Answer != MeetingAnswer.None || !stays.IsOpen))
        {
            (stays.Answer, stays.AnsweredAt, stays.AnsweredVia, stays.AnsweredStaffId, stays.WaitingSince, stays.OfferUntil) = (gone.Answer, gone.AnsweredAt, gone.AnsweredVia, gone.AnsweredStaffId, gone.WaitingSince, gone.OfferUntil);
        }

        stays.RemovedAt = stays.IsOpen || gone.IsOpen ? null : stays.RemovedAt;
        if (gone.Kind == InviteeKind.Contact && !stays.HoldsSeat)
        {
            stays.Kind = InviteeKind.Contact; // Else nobody could name the delegates any more.
        }

        (stays.AttendedAt, stays.AttendedVia) = stays.AttendedAt is null ? (gone.AttendedAt, gone.AttendedVia) : (stays.AttendedAt, stays.AttendedVia);
        (stays.AssociationId, stays.ForId) = (stays.AssociationId ?? gone.AssociationId, stays.ForId ?? gone.ForId);
        stays.Name = stays.Name.Length > 0 ? stays.Name : gone.Name;
        stays.Profession = stays.Profession.Length > 0 ? stays.Profession : gone.Profession;
        stays.Organisation = stays.Organisation.Length > 0 ? stays.Organisation : gone.Organisation;
        stays.PlannedAt = null;
        stays.Revision++;
    }

    /// <summary>Whoever the other row named, and the addresses it gave out, belong to the one that stays. The caller saves.</summary>
    public static async Task MoveAsync(ZaitakuDb db, MeetingInvitee stays, MeetingInvitee gone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(stays);
        ArgumentNullException.ThrowIfNull(gone);
        foreach (MeetingInvitee named in await db.MeetingInvitees.Where(one => one.ForId == gone.Id && one.Id != stays.Id).ToListAsync(cancellationToken))
        {
            named.ForId = stays.Id;
            named.Revision++;
        }

        stays.ForId = stays.ForId == stays.Id ? null : stays.ForId;
        foreach (MeetingLink link in await db.MeetingLinks.Where(link => link.InviteeId == gone.Id).ToListAsync(cancellationToken))
        {
            db.Entry(link).Property(one => one.InviteeId).CurrentValue = stays.Id;
        }
    }
}
