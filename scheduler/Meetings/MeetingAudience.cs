using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

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
