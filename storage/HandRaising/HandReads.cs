using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.HandRaising;

/// <summary>Reads cases, and the doctors they may go to.</summary>
public static class HandReads
{
    /// <summary>Cases on one page.</summary>
    public const int ShownMax = 200;

    /// <summary>Cases in the figures; a hub has some dozen a year.</summary>
    public const int TimesMax = 20_000;

    /// <summary>A case whole, to be changed.</summary>
    public static Task<HandCase?> OneAsync(ZaitakuDb db, int id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.HandCases.Include(one => one.Asks).Include(one => one.Seats).Include(one => one.Steps).AsSplitQuery().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
    }

    /// <summary>The one door for somebody in chat: null for a case nobody has, and for one they were not asked about.</summary>
    public static async Task<(HandCase Case, HandAsk Ask)?> ForMemberAsync(ZaitakuDb db, int id, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<int> holders = await db.DutyHolders.Where(holder => holder.MemberId == member).Select(holder => holder.Id).ToListAsync(cancellationToken);
        return holders.Count > 0 && await OneAsync(db, id, cancellationToken) is { ErasedAt: null } one && one.Asks.Find(ask => holders.Contains(ask.HolderId)) is { } ask ? (one, ask) : null;
    }

    /// <summary>Everybody who can be on duty and takes part, with whether they are asked and why not.</summary>
    public static async Task<IReadOnlyList<HandCandidate>> CandidatesAsync(ZaitakuDb db, HandCase one, IReadOnlyCollection<string> municipalities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => holder.ClosedAt == null).OrderBy(holder => holder.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        List<Guid> ids = [.. holders.Select(holder => holder.MemberId).OfType<Guid>()];
        Dictionary<Guid, Member> members = await db.Members.AsNoTracking().Include(member => member.Links).Where(member => ids.Contains(member.Id) && member.ErasedAt == null).ToDictionaryAsync(member => member.Id, cancellationToken);
        IReadOnlyDictionary<int, DutyHolder> asked = await HoldersAsync(db, one.Asks.Select(ask => ask.HolderId), cancellationToken);
        return HandFitRules.OncePerPerson(
            [.. holders.Select(holder => HandFitRules.Of(
                one, holder, holder.MemberId is { } id && members.TryGetValue(id, out Member? member) ? member.Role == Role.Doctor : null,
                holder.MemberId is { } known && members.TryGetValue(known, out Member? person) && person.Links.Exists(link => link.BlockedAt is null), municipalities))],
            [.. asked.Values]);
    }

    public static async Task<IReadOnlyDictionary<int, DutyHolder>> HoldersAsync(ZaitakuDb db, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        int[] wanted = [.. ids.Distinct()];
        return await db.DutyHolders.AsNoTracking().Where(holder => wanted.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
    }

    /// <summary>The times of all cases that were ever sent, the latest first.</summary>
    public static async Task<IReadOnlyList<HandTime>> TimesAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.HandCases.AsNoTracking().Where(one => one.SentAt != null).OrderByDescending(one => one.SentAt).Take(TimesMax)
            .Select(one => new HandTime(one.Id, one.Area, one.SentAt!.Value, one.FirstHandAt, one.MatchedAt, one.State == HandCaseState.Withdrawn, one.AskedCount, one.HandCount)).ToListAsync(cancellationToken);
    }
}
