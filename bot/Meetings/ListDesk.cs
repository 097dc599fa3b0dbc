using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Meetings;

/// <summary>Somebody entered by hand, who is no member: from another town, without a phone of ours.</summary>
public sealed record Outsider(string Name, string Profession, string Organisation)
{
    /// <summary>Why not, in Japanese; empty when it can be kept.</summary>
    public string Problem => Name.Trim().Length == 0 ? "お名前を書いてください。"
        : Name.Length > Meeting.NameLengthMax || Organisation.Length > Meeting.NameLengthMax ? $"お名前と所属は、それぞれ{Meeting.NameLengthMax}字までです。"
        : Profession.Length > 0 && !MeetingTerms.Professions.Contains(Profession) ? "職種を一覧から選んでください。" : "";
}

/// <summary>What coordinators do with the list of a meeting: who is invited, what they said by phone, who came. Changes what is tracked; <see cref="ListActions"/> saves.</summary>
public sealed class ListDesk(ZaitakuDb db)
{
    public const string NobodyChosen = "どの方かを選んでください。";
    public const string TooEarly = "まだ始まっていません。受付は、始まる2時間前からできます。";
    private const string IsListed = "もう名簿にいます。";
    private const string Full = "これ以上、名簿に足せません。";

    /// <summary>Writes one thing down for some of the list.</summary>
    /// <param name="what"><c>yes</c>, <c>no</c>, <c>came</c>, <c>absent</c> (did not come after all) or <c>remove</c>.</param>
    /// <returns>Why not, in words; empty when it is done.</returns>
    public async Task<string> MarkAsync(Meeting meeting, IReadOnlyCollection<long> chosen, string what, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(chosen);
        List<MeetingInvitee> list = (await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken)).FindAll(one => chosen.Contains(one.Id));
        if (list.Count == 0 || list.Count != chosen.Count)
        {
            return NobodyChosen;
        }

        if (what == "came" && now < meeting.StartsAt - MeetingTimes.CheckInBefore)
        {
            return TooEarly;
        }

        List<string> refused = [];
        foreach (MeetingInvitee who in list)
        {
            switch (what)
            {
                case "yes" or "no":
                    refused.AddRange(Refusal(await MeetingAnswering.AnswerAsync(db, meeting, who, what == "yes" ? WantedAnswer.Yes : WantedAnswer.No, AnswerVia.Staff, staff, now, cancellationToken)));
                    break;
                case "came" or "absent":
                    who.Attend(what == "came", AnswerVia.Staff, now);
                    break;
                case "remove":
                    MeetingEditing.Remove(meeting, who, now);
                    break;
                default:
                    return NobodyChosen;
            }
        }

