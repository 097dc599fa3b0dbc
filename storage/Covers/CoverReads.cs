using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Covers;

/// <summary>Somebody of a rota, and whether they could take a duty.</summary>
/// <param name="Breach">What keeps it from them; null where they are free.</param>
/// <param name="IsReachable">Linked to somebody in chat who has not blocked us.</param>
public sealed record CoverCandidate(DutyHolder Holder, TakeBreach? Breach, bool IsReachable)
{
    public bool CanBeAsked => Breach is null && IsReachable;
}

/// <summary>Reads who could take a duty, and whose it is.</summary>
public static class CoverReads
{
    /// <summary>How far ahead somebody may give a duty away.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromDays(370);

    /// <summary>Where a rota has no members: who stands in its table so long before or after now belongs to it.</summary>
    private static readonly TimeSpan InTableWithin = TimeSpan.FromDays(365);

    /// <summary>Somebody's duties that are not over, in order of start.</summary>
    public static Task<IReadOnlyList<DutyStretch>> DutiesOfAsync(ZaitakuDb db, int holder, DateTimeOffset now, CancellationToken cancellationToken) =>
        StretchReads.OfHolderAsync(db, holder, now, now + AheadMax, cancellationToken);

    /// <summary>True while all of a span is this holder's.</summary>
    public static async Task<bool> HoldsAsync(ZaitakuDb db, int holder, CoverSpan span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(span);
        DateTimeOffset first = span.StartsAt - RotaRules.ShiftLengthMax;
        List<DutyShift> shifts = await db.DutyShifts.AsNoTracking()
            .Where(shift => shift.SeatId == span.SeatId && shift.KnownUntil == null && shift.StartsAt >= first && shift.StartsAt < span.EndsAt && shift.EndsAt > span.StartsAt).ToListAsync(cancellationToken);
        return RotaRules.Timeline(shifts, span.SeatId, span.StartsAt, span.EndsAt).All(part => part.Shift?.HolderId == holder)
            && await db.DutyRotas.AnyAsync(rota => rota.Id == span.RotaId && rota.ClosedAt == null, cancellationToken);
    }

    /// <summary>Everybody of the rota but the one who asks, under whatever name, by name.</summary>
    /// <param name="now">For who stands in its table.</param>
    public static async Task<IReadOnlyList<CoverCandidate>> CandidatesAsync(ZaitakuDb db, CoverSpan span, int asker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(span);
        Dictionary<int, RotaMember?> ofRota = await OfRotaAsync(db, span.RotaId, now, cancellationToken);
        int[] ids = [.. ofRota.Keys.Where(id => id != asker && ofRota[id]?.LeftAt is null)];
        Guid? asking = await db.DutyHolders.Where(holder => holder.Id == asker).Select(holder => holder.MemberId).SingleOrDefaultAsync(cancellationToken);
        List<DutyHolder> holders = await db.DutyHolders.Where(holder => ids.Contains(holder.Id) && holder.ClosedAt == null && (holder.MemberId == null || holder.MemberId != asking)).OrderBy(holder => holder.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        TakeView view = await TakeView.ReadAsync(db, span, [.. holders.Select(holder => holder.Id)], cancellationToken);
        Guid[] members = [.. holders.Select(holder => holder.MemberId).OfType<Guid>()];
        HashSet<Guid> reachable = [.. await db.ChannelLinks.Where(link => members.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken)];
        return [.. holders.Select(holder => new CoverCandidate(holder, view.BreachOf(holder, ofRota[holder.Id], isOfRota: true, gives: null), holder.MemberId is { } member && reachable.Contains(member)))];
    }

    /// <summary>What keeps a duty from somebody, as things stand.</summary>
    /// <param name="gives">Given in return; null for nothing.</param>
    /// <param name="except">A request they have taken already: what it promises is this.</param>
    public static async Task<TakeBreach?> BreachAsync(ZaitakuDb db, DutyHolder holder, CoverSpan span, CoverSpan? gives, Guid? except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(span);
        Dictionary<int, RotaMember?> ofRota = await OfRotaAsync(db, span.RotaId, now, cancellationToken);
        TakeView view = await TakeView.ReadAsync(db, span, [holder.Id], cancellationToken, except);
        return view.BreachOf(holder, ofRota.GetValueOrDefault(holder.Id), ofRota.ContainsKey(holder.Id), gives);
    }

    /// <summary>Duties of the last twelve months by holder and rota: what a coordinator looks at, and nobody else.</summary>
    public static async Task<ILookup<int, (string Rota, int Count)>> LoadsAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset from = now - InTableWithin;
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, from - RotaRules.ShiftLengthMax, now + RotaRules.ShiftLengthMax, cancellationToken);
        return views.SelectMany(view => DutyStretch.Of(view, from, now).GroupBy(duty => duty.HolderId).Select(duties => (Holder: duties.Key, view.Rota.Name, Count: duties.Count())))
            .ToLookup(one => one.Holder, one => (one.Name, one.Count));
    }

    /// <summary>Members of a rota with their terms; where it has none, who stands in its table.</summary>
    private static async Task<Dictionary<int, RotaMember?>> OfRotaAsync(ZaitakuDb db, int rota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<RotaMember> members = await db.RotaMembers.AsNoTracking().Where(member => member.RotaId == rota).ToListAsync(cancellationToken);
        if (members.Exists(member => member.LeftAt is null))
        {
            return members.ToDictionary(member => member.HolderId, RotaMember? (member) => member);
        }

        List<int> seats = await db.Set<DutySeat>().Where(seat => seat.RotaId == rota).Select(seat => seat.Id).ToListAsync(cancellationToken);
        (DateTimeOffset from, DateTimeOffset until) = (now - InTableWithin, now + InTableWithin);
        List<int> inTable = await db.DutyShifts.Where(shift => seats.Contains(shift.SeatId) && shift.KnownUntil == null && shift.HolderId != null && shift.StartsAt >= from && shift.StartsAt < until)
            .Select(shift => shift.HolderId!.Value).Distinct().ToListAsync(cancellationToken);
        return inTable.ToDictionary(holder => holder, RotaMember? (_) => null);
    }
}

