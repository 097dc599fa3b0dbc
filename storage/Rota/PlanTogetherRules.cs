namespace Zaitaku.Storage.Rota;

/// <summary>Shows by trying every way that a request has no plan, and boils it down to the duties and rules that make it so by leaving out one after the other.</summary>
internal static class PlanTogetherRules
{
    /// <summary>Looks (<see cref="PlanTryAllRules"/>) spent on one part; some 20 ns each.</summary>
    private const long WorkPerPart = 10_000_000;

    /// <summary>Looks spent on boiling down; where they run out, what is not yet left out is named.</summary>
    private const long WorkToReduce = 30_000_000;

    /// <summary>Duties of the parts looked at: if a part has no plan, the whole has none.</summary>
    private static readonly int[] PartSizes = [6, 12, 24, 48, 96];

    /// <summary>The most duties for which every way is tried.</summary>
    private const int WholeMax = 400;

    /// <summary>Tries every way for the worst part of a request, then for a larger one, at last for the whole.</summary>
    /// <param name="trouble">Duties that were in the way of each other, the worst first.</param>
    /// <returns>A proof that there is no plan, or a board with a plan, or neither where the work was too much.</returns>
    public static (PlanConflict? Conflict, PlanBoard? Plan) Decide(PlanRequest request, IReadOnlyList<int> trouble)
    {
        int[] isFixed = [.. Enumerable.Range(0, request.Units.Count).Where(unit => request.Units[unit].FixedHolder is not null)];
        foreach (int size in PartSizes.Where(size => size < trouble.Count))
        {
            int[] part = [.. trouble.Take(size).Concat(isFixed).Distinct().Order()];
            long looks = WorkPerPart;
            if (TryAll(request, part, ref looks) == TryAllResult.None)
            {
                return (ConflictOf(request, part), null);
            }
        }

        long work = WorkPerPart;
        PlanBoard board = new(request);
        return (request.Units.Count > WholeMax ? TryAllResult.GivenUp : PlanTryAllRules.Decide(board, ref work)) switch
        {
            TryAllResult.None => (ConflictOf(request, [.. Enumerable.Range(0, request.Units.Count)]), null),
            TryAllResult.Found => (null, board),
            _ => (null, null),
        };
    }

    /// <param name="part">Of which it is known that trying every way found no plan.</param>
    private static PlanConflict ConflictOf(PlanRequest request, int[] part)
    {
        long work = WorkToReduce;
        List<int> units = [.. part];
        foreach (int unit in part)
        {
            int[] without = [.. units.Where(other => other != unit)];
            if (TryAll(request, without, ref work) == TryAllResult.None)
            {
                units.Remove(unit);
            }
        }

        PlanBoard board = new(Part(request, units));
        int[] holders = [.. board.People.Where((_, holder) => Enumerable.Range(0, units.Count).Any(unit => board.StandingBar(holder, unit) is null)).Select(one => one.Id)];
        return new PlanConflict(PlanConflictKind.Together, RulesOf(request, units, ref work), units, holders, []);
    }

    /// <summary>Rules of which each alone, put aside, would let these duties be given; where none is, all that were asked for.</summary>
    private static PlanRule[] RulesOf(PlanRequest request, List<int> units, ref long work)
    {
        List<PlanRule> enough = [], asked = [];
        foreach ((PlanRule rule, bool isAsked, PlanRequest without) in Relaxed(request))
        {
            if (isAsked)
            {
                asked.Add(rule);
                if (TryAll(without, units, ref work) == TryAllResult.Found)
                {
                    enough.Add(rule);
                }
            }
        }

        return enough.Count > 0 ? [.. enough] : [.. asked.Append(PlanRule.Overlap).Order()];
    }

    private static IEnumerable<(PlanRule Rule, bool IsAsked, PlanRequest Without)> Relaxed(PlanRequest request)
    {
        yield return (PlanRule.Seat, request.Holders.Any(one => one.Seats is not null), Each(request, one => one with { Seats = null }));
        yield return (PlanRule.Away, request.Holders.Any(one => one.Away.Count > 0), Each(request, one => one with { Away = [] }));
        yield return (PlanRule.Busy, request.Holders.Any(one => one.Busy.Count > 0), Each(request, one => one with { Busy = [] }));
        yield return (PlanRule.Rest, request.RestMin > TimeSpan.Zero, request with { RestMin = TimeSpan.Zero });
        yield return (PlanRule.MonthMax, request.Holders.Any(one => one.MonthMax is not null), Each(request, one => one with { MonthMax = null }));
        yield return (PlanRule.Fixed, request.Units.Any(unit => unit.FixedHolder is not null), request with { Units = [.. request.Units.Select(unit => unit with { FixedHolder = null })] });
    }

    private static PlanRequest Each(PlanRequest request, Func<PlanHolder, PlanHolder> change) => request with { Holders = [.. request.Holders.Select(change)] };

    private static TryAllResult TryAll(PlanRequest request, IReadOnlyList<int> units, ref long work) =>
        work <= 0 ? TryAllResult.GivenUp : PlanTryAllRules.Decide(new PlanBoard(Part(request, units)), ref work);

    private static PlanRequest Part(PlanRequest request, IReadOnlyList<int> units) => request with { Units = [.. units.Select(unit => request.Units[unit])] };
}
