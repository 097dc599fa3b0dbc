using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Calendars of meetings, as the page lists them. A member's own are theirs and not listed.</summary>
/// <param name="NewAddress">The address just made, shown this once; empty for none.</param>
public sealed record MeetingFeedList(IReadOnlyList<MeetingFeed> Open, string NewAddress)
{
    public static readonly MeetingFeedList None = new([], "");
}

/// <summary>Secret addresses of calendars of meetings: made, shown once, taken back, read.</summary>
public sealed class MeetingFeeds(ZaitakuDb db)
{
    /// <summary>Past meetings a calendar keeps showing, and how far ahead it goes.</summary>
    public const int DaysBefore = 92, DaysAhead = 800;

    /// <summary>Earlier addresses of one member that go at a time.</summary>
    private const int RemovedMax = 100;

    /// <summary>Roles a calendar may be made for: those who take part by profession.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [.. Enum.GetValues<Role>().Where(role => role is not (Role.Resident or Role.Coordinator or Role.Admin))];

    public static string NameOf(MeetingFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.MemberId is not null ? "自分の予定" : Storage.Members.Roles.TryParse(feed.RoleId, out Role role) ? $"{role.Name()}の方が対象のもの" : "すべて（案内する方を選んだものも）";
    }

    public async Task<MeetingFeedList> ListAsync(string newAddress, CancellationToken cancellationToken) =>
        new(await db.MeetingFeeds.AsNoTracking().Where(feed => feed.MemberId == null && feed.RevokedAt == null).OrderBy(feed => feed.Id).ToListAsync(cancellationToken), newAddress);

    /// <summary>As <see cref="AddAsync"/>, and saves.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public async Task<string?> CreateAsync(string roleId, Guid? member, string label, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string? token = await AddAsync(roleId, member, label, staff, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>They were given an address, and it holds.</summary>
    public Task<bool> HasOwnAsync(Guid member, CancellationToken cancellationToken) => db.MeetingFeeds.AnyAsync(feed => feed.MemberId == member && feed.RevokedAt == null, cancellationToken);

    /// <summary>Makes an address; the caller saves. A member's earlier address ends with a new one, since nobody but them has it.</summary>
    /// <param name="roleId">Id of a role; empty for all, or a member's.</param>
    /// <param name="member">Whose own it shows; null for nobody's.</param>
    /// <param name="staff">The account that makes it; null where the member does.</param>
    /// <returns>The secret part of the address; null when too many are open.</returns>
    public async Task<string?> AddAsync(string roleId, Guid? member, string label, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(roleId);
        if (member is null && await db.MeetingFeeds.CountAsync(feed => feed.RoleId == roleId && feed.MemberId == null && feed.RevokedAt == null, cancellationToken) >= MeetingFeed.OpenMax)
        {
            return null;
        }

        if (member is not null)
        {
            db.MeetingFeeds.RemoveRange(await db.MeetingFeeds.Where(feed => feed.MemberId == member).Take(RemovedMax).ToListAsync(cancellationToken)); // The trail says when each was made; their rows say no more.
        }

        string token = LinkToken.New();
        db.MeetingFeeds.Add(new MeetingFeed { RoleId = roleId, MemberId = member, TokenHash = LinkToken.HashOf(token), Label = label, StaffId = staff, CreatedAt = now });
        string subject = SubjectOf(member, roleId);
        db.AuditTrail.Add(staff is { } account ? AuditEntry.By(account, "meetings.feed", subject, now) : AuditEntry.ByPerson(member, "meetings.feed", subject, now));
        return token;
    }

