using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    public const string CountedMeanwhile = "ほかの人が、この人数を同時に書きました。下にいまの人数を並べました。あなたが書いた内容と合わせて、もう一度書いてください。";
    public const string NotSame = "同じ方としてまとめるには、受付の番号で来た「当日」の方1人と、代理か団体からの方1人を選んでください。";
    private const int MarkLength = 16;
    private static readonly string[] Marks = ["yes", "no", "came", "absent", "remove", "same"];
    private const string IsListed = "もう名簿にいます。";
    private const string Full = "これ以上、名簿に足せません。";

    /// <summary>Writes one thing down for some of the list: for all of whom it can be, and says of whom not.</summary>
    /// <param name="what"><c>yes</c>, <c>no</c>, <c>came</c>, <c>absent</c> (did not come after all), <c>remove</c>, or <c>same</c> (two rows are one person).</param>
    public async Task<ListMarked> MarkAsync(Meeting meeting, IReadOnlyCollection<long> chosen, string what, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(chosen);
        List<MeetingInvitee> all = await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken), list = all.FindAll(one => chosen.Contains(one.Id));
        if (BarOf(meeting, list.Count > 0 && list.Count == chosen.Count, what, now) is { Length: > 0 } bar)
        {
            return new ListMarked(bar);
        }

        if (what == "same")
        {
            return new ListMarked(await JoinAsync(meeting, list, staff, now, cancellationToken)) { Written = 1 };
        }

        List<long> waiting = [];
        List<(long Id, string Why)> refused = [];
        foreach (MeetingInvitee who in list)
        {
            switch (what)
            {
                case "came" or "absent":
                    who.Attend(what == "came", AnswerVia.Staff, now);
                    break;
                case "remove":
                    Remove(meeting, who, all, staff, now);
                    break;
                default:
                    AnsweredMeeting answered = OwnAnswers.Answer(meeting, who, what == "yes", AnswerVia.Staff, staff, all, now).Answered;
                    if (answered is AnsweredMeeting.Waits or AnsweredMeeting.Written { WasSame: false })
                    {
                        await MeetingNamed.AnsweredAsync(db, meeting, who, now, cancellationToken);
                    }

                    waiting.AddRange(answered is AnsweredMeeting.Waits ? [who.Id] : Array.Empty<long>());
                    refused.AddRange(answered is AnsweredMeeting.TooLate late ? [(who.Id, Refusal(late))] : Array.Empty<(long, string)>());
                    break;
            }
        }

        if (refused.Count == list.Count)
        {
            return new ListMarked(refused[0].Why);
        }

        Trail(meeting, staff, now, what);
        return new ListMarked("") { Written = list.Count - refused.Count, Waiting = waiting, Refused = [.. refused.Select(one => one.Id)], WhyRefused = refused.Count > 0 ? refused[0].Why : "" };
    }

    private static string BarOf(Meeting meeting, bool areChosen, string what, DateTimeOffset now) =>
        !areChosen || !Marks.Contains(what) ? NobodyChosen : what == "came" && now < meeting.StartsAt - MeetingTimes.CheckInBefore ? TooEarly : "";

    /// <summary>Who was named by others typed the code on the wall, and stands there a second time, without a name: one row stays.</summary>
    private async Task<string> JoinAsync(Meeting meeting, List<MeetingInvitee> list, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (list.Count != 2 || list.Find(ListView.MayBeNamed) is not { } came || list.Find(ListView.IsUnclaimed) is not { } named)
        {
            return NotSame;
        }

        InviteeMerge.Join(came, named);
        came.Kind = named.Kind;
        await InviteeMerge.MoveAsync(db, came, named, cancellationToken);
        db.MeetingInvitees.Remove(named);
        meeting.SeatsRevision++; // The seat is theirs still, by another row.
        Trail(meeting, staff, now, "same");
        return "";
    }

    /// <summary>Whoever they named is not expected either; whom a deputy came for is asked anew.</summary>
    private static void Remove(Meeting meeting, MeetingInvitee who, List<MeetingInvitee> all, Guid staff, DateTimeOffset now)
    {
        MeetingEditing.Remove(meeting, who, now);
        Array.ForEach(OwnAnswers.NamedBy(who, all), one => MeetingEditing.Remove(meeting, one, now));
        if (who.Kind == InviteeKind.Deputy && all.Find(one => one.Id == who.ForId) is { IsOpen: true, Answer: MeetingAnswer.SendsDeputy } sender)
        {
            MeetingAnswering.Write(meeting, sender, MeetingAnswer.None, AnswerVia.Staff, staff, now);
        }
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
            (member.RemovedAt, member.Kind, member.AssociationId, member.ForId, member.Answer, member.PlannedAt) = (null, InviteeKind.Contact, id, null, MeetingAnswer.None, null);
            (member.Name, member.Profession, member.Organisation) = (association.ContactName, association.Profession, association.Name);
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

        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken);
        if (list.Count >= MeetingAnswering.ListMax)
        {
            return Full;
        }

        MeetingInvitee one = new()
        {
            MeetingId = meeting.Id, Kind = came ? InviteeKind.WalkIn : InviteeKind.Person, Name = who.Name.Trim(), Profession = who.Profession, Organisation = who.Organisation.Trim(), AddedAt = now,
            AttendedAt = came ? now : null, AttendedVia = came ? AnswerVia.Staff : AnswerVia.None,
        };
        if (list.Find(known => AttendanceRules.KeyOf(known) == AttendanceRules.KeyOf(one) && (known.IsOpen || known.AttendedAt is not null)) is { } same)
        {
            if (!came || same.AttendedAt is not null)
            {
                return IsListed;
            }

            same.Attend(came, AnswerVia.Staff, now);
        }
        else
        {
            db.MeetingInvitees.Add(one);
            meeting.SeatsRevision++; // Of two who enter the same person at once, one finds them there.
        }

        Trail(meeting, staff, now, came ? "walk_in" : "add");
        return "";
    }

    /// <summary>What the counts were when a form was made of them.</summary>
    public static string MarkOf(string counts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(counts)))[..MarkLength];

    /// <summary>Writes down, as a whole, who was only counted.</summary>
    /// <param name="seen">The <see cref="MarkOf"/> the form was made with: what a colleague counted meanwhile is not lost.</param>
    public async Task<string> CountAsync(Meeting meeting, string text, string seen, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
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

        List<MeetingHeadcount> known = await db.MeetingHeadcounts.Where(one => one.MeetingId == meeting.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        if (seen != MarkOf(HeadcountText.Of(known)))
        {
            return CountedMeanwhile;
        }

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
        meeting.SeatsRevision++; // Of two who write at once, one looks again.
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

    private static string Refusal(AnsweredMeeting.TooLate late) => late.Cause == TooLateCause.Cancelled ? "中止した会議です。" : "名簿から外した方か、出欠を取っていない会議です。";

    private void Trail(Meeting meeting, Guid staff, DateTimeOffset now, string what) =>
        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.list", string.Create(CultureInfo.InvariantCulture, $"meetings:{meeting.Id}"), now, what));
}
