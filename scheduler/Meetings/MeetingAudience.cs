using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What the lists were filled from: another of these, and somebody may be missing on one.</summary>
public sealed record MembersKey(int Count, DateTimeOffset? NewestRole);

/// <summary>Puts the members whom a meeting's audience names on its list, also those who became members later. Who was taken off it stays off.</summary>
public sealed class MeetingAudience(IDbContextFactory<ZaitakuDb> databases, ILogger<MeetingAudience> logger)
{
    /// <summary>Values of one statement, which takes some hundred.</summary>
    private const int GroupMax = 200;

    public async Task<MembersKey> KeyAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return new MembersKey(await db.Members.CountAsync(cancellationToken), await db.Members.MaxAsync(member => member.RoleGrantedAt, cancellationToken));
    }

    /// <param name="isAll">Also those that nobody edited: the members became others, or the day.</param>
    public async Task<IReadOnlyList<int>> DueAsync(bool isAll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset until = now + MeetingPass.PlanAhead;
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Meetings.Where(meeting => meeting.Inviting == MeetingInviting.Audience && meeting.CancelledAt == null && !meeting.IsDemo && meeting.StartsAt > now && meeting.StartsAt <= until && (isAll || meeting.Revision == 0 || meeting.Revision != meeting.FollowedRevision))
            .OrderBy(meeting => meeting.StartsAt).Select(meeting => meeting.Id).Take(MeetingPass.BatchMax).ToListAsync(cancellationToken);
    }

    /// <exception cref="DbUpdateException">Another process put one of them on it meanwhile: nothing is saved.</exception>
    public async Task AddAsync(ZaitakuDb db, int id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        Meeting meeting = await db.Meetings.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken);
        HashSet<Guid> known = [.. await db.MeetingInvitees.Where(one => one.MeetingId == id && one.MemberId != null).Select(one => one.MemberId!.Value).ToListAsync(cancellationToken)];
        List<Member> others = (await db.Members.AsNoTracking().Where(member => member.ErasedAt == null).OrderBy(member => member.CreatedAt).ToListAsync(cancellationToken)).FindAll(member => !known.Contains(member.Id) && AudienceRules.IsFor(meeting, member, area: null));
        ILookup<string, string> areas = meeting.AudienceAreas.Length == 0 ? Array.Empty<string>().ToLookup(one => one) : await AreasAsync(db, others, cancellationToken);
        MeetingInvitee[] added = [.. others.Where(member => AudienceRules.IsFor(meeting, member, AreaOf(member, areas))).Take(MeetingAnswering.ListMax - known.Count).Select(member => MeetingEditing.Row(meeting, member, now))];
        if (added.Length > 0)
        {
            db.MeetingInvitees.AddRange(added);
            await db.SaveChangesAsync(cancellationToken);
            logger.AudienceAdded(id, added.Length);
        }
    }

    /// <summary>Whom a meeting asks at this instant, to be held against what it asks after an edit.</summary>
    public static Meeting Of(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return new Meeting { Title = "", Inviting = meeting.Inviting, AudienceRoles = meeting.AudienceRoles, AudienceProfessions = meeting.AudienceProfessions, AudienceAreas = meeting.AudienceAreas };
    }

    /// <summary>After an edit: whoever was on the list because it was for them, and for whom it is not any more, goes from it as if they had never been on it, where they heard and said nothing. The caller saves.</summary>
    /// <param name="was">Whom it asked before (<see cref="Of"/>).</param>
    public static async Task NarrowAsync(ZaitakuDb db, Meeting meeting, Meeting was, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(was);
        if (was.Inviting != MeetingInviting.Audience || meeting.Inviting != MeetingInviting.Audience || (was.AudienceRoles, was.AudienceProfessions, was.AudienceAreas) == (meeting.AudienceRoles, meeting.AudienceProfessions, meeting.AudienceAreas))
        {
            return;
        }

        List<MeetingInvitee> silent = await db.MeetingInvitees.Where(one => one.MeetingId == meeting.Id && one.MemberId != null && one.Kind == InviteeKind.Person && one.ForId == null && one.AssociationId == null && one.RemovedAt == null
                && one.Answer == MeetingAnswer.None && one.AnsweredAt == null && one.AttendedAt == null && !db.MeetingLinks.Any(link => link.InviteeId == one.Id) && !db.MeetingInvitees.Any(other => other.ForId == one.Id))
            .OrderBy(one => one.Id).Take(MeetingAnswering.ListMax).ToListAsync(cancellationToken);
        HashSet<Guid> listed = [.. silent.Select(one => one.MemberId!.Value)];
        List<Member> members = (await db.Members.AsNoTracking().OrderBy(member => member.CreatedAt).ToListAsync(cancellationToken)).FindAll(member => listed.Contains(member.Id));
        ILookup<string, string> areas = was.AudienceAreas.Length + meeting.AudienceAreas.Length == 0 ? Array.Empty<string>().ToLookup(one => one) : await AreasAsync(db, members, cancellationToken);
        HashSet<Guid> others = [.. members.Where(member => AreaOf(member, areas) is var area && AudienceRules.IsFor(was, member, area) && !AudienceRules.IsFor(meeting, member, area)).Select(member => member.Id)];
        ILookup<(int, Guid), SaidMessage> said = await MeetingSaid.ReadAsync(db, [meeting.Id], member: null, now, cancellationToken);
        others.RemoveWhere(member => said[(meeting.Id, member)].Any());
        string about = MeetingMessages.AboutOf(meeting.Id);
        List<OutboxMessage> untried = others.Count == 0 ? [] : await db.Outbox.Where(message => message.About == about && message.State == OutboxState.Waiting && message.Key == null).ToListAsync(cancellationToken);
        untried.FindAll(message => message.MemberId is { } member && others.Contains(member)).ForEach(message => message.Cancel("no longer planned", now)); // One that is about to be tried fails the edit: they would have heard.
        db.MeetingInvitees.RemoveRange(silent.Where(one => others.Contains(one.MemberId!.Value)));
    }

    /// <summary>Where a place of the directory with the name of their workplace is; null where there is none: nobody knows. Of several of one name each counts.</summary>
    private static string? AreaOf(Member member, ILookup<string, string> areas) =>
        string.Join(' ', areas[NameRules.KeyOf(member.Organisation)]) is { Length: > 0 } found ? found : null;

    private static async Task<ILookup<string, string>> AreasAsync(ZaitakuDb db, List<Member> members, CancellationToken cancellationToken)
    {
        List<(string Key, string Area)> found = [];
        foreach (string[] keys in members.Select(member => NameRules.KeyOf(member.Organisation)).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).Chunk(GroupMax))
        {
            found.AddRange((await db.Places.Where(place => keys.Contains(place.NameKey)).Select(place => new { place.NameKey, place.Prefecture, place.Municipality, place.Town }).ToListAsync(cancellationToken)).Select(place => (place.NameKey, place.Prefecture + place.Municipality + place.Town)));
        }

        return found.ToLookup(one => one.Key, one => one.Area, StringComparer.Ordinal);
    }
}