    public async Task RevokeAsync(MeetingFeed feed, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.RevokedAt is null)
        {
            feed.RevokedAt = now;
            db.AuditTrail.Add(AuditEntry.By(staff, "meetings.feed_revoke", SubjectOf(feed.MemberId, feed.RoleId), now));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <returns>Null for an address that never was, was taken back, or whose member was erased: all look alike.</returns>
    public async Task<string?> ReadAsync(string token, HubContact hub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hub);
        if (!LinkToken.IsWellFormed(token))
        {
            return null;
        }

        string hash = LinkToken.HashOf(token);
        MeetingFeed? feed = await db.MeetingFeeds.AsNoTracking().SingleOrDefaultAsync(one => one.TokenHash == hash && one.RevokedAt == null, cancellationToken);
        if (feed is null)
        {
            return null;
        }

        DateOnly today = OfficeTime.DayOf(now);
        (DateTimeOffset from, DateTimeOffset until) = (OfficeTime.At(today.AddDays(-DaysBefore), 0), OfficeTime.At(today.AddDays(DaysAhead), 0)); // Whole days: the bytes change once a day and with the meetings.
        IQueryable<Meeting> all = MeetingReads.Shown(db).AsNoTracking().Where(meeting => meeting.StartsAt >= from && meeting.StartsAt < until);
        if (feed.MemberId is { } member)
        {
            if (await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == member && one.ErasedAt == null, cancellationToken) is not { } person)
            {
                return null;
            }

            MeetingAnswer[] away = [MeetingAnswer.No, MeetingAnswer.SendsDeputy, MeetingAnswer.Lapsed];
            List<Meeting> own = await all.Where(meeting => db.MeetingInvitees.Any(one => one.MeetingId == meeting.Id && one.MemberId == member && one.RemovedAt == null && !away.Contains(one.Answer)))
                .OrderBy(meeting => meeting.StartsAt).Take(CalendarReads.ShownMax).ToListAsync(cancellationToken);
            return Text("会議・研修（自分の予定）", hub, own, person.Role.IsProfessional());
        }

        List<Meeting> found = await all.OrderBy(meeting => meeting.StartsAt).Take(CalendarReads.ShownMax).ToListAsync(cancellationToken);
        return Storage.Members.Roles.TryParse(feed.RoleId, out Role role)
            ? Text($"会議・研修（{role.Name()}）", hub, [.. found.Where(meeting => AudienceRules.IsOpenTo(meeting, new Member { Role = role }, null))], withLink: true)
            : feed.RoleId.Length > 0 ? null : Text("会議・研修", hub, found, withLink: true);
    }

    /// <param name="withLink">For professionals; the link is not for those who only read what is public.</param>
    public static string Text(string name, HubContact hub, IEnumerable<Meeting> meetings, bool withLink)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return CalendarText.Of(new CalendarFeed(name, hub.Name, [.. meetings.Take(CalendarReads.ShownMax).Select(meeting => EventOf(meeting, withLink))]));
    }

    /// <summary>Whose feed it is, as the trail names it: a member's, a role's, or nobody's in particular.</summary>
    private static string SubjectOf(Guid? member, string roleId) => member is { } person ? $"member:{person:N}" : roleId.Length > 0 ? $"role:{roleId}" : "";

    /// <summary>Names a meeting in every calendar it is put into, whoever made that. Two hubs that one person reads have meetings made at different instants.</summary>
    public static string UidOf(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return string.Create(CultureInfo.InvariantCulture, $"meeting-{meeting.CreatedAt.UtcTicks:x}-{meeting.Id}");
    }

    private static CalendarEvent EventOf(Meeting meeting, bool withLink)
    {
        string[] lines =
        [
            meeting.IsCancelled ? $"中止になりました。{meeting.CancelReason}" : "", meeting.Organiser.Length > 0 ? $"主催: {meeting.Organiser}" : "", $"種類: {MeetingTerms.Kinds.Name(meeting.Kind)}", $"対象: {CalendarLines.Audience(meeting)}",
            meeting.Fee.Length > 0 ? $"参加費: {meeting.Fee}" : "", withLink && meeting.OnlineUrl.Length > 0 ? $"オンライン: {meeting.OnlineUrl}" : "", meeting.Description, "カレンダーには、変更が遅れて届くことがあります。",
        ];
        return new CalendarEvent
        {
            Uid = UidOf(meeting), Sequence = meeting.Revision, StartsAt = meeting.StartsAt, EndsAt = meeting.EndOrGuess, Summary = meeting.Title,
            Description = string.Join('\n', lines.Where(line => line.Length > 0)), Location = $"{CalendarLines.Where(meeting)} {meeting.Address}".Trim(), ChangedAt = meeting.ChangedAt, IsCancelled = meeting.IsCancelled,
        };
    }
}