        Trail(meeting, staff, now, what);
        return refused.FirstOrDefault() ?? "";
    }

    /// <summary>Invites a member.</summary>
    public async Task<string> AddMemberAsync(Meeting meeting, Guid member, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken);
        if (list.Count >= MeetingAnswering.ListMax)
        {
            return Full;
        }

        if (await db.Members.SingleOrDefaultAsync(one => one.Id == member && one.ErasedAt == null, cancellationToken) is not { } found)
        {
            return NobodyChosen;
        }

        if (MeetingEditing.AddMember(db, meeting, found, list, now) is null)
        {
            return IsListed;
        }

        Trail(meeting, staff, now, "add");
        return "";
    }

    /// <summary>Invites an association: its contact names who comes.</summary>
    public async Task<string> AddAssociationAsync(Meeting meeting, int id, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (await db.Associations.SingleOrDefaultAsync(one => one.Id == id && one.ClosedAt == null, cancellationToken) is not { } association)
        {
            return NobodyChosen;
        }

        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken);
        if (list.Exists(one => one.IsOpen && one.Kind == InviteeKind.Contact && one.AssociationId == id))
        {
            return IsListed;
        }

        MeetingInvitee? member = association.MemberId is { } contact ? list.Find(one => one.MemberId == contact) : null;
        if (member is { IsOpen: true })
        {
            return "この団体の窓口の方は、ご本人としてもう名簿にいます。外してから足してください。";
        }

        if (member is not null)
        {
            (member.RemovedAt, member.Kind, member.AssociationId, member.Answer, member.PlannedAt) = (null, InviteeKind.Contact, id, MeetingAnswer.None, null);
            member.Revision++;
        }
        else
        {
            db.MeetingInvitees.Add(new MeetingInvitee
            {
                MeetingId = meeting.Id, MemberId = association.MemberId, AssociationId = id, Kind = InviteeKind.Contact, Name = association.ContactName, Profession = association.Profession, Organisation = association.Name, AddedAt = now,
            });
        }

        Trail(meeting, staff, now, "association");
        return "";
    }

    /// <summary>Puts somebody on the list who is no member.</summary>
    /// <param name="came">They stand at the door: entered as having come.</param>
    public async Task<string> AddOutsiderAsync(Meeting meeting, Outsider who, bool came, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (who.Problem.Length > 0)
        {
            return who.Problem;
        }

        if (came && now < meeting.StartsAt - MeetingTimes.CheckInBefore)
        {
            return TooEarly;
        }

        if (await db.MeetingInvitees.CountAsync(one => one.MeetingId == meeting.Id, cancellationToken) >= MeetingAnswering.ListMax)
        {
            return Full;
        }

        MeetingInvitee one = new()
        {
            MeetingId = meeting.Id, Kind = came ? InviteeKind.WalkIn : InviteeKind.Person, Name = who.Name.Trim(), Profession = who.Profession, Organisation = who.Organisation.Trim(), AddedAt = now,
            AttendedAt = came ? now : null, AttendedVia = came ? AnswerVia.Staff : AnswerVia.None,
        };
        db.MeetingInvitees.Add(one);
        Trail(meeting, staff, now, came ? "walk_in" : "add");
        return "";
    }

    /// <summary>Writes down, as a whole, who was only counted.</summary>
    public async Task<string> CountAsync(Meeting meeting, string text, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (now < meeting.StartsAt - MeetingTimes.CheckInBefore)
        {
            return TooEarly;
        }

        if (!HeadcountText.TryRead(text, meeting.Id, out IReadOnlyList<MeetingHeadcount> counts, out string problem))
        {
            return problem;
        }

        List<MeetingHeadcount> known = await db.MeetingHeadcounts.Where(one => one.MeetingId == meeting.Id).ToListAsync(cancellationToken);
        foreach (MeetingHeadcount count in counts)
        {
            if (known.Find(one => one.Profession == count.Profession && one.Organisation == count.Organisation) is { } same)
            {
                same.Count = count.Count;
                known.Remove(same);
            }
            else
            {
                db.MeetingHeadcounts.Add(count);
            }
        }

        db.MeetingHeadcounts.RemoveRange(known);
        Trail(meeting, staff, now, "count");
        return "";
    }

    /// <summary>Makes the code for the wall, once.</summary>
    public string MakeCode(Meeting meeting, Guid staff, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (meeting.CheckInCode.Length == 0)
        {
            meeting.CheckInCode = RandomNumberGenerator.GetString("0123456789", Meeting.CheckInCodeLength);
            meeting.Touch(now);
            Trail(meeting, staff, now, "code");
        }

        return "";
    }

    private static IEnumerable<string> Refusal(AnsweredMeeting answer) => answer switch
    {
        AnsweredMeeting.TooLate { Cause: TooLateCause.Cancelled } => ["中止した会議です。"],
        AnsweredMeeting.TooLate => ["名簿から外した方か、出欠を取っていない会議です。"],
        _ => [],
    };

    private void Trail(Meeting meeting, Guid staff, DateTimeOffset now, string what) =>
        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.list", string.Create(CultureInfo.InvariantCulture, $"meetings:{meeting.Id}"), now, what));
}
