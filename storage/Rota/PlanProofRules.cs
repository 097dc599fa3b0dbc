namespace Zaitaku.Storage.Rota;

/// <summary>Contradictions that can be shown without a search. Each one found is a proof; finding none proves nothing.</summary>
internal static class PlanProofRules
{
    /// <summary>Of fixed duties, every rule broken; the others are not looked at.</summary>
    public static IEnumerable<PlanConflict> OfFixed(PlanRequest request)
    {
        PlanBoard board = new(request);
        for (int unit = 0; unit < board.Duties.Length; unit++)
        {
            if (request.Units[board.Source[unit]].FixedHolder is { } id && board.Fixed[unit] == PlanBoard.Nobody)
            {
                yield return Conflict(board, PlanConflictKind.FixedBreaks, [PlanRule.UnknownHolder], [unit], []) with { Holders = [id], Bars = [new PlanBar(id, PlanRule.UnknownHolder)] };
            }
            else if (board.Fixed[unit] is int holder and not PlanBoard.Nobody)
            {
                if (board.StandingBar(holder, unit) is { } bar)
                {
                    yield return Conflict(board, PlanConflictKind.FixedBreaks, [bar], [unit], [holder], bar);
                }

                foreach (int other in board.Own(holder).ToArray().Where(own => board.Excludes(own, unit)))
                {
                    PlanRule rule = board.Overlaps(other, unit) ? PlanRule.Overlap : PlanRule.Rest;
                    yield return Conflict(board, PlanConflictKind.FixedBreaks, [rule], [other, unit], [holder], rule);
                }

                if (board.CountInMonth(holder, unit) == board.MonthMax(holder) && board.MonthMax(holder) > 0)
                {
                    int[] month = [.. board.Own(holder).ToArray().Where(own => board.MonthOf(own) == board.MonthOf(unit)), unit];
                    yield return Conflict(board, PlanConflictKind.FixedBreaks, [PlanRule.MonthMax], month, [holder], PlanRule.MonthMax);
                }

                board.Put(unit, holder);
            }
        }
    }

    /// <summary>When both of a pair are away, from the first duty's start to the last one's end.</summary>
    public static IEnumerable<PlanConflict> OfPairs(PlanRequest request)
    {
        if (request.Units.Count == 0)
        {
            yield break;
        }

        PlanSpan all = new(request.Units.Min(unit => unit.Duty.StartsAt), request.Units.Max(unit => unit.Duty.EndsAt));
        Dictionary<int, PlanHolder> people = request.Holders.ToDictionary(holder => holder.Id);
        foreach (PlanPair pair in request.Pairs)
        {
            if (pair.One != pair.Other && people.TryGetValue(pair.One, out PlanHolder? one) && people.TryGetValue(pair.Other, out PlanHolder? other))
            {
                foreach (PlanSpan span in PlanSpanRules.Common(PlanSpanRules.Merge(one.Away), PlanSpanRules.Merge(other.Away), all))
                {
                    yield return new PlanConflict(PlanConflictKind.PairAway, [PlanRule.Away, PlanRule.Pair], [], [.. new[] { pair.One, pair.Other }.Order()], [], span);
                }
            }
        }
    }

    /// <summary>Duties that nobody can take beside what is fixed.</summary>
    /// <param name="board">With the fixed duties given and no others.</param>
    public static IEnumerable<PlanConflict> OfSingles(PlanBoard board)
    {
        foreach (int unit in OpenOf(board))
        {
            PlanBar[] bars = BarsOf(board, unit);
            if (bars.Length == board.People.Length)
            {
                yield return Conflict(board, PlanConflictKind.NobodyLeft, [.. bars.Select(bar => bar.Rule).Distinct().Order()], [unit], Enumerable.Range(0, bars.Length)) with { Bars = bars };
            }
        }
    }

    /// <summary>Months whose duties are more than their takers' most.</summary>
    /// <param name="board">With the fixed duties given and no others.</param>
    public static IEnumerable<PlanConflict> OfMonths(PlanBoard board)
    {
        foreach (IGrouping<int, int> month in OpenOf(board).GroupBy(board.MonthOf))
        {
            int[] room = [.. Enumerable.Range(0, board.People.Length).Select(holder => Math.Max(0, board.MonthMax(holder) - board.CountInMonth(holder, month.First())))];
            if (PlanHallRules.DeficitOf([.. month], (unit, holder) => board.Fits(holder, unit), room) is { } deficit)
            {
                yield return Conflict(board, PlanConflictKind.MonthTooFull, [PlanRule.MonthMax], deficit.Units, deficit.Holders);
            }
        }
    }

    /// <summary>
    /// Duties of which nobody can have two, against those who can take any. With the rest added to its end each duty is a stretch of time, and such duties
    /// are those whose stretches share an instant; so it is enough to look at the starts.
    /// </summary>
    /// <param name="board">With the fixed duties given and no others.</param>
    public static IEnumerable<PlanConflict> OfWindows(PlanBoard board)
    {
        int[] open = [.. OpenOf(board)];
        int[] once = [.. board.People.Select(_ => 1)];
        List<int> window = [];
        int reported = PlanBoard.Nobody;
        for (int place = 0; place < open.Length; place++)
        {
            window.RemoveAll(unit => board.Ends[unit] + board.Rest <= board.Starts[open[place]]);
            window.Add(open[place]);
            bool isWhole = place + 1 == open.Length || window.Exists(unit => board.Ends[unit] + board.Rest <= board.Starts[open[place + 1]]);
            if (isWhole && window.Count > 1 && PlanHallRules.DeficitOf(window, (unit, holder) => board.Fits(holder, unit), once) is { } deficit && deficit.Units[0] > reported)
            {
                reported = deficit.Units[^1];
                bool isOverlap = deficit.Units.All(unit => deficit.Units.All(other => board.Overlaps(unit, other)));
                yield return Conflict(board, PlanConflictKind.TooFewAtOnce, [isOverlap ? PlanRule.Overlap : PlanRule.Rest], deficit.Units, deficit.Holders);
            }
        }
    }

    /// <summary>For each holder who cannot take a duty as things stand, the first rule in the way.</summary>
    public static PlanBar[] BarsOf(PlanBoard board, int unit) =>
        [.. Enumerable.Range(0, board.People.Length).Where(holder => board.BarOf(holder, unit) is not null)
            .Select(holder => new PlanBar(board.People[holder].Id, board.BarOf(holder, unit)!.Value))];

    private static IEnumerable<int> OpenOf(PlanBoard board) => Enumerable.Range(0, board.Duties.Length).Where(unit => board.Holder[unit] == PlanBoard.Nobody);

    private static PlanConflict Conflict(PlanBoard board, PlanConflictKind kind, IReadOnlyList<PlanRule> rules, IEnumerable<int> units, IEnumerable<int> holders, PlanRule? bar = null)
    {
        int[] ids = [.. holders.Select(holder => board.People[holder].Id)];
        return new PlanConflict(kind, rules, [.. units.Select(unit => board.Source[unit]).Order()], ids, bar is { } rule ? [.. ids.Select(id => new PlanBar(id, rule))] : []);
    }
}
