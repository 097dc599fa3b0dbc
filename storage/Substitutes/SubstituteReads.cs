using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Substitutes;

/// <summary>A request with what is needed to tell of it.</summary>
/// <param name="Rota">With the kind of seat where it has several.</param>
/// <param name="Holders">Whoever asks, and all it was given to.</param>
public sealed record SubstituteFacts(SubstituteRequest Request, string Rota, IReadOnlyDictionary<int, DutyHolder> Holders, SubstitutePolicy Policy)
{
    /// <summary>Null where they are gone.</summary>
    public DutyHolder? Requester => Holders.GetValueOrDefault(Request.RequesterId);

    public IEnumerable<SubstituteGiven> Standing => Request.Given.Where(row => row.EndedAt is null);
}

/// <summary>Reads requests, and the duties they may be asked of.</summary>
public static class SubstituteReads
{
    public const int ShownMax = 200;

    /// <summary>How far ahead one may ask.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(62);

    /// <summary>A request whole, to be changed.</summary>
    public static Task<SubstituteRequest?> OneAsync(ZaitakuDb db, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.SubstituteRequests.Include(one => one.Given).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
    }

    /// <summary>The one door for somebody in chat: null for a request nobody has, and for one that is neither theirs nor given to them.</summary>
    /// <returns>Given is null for whoever asked; else the row of theirs that counts.</returns>
    public static async Task<(SubstituteRequest Request, SubstituteGiven? Given)?> ForMemberAsync(ZaitakuDb db, Guid id, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<int> holders = await db.DutyHolders.Where(holder => holder.MemberId == member).Select(holder => holder.Id).ToListAsync(cancellationToken);
        if (holders.Count == 0 || await OneAsync(db, id, cancellationToken) is not { } one)
        {
            return null;
        }

        SubstituteGiven? given = SubstituteRules.TheirsOf(one, holders);
        return holders.Contains(one.RequesterId) ? (one, null) : given is null ? null : (one, given);
    }

    /// <summary>What they asked for this duty already, and is not over.</summary>
    public static Task<SubstituteRequest?> StandingAsync(ZaitakuDb db, int requester, DutyStretch duty, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duty);
        return db.SubstituteRequests.Include(one => one.Given).Where(one => one.RequesterId == requester && one.SeatId == duty.SeatId && one.UnitStartsAt == duty.StartsAt && one.UnitEndsAt == duty.EndsAt
            && one.State != SubstituteState.Withdrawn && one.State != SubstituteState.Lapsed && one.State != SubstituteState.Done).OrderByDescending(one => one.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The holder somebody in chat is; null where nobody linked them.</summary>
    public static Task<DutyHolder?> HolderOfAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.DutyHolders.AsNoTracking().Where(holder => holder.MemberId == member && holder.ClosedAt == null).OrderBy(holder => holder.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Duties of the rotas in which one may ask.</summary>
    /// <param name="rotas">Names; empty for every rota of doctors and for the dying.</param>
    public static async Task<IReadOnlyList<(DutyRota Rota, IReadOnlyList<DutyStretch> Duties)>> DutiesAsync(ZaitakuDb db, IReadOnlyCollection<string> rotas, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, now - RotaRules.ShiftLengthMax, now + Ahead + RotaRules.ShiftLengthMax, cancellationToken);
        return [.. views.Where(view => IsOffered(view.Rota, rotas)).Select(view => (view.Rota, DutyStretch.Of(view, now, now + Ahead)))];
    }

    /// <summary>The rota with all that touches the absence; null where it is gone.</summary>
    public static Task<RotaView?> ViewAsync(ZaitakuDb db, SubstituteRequest one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        return RotaReads.OneAsync(db, one.RotaId, one.AbsentFrom - RotaRules.ShiftLengthMax, one.AbsentUntil + RotaRules.ShiftLengthMax, cancellationToken);
    }

    /// <summary>Who is on while the doctor is away, as the table stands: who would get it now.</summary>
    public static async Task<IReadOnlyList<DutyHolder>> OnDutyAsync(ZaitakuDb db, SubstituteRequest one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        RotaView? view = await ViewAsync(db, one, cancellationToken);
        int[] ids = view is null ? [] : [.. SubstituteRules.Parts(view, one.SeatId, one.AbsentFrom, one.AbsentUntil).Select(part => part.HolderId).OfType<int>().Distinct()];
        return [.. (await db.DutyHolders.AsNoTracking().Where(holder => ids.Contains(holder.Id)).ToListAsync(cancellationToken)).OrderBy(holder => Array.IndexOf(ids, holder.Id))];
    }

    /// <summary>The names that stand in what is said about a request.</summary>
    public static async Task<SubstituteFacts> FactsAsync(ZaitakuDb db, SubstituteRequest one, SubstitutePolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        int[] ids = [one.RequesterId, .. one.Given.Select(row => row.HolderId)];
        Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
        DutyRota? rota = await db.DutyRotas.AsNoTracking().Include(found => found.Seats).FirstOrDefaultAsync(found => found.Id == one.RotaId, cancellationToken);
        return new SubstituteFacts(one, rota?.NameOf(one.SeatId) ?? "", holders, policy);
    }

    /// <summary>Requests with what came of them, by outcome and state, since an instant.</summary>
    public static async Task<IReadOnlyDictionary<(SubstituteState State, SubstituteOutcome Outcome), int>> CountsAsync(ZaitakuDb db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.SubstituteRequests.AsNoTracking().Where(one => one.UnitStartsAt >= since).GroupBy(one => new { one.State, one.Outcome }).Select(group => new { group.Key.State, group.Key.Outcome, Count = group.Count() }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => (row.State, row.Outcome), row => row.Count);
    }

    /// <summary>Who stood in for whom goes after its time; that there was a request, and its outcome, stays and counts.</summary>
    public static async Task EraseAsync(ZaitakuDb db, StorageOptions storage, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<SubstituteRequest> old = await db.SubstituteRequests.Include(one => one.Given).Where(one => one.UnitEndsAt < endedBefore && one.RequesterId != SubstituteRequest.Nobody).OrderBy(one => one.Id).Take(EraseMax).ToListAsync(cancellationToken);
        if (old.Count > 0)
        {
            JournalErasure.Expect(storage);
            foreach (SubstituteRequest one in old)
            {
                db.RemoveRange(one.Given);
                (one.RequesterId, one.Papers, one.ConsentAt, one.NurseToldAt) = (SubstituteRequest.Nobody, "", null, null);
                one.Revision++;
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>In one pass, of which there are 24 a day; a network has some dozen a year.</summary>
    private const int EraseMax = 1_000;

    private static bool IsOffered(DutyRota rota, IReadOnlyCollection<string> rotas) =>
        !rota.IsDemo && (rotas.Count > 0 ? rotas.Contains(rota.Name) : rota.Purpose is RotaPurpose.Doctor or RotaPurpose.EndOfLife);
}
