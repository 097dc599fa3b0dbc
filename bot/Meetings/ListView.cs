using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Meetings;

/// <summary>Somebody on the list, as a coordinator reads it.</summary>
/// <param name="Name">As written, or by the table of duties; empty where nobody knows it.</param>
/// <param name="Phone">Of member or association; empty where not known.</param>
/// <param name="IsReachable">By a chat that is not blocked.</param>
/// <param name="For">Whom they come instead of, or who named them; empty for nobody.</param>
public sealed record ListRow(MeetingInvitee Who, string Name, string Phone, bool IsReachable, string For)
{
    /// <summary>Who it is, in words.</summary>
    public string Said => string.Join(' ', new[] { Name, Who.Organisation }.Where(word => word.Length > 0)) is { Length: > 0 } words ? words : "お名前の登録なし";
}

/// <summary>The list of one meeting with what is known of its people.</summary>
public sealed record ListView(Meeting Meeting, IReadOnlyList<ListRow> Rows, IReadOnlyList<MeetingHeadcount> Counts, IReadOnlyList<Association> Associations, IReadOnlyList<ListMember> Others)
{
    public IReadOnlyList<MeetingInvitee> People { get; } = [.. Rows.Select(row => row.Who)];

    public int CameCount => People.Count(one => one.AttendedAt is not null) + Counts.Sum(one => one.Count);

    /// <summary>Came by the code on the wall without being on the list: perhaps somebody whom others had named.</summary>
    public static bool MayBeNamed(MeetingInvitee who) => who is { IsOpen: true, Kind: InviteeKind.WalkIn, MemberId: not null };

    /// <summary>Named by others, and no member: when they type the code, their row is not found.</summary>
    public static bool IsUnclaimed(MeetingInvitee who) => who is { IsOpen: true, Kind: InviteeKind.Deputy or InviteeKind.Delegate, MemberId: null };

    public static string WordsOf(MeetingInvitee who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who switch
        {
            { RemovedAt: not null } => "外した",
            { Answer: MeetingAnswer.Yes, Kind: InviteeKind.Contact } => "返事あり",
            { Answer: MeetingAnswer.Yes } => "出席",
            { Answer: MeetingAnswer.No } => "欠席",
            { Answer: MeetingAnswer.SendsDeputy } => "代理が出席",
            { Answer: MeetingAnswer.Waiting } => "空き待ち",
            { Answer: MeetingAnswer.Offered } => "席を案内中",
            { Answer: MeetingAnswer.Lapsed } => "席の返事なし",
            _ => "返事なし",
        };
    }

    public static string WordsOf(InviteeKind kind) => kind switch
    {
        InviteeKind.Contact => "団体の窓口",
        InviteeKind.Delegate => "団体から",
        InviteeKind.Deputy => "代理",
        InviteeKind.Applicant => "申込",
        InviteeKind.WalkIn => "当日",
        _ => "案内",
    };
}

/// <summary>A member who could be put on the list.</summary>
public sealed record ListMember(Guid Id, string Words);

/// <summary>Reads the list of a meeting.</summary>
public static class ListReads
{
    /// <summary>Members offered to be put on a list; a hub has some thousand, most are found by their institution.</summary>
    public const int OthersMax = 2_000;

    public static async Task<ListView?> ReadAsync(ZaitakuDb db, int id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return null;
        }

        List<MeetingInvitee> list = await db.MeetingInvitees.AsNoTracking().Where(one => one.MeetingId == id).OrderBy(one => one.Id).Take(Meeting.CapacityMax * 2).ToListAsync(cancellationToken);
        IQueryable<Guid?> members = db.MeetingInvitees.Where(one => one.MeetingId == id && one.MemberId != null).Select(one => one.MemberId);
        Dictionary<Guid, Member> byId = await db.Members.AsNoTracking().Where(member => members.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancellationToken);
        HashSet<Guid> reachable = [.. await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken)];
        ILookup<Guid, string> names = (await db.DutyHolders.Where(holder => holder.MemberId != null && members.Contains(holder.MemberId)).Select(holder => new { holder.MemberId, holder.Name }).ToListAsync(cancellationToken)).ToLookup(one => one.MemberId!.Value, one => one.Name);
        List<Association> associations = await db.Associations.AsNoTracking().Where(one => one.ClosedAt == null).OrderBy(one => one.Name).ToListAsync(cancellationToken);
        Dictionary<long, MeetingInvitee> byRow = list.ToDictionary(one => one.Id);
        List<ListMember> others = [.. (await db.Members.AsNoTracking().Where(member => member.Role != Role.Resident && member.ErasedAt == null && !members.Contains(member.Id)).OrderBy(member => member.Organisation).ThenBy(member => member.CreatedAt).Take(OthersMax).ToListAsync(cancellationToken))
            .Select(member => new ListMember(member.Id, WordsOf(member)))];
        List<MeetingHeadcount> counts = await db.MeetingHeadcounts.AsNoTracking().Where(one => one.MeetingId == id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        return new ListView(meeting, [.. list.Select(Row)], counts, associations, others);

        ListRow Row(MeetingInvitee who)
        {
            Member? member = who.MemberId is { } of ? byId.GetValueOrDefault(of) : null;
            string phone = associations.Find(one => one.Id == who.AssociationId && who.Kind == InviteeKind.Contact)?.Phone is { Length: > 0 } known ? known : member?.Phone ?? "";
            return new ListRow(who, NameOf(who), phone, who.MemberId is { } one && reachable.Contains(one), who.ForId is { } row && byRow.TryGetValue(row, out MeetingInvitee? other) ? NameOf(other) : "");
        }

        string NameOf(MeetingInvitee who) => who.Name.Length > 0 ? who.Name : who.MemberId is { } of && names[of].FirstOrDefault() is { } name ? name : "";
    }

    /// <summary>All members with a role, in words, to choose one from.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Words)>> MembersAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return
        [
            .. (await db.Members.AsNoTracking().Where(member => member.Role != Role.Resident && member.ErasedAt == null).OrderBy(member => member.Organisation).ThenBy(member => member.CreatedAt).Take(OthersMax).ToListAsync(cancellationToken))
                .Select(member => (member.Id, WordsOf(member))),
        ];
    }

    private static string WordsOf(Member member) => string.Join(" ", new[] { member.Organisation, member.Profession.Length > 0 ? member.Profession : member.Role.Name() }.Where(word => word.Length > 0));
}