/// <summary>All that counts for or against some holders around the time of one duty, read at once.</summary>
internal sealed class TakeView
{
    private readonly CoverSpan _span;
    private ILookup<int, DutyStretch> _duties = Array.Empty<DutyStretch>().ToLookup(one => one.HolderId);
    private ILookup<int, DutyAway> _away = Array.Empty<DutyAway>().ToLookup(one => one.HolderId);
    private List<DutyPair> _pairs = [];
    private Dictionary<int, TimeSpan> _rests = [];
    private ILookup<int, int> _names = Array.Empty<(int, int)>().ToLookup(one => one.Item1, one => one.Item2);

    private TakeView(CoverSpan span) => _span = span;

    /// <param name="holders">One is read by their own seats, several with all rotas. Other names of the same persons count as theirs.</param>
    public static async Task<TakeView> ReadAsync(ZaitakuDb db, CoverSpan span, IReadOnlyList<int> holders, CancellationToken cancellationToken, Guid? except = null)
    {
        DateOnly day = PastDutyRules.DayOf(span.StartsAt, span.EndsAt), first = new(day.Year, day.Month, 1);
        DateTimeOffset from = Earlier(OfficeTime.At(first, 0), span.StartsAt - PlanRequest.RestLimit), until = Later(OfficeTime.At(first.AddMonths(1), 0), span.EndsAt + PlanRequest.RestLimit);
        DateTimeOffset readFrom = from - RotaRules.ShiftLengthMax, readUntil = until + RotaRules.ShiftLengthMax;
        ILookup<int, int> names = await NamesAsync(db, holders, cancellationToken);
        int[] own = [.. names.SelectMany(same => same).Distinct()];
        IReadOnlyList<RotaView> views = own is [int only] ? await RotaReads.OfHolderAsync(db, only, readFrom, readUntil, cancellationToken) : await RotaReads.OpenAsync(db, readFrom, readUntil, cancellationToken);
        List<CoverRequest> promised = await db.CoverRequests.AsNoTracking().Where(one => one.State == CoverState.Taken && one.TakerId != null && own.Contains(one.TakerId.Value) && one.Id != except && one.EndsAt > readFrom && one.StartsAt < readUntil).ToListAsync(cancellationToken);
        List<DutyPair> pairs = await db.DutyPairs.AsNoTracking().Where(pair => own.Contains(pair.OneId) || own.Contains(pair.OtherId)).ToListAsync(cancellationToken);
        int[] concerned = [.. own.Concat(pairs.SelectMany(pair => new[] { pair.OneId, pair.OtherId })).Distinct()];
        List<DutyAway> away = await db.DutyAways.AsNoTracking().Where(one => concerned.Contains(one.HolderId) && one.RemovedAt == null && one.EndsAt > readFrom).ToListAsync(cancellationToken);
        return new TakeView(span)
        {
            _duties = views.SelectMany(view => DutyStretch.Of(view, from, until))
                .Concat(promised.Select(one => new DutyStretch(one.RotaId, one.SeatId, one.TakerId!.Value, one.StartsAt, one.EndsAt))).ToLookup(one => one.HolderId),
            _away = away.ToLookup(one => one.HolderId),
            _pairs = pairs,
            _names = names,
            _rests = await db.DutyRotas.Where(rota => rota.ClosedAt == null).ToDictionaryAsync(rota => rota.Id, rota => TimeSpan.FromMinutes(rota.RestMinMinutes), cancellationToken),
        };
    }

    public TakeBreach? BreachOf(DutyHolder holder, RotaMember? terms, bool isOfRota, CoverSpan? gives) => TakeRules.BreachOf(
        new Taker(holder)
        {
            IsOfRota = isOfRota, Terms = terms, Duties = [.. _names[holder.Id].SelectMany(name => _duties[name]).OrderBy(one => one.StartsAt)], Away = [.. _names[holder.Id].SelectMany(AwayOf)], Gives = gives,
            PartnersAway = [.. _pairs.Where(pair => pair.OneId == holder.Id || pair.OtherId == holder.Id).SelectMany(pair => AwayOf(pair.OneId == holder.Id ? pair.OtherId : pair.OneId))],
        },
        _span, rota => _rests.GetValueOrDefault(rota));

    /// <summary>All names of each holder's person in the tables: a doctor and their clinic are on duty once.</summary>
    private static async Task<ILookup<int, int>> NamesAsync(ZaitakuDb db, IReadOnlyList<int> holders, CancellationToken cancellationToken)
    {
        var same = await db.DutyHolders.Where(one => holders.Contains(one.Id)).Join(db.DutyHolders.Where(other => other.MemberId != null), one => one.MemberId, other => other.MemberId, (one, other) => new { Holder = one.Id, Name = other.Id }).ToListAsync(cancellationToken);
        return holders.Select(holder => (Holder: holder, Name: holder)).Concat(same.Select(one => (one.Holder, one.Name))).Distinct().ToLookup(one => one.Holder, one => one.Name);
    }

    private PlanSpan[] AwayOf(int holder) => [.. _away[holder].Select(one => new PlanSpan(one.StartsAt, one.EndsAt))];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
