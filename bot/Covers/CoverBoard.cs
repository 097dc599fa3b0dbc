using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>Somebody of the rota, as a coordinator looks at them.</summary>
/// <param name="Ask">Null where they were not asked.</param>
/// <param name="Problem">Why they cannot take it, in words; empty where they could, or it is over.</param>
/// <param name="Load">Duties of the last twelve months, by rota.</param>
public sealed record CoverRow(DutyHolder Holder, CoverAsk? Ask, string Problem, bool IsReachable, string Load);

/// <summary>Reads cover requests for the console.</summary>
public sealed class CoverBoard(ZaitakuDb db, LiveDirectory directory)
{
    /// <summary>Requests that are over, on the list.</summary>
    private const int PastMax = 50;

    /// <summary>Requests that run, on the list.</summary>
    private const int RunningMax = 500;

    public HolidayCalendar Holidays => directory.Current().Holidays;

    /// <summary>Those that run, the nearest first, and the last that are over.</summary>
    public async Task<(IReadOnlyList<CoverFacts> Running, IReadOnlyList<CoverFacts> Past)> ListAsync(CancellationToken cancellationToken)
    {
        List<CoverRequest> running = await db.CoverRequests.AsNoTracking().Include(one => one.Asks).Where(one => one.State == CoverState.Open || one.State == CoverState.Taken).OrderBy(one => one.StartsAt).Take(RunningMax).ToListAsync(cancellationToken);
        List<CoverRequest> past = await db.CoverRequests.AsNoTracking().Include(one => one.Asks).Where(one => one.State != CoverState.Open && one.State != CoverState.Taken).OrderByDescending(one => one.EndedAt).Take(PastMax).ToListAsync(cancellationToken);
        return (await FactsAsync(running, cancellationToken), await FactsAsync(past, cancellationToken));
    }

    /// <returns>Null when there is no such request.</returns>
    public async Task<CoverFacts?> OneAsync(Guid id, CancellationToken cancellationToken) =>
        await db.CoverRequests.AsNoTracking().Include(one => one.Asks).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } request ? await CoverFacts.ReadAsync(db, request, Holidays, cancellationToken) : null;

    /// <summary>Everybody who was asked or could take it, with what they carry.</summary>
    public async Task<IReadOnlyList<CoverRow>> RowsAsync(CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ILookup<int, (string Rota, int Count)> loads = await CoverReads.LoadsAsync(db, now, cancellationToken);
        bool isOver = request.State is not (CoverState.Open or CoverState.Taken);
        IReadOnlyList<CoverCandidate> candidates = isOver ? [] : await CoverReads.CandidatesAsync(db, CoverRules.RestOf(CoverSpan.Of(request), now), request.HolderId, now, cancellationToken);
        Dictionary<int, TakeBreach?> whole = [];
        foreach (CoverCandidate one in candidates.Where(one => one.Holder.Id == request.TakerId || (request.Kind == CoverKind.Swap && one.Holder.Id == request.OtherHolderId)))
        {
            whole[one.Holder.Id] = await CoverReads.BreachAsync(db, one.Holder, CoverRules.RestOf(CoverSpan.Of(request), now), CoverSpan.ReturnOf(request), request.Id, now, cancellationToken); // With what they give for it, and without what they said they would take.
        }

        int[] asked = [.. request.Asks.Select(ask => ask.HolderId).Except(candidates.Select(one => one.Holder.Id))];
        List<DutyHolder> others = await db.DutyHolders.AsNoTracking().Where(holder => asked.Contains(holder.Id)).OrderBy(holder => holder.Name).ToListAsync(cancellationToken);
        return
        [
            .. candidates.Select(one => RowOf(one.Holder, whole.TryGetValue(one.Holder.Id, out TakeBreach? breach) ? breach : one.Breach, one.IsReachable)),
            .. others.Select(holder => RowOf(holder, isOver ? null : new TakeBreach(holder.ClosedAt is null ? TakeRule.NotOfRota : TakeRule.Closed), isReachable: true)),
        ];

        CoverRow RowOf(DutyHolder holder, TakeBreach? breach, bool isReachable) =>
            new(holder, request.Asks.Find(ask => ask.HolderId == holder.Id), breach is null ? "" : TakeWords.Of(breach, "", Holidays), isReachable, string.Join("、", loads[holder.Id].Select(one => $"{one.Rota} {one.Count}回")));
    }

    /// <summary>Holders whose duties a coordinator may ask others to take.</summary>
    public async Task<IReadOnlyList<DutyHolder>> HoldersAsync(CancellationToken cancellationToken) =>
        await db.DutyHolders.AsNoTracking().OrderBy(holder => holder.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<CoverFacts>> FactsAsync(List<CoverRequest> requests, CancellationToken cancellationToken)
    {
        List<CoverFacts> facts = [];
        foreach (CoverRequest request in requests)
        {
            facts.Add(await CoverFacts.ReadAsync(db, request, Holidays, cancellationToken));
        }

        return facts;
    }
}
