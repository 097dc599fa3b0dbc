namespace Zaitaku.Storage.Rota;

/// <summary>What trying every way came to.</summary>
internal enum TryAllResult { Found, None, GivenUp }

/// <summary>Tries every way to give the duties, the tightest first, until one is found, none is left or the work is too much.</summary>
internal static class PlanTryAllRules
{
    private sealed class Trial(PlanBoard board, PlanOpenings openings, PlanCost cost, int[] twins, long workMax)
    {
        public long Left = workMax;

        public PlanBoard Board => board;

        public PlanOpenings Openings => openings;

        public PlanCost Cost => cost;

        public int[] Twins => twins;
    }

    /// <param name="board">With nothing given yet; fixed duties must break no rule. With <see cref="TryAllResult.Found"/> it holds the plan.</param>
    /// <param name="workMax">Looks at a duty or a holder, some 20 ns each; lowered by what was used.</param>
    public static TryAllResult Decide(PlanBoard board, ref long workMax)
    {
        PlanOpenings openings = new(board);
        PlanCost cost = new(board);
        Trial trial = new(board, openings, cost, TwinsOf(board), workMax);
        TryAllResult result = Descend(trial);
        workMax = trial.Left;
        return result;
    }

    private static TryAllResult Descend(Trial trial)
    {
        int unit = Tightest(trial);
        if (unit == PlanBoard.Nobody)
        {
            return TryAllResult.Found;
        }

        if (trial.Openings.Free(unit) == 0)
        {
            return TryAllResult.None;
        }

        foreach (int holder in CandidatesOf(trial, unit))
        {
            if (trial.Left <= 0)
            {
                return TryAllResult.GivenUp;
            }

            trial.Openings.Put(unit, holder);
            trial.Cost.Refresh(holder);
            TryAllResult result = Descend(trial);
            if (result != TryAllResult.None)
            {
                return result;
            }

            trial.Openings.Take(unit);
            trial.Cost.Refresh(holder);
        }

        return TryAllResult.None;
    }

    private static int Tightest(Trial trial)
    {
        int best = PlanBoard.Nobody;
        int[] holders = trial.Board.Holder;
        for (int unit = 0; unit < holders.Length; unit++)
        {
            if (holders[unit] == PlanBoard.Nobody && (best == PlanBoard.Nobody || trial.Openings.Free(unit) < trial.Openings.Free(best)))
            {
                best = unit;
            }
        }

        trial.Left -= holders.Length;
        return best;
    }

    /// <summary>The cheapest first. Of holders whom all rules treat alike and who have nothing yet, one stands for all.</summary>
    private static int[] CandidatesOf(Trial trial, int unit)
    {
        trial.Left -= trial.Board.People.Length;
        return [.. Enumerable.Range(0, trial.Board.People.Length).Where(holder => trial.Board.Fits(holder, unit))
            .DistinctBy(holder => trial.Board.Own(holder).Length == 0 ? (trial.Twins[holder], true) : (holder, false))
            .OrderBy(holder => trial.Cost.PutCost(holder, unit)).ThenBy(holder => holder)];
    }

    /// <summary>For each holder the first whom all rules treat alike.</summary>
    private static int[] TwinsOf(PlanBoard board)
    {
        int[] twins = [.. Enumerable.Range(0, board.People.Length)];
        for (int holder = 1; holder < twins.Length; holder++)
        {
            for (int other = 0; other < holder && twins[holder] == holder; other++)
            {
                bool isTwin = twins[other] == other && board.MonthMax(other) == board.MonthMax(holder)
                    && Enumerable.Range(0, board.Duties.Length).All(unit => board.StandingBar(holder, unit) is null == board.StandingBar(other, unit) is null);
                twins[holder] = isTwin ? other : holder;
            }
        }

        return twins;
    }
}
