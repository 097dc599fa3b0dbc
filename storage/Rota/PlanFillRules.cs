namespace Zaitaku.Storage.Rota;

/// <summary>
/// Gives every duty to somebody without breaking a hard rule: the duty with the fewest holders left goes first, to whom it is fairest. Where nobody is left,
/// somebody gives up what is in the way, and what was given up often becomes dear to give up again.
/// </summary>
internal static class PlanFillRules
{
    /// <summary>Steps a duty, and some for small plans.</summary>
    private const int StepsPerUnit = 40;
    private const int StepsAtLeast = 2_000;

    /// <summary>Holders asked in all steps together.</summary>
    private const int AskedMax = 10_000_000;

    /// <returns>Empty when all are given. Else the board holds the best that was met on the way, and these duties were in the way of each other, the worst first.</returns>
    public static IReadOnlyList<int> Fill(PlanBoard board, PlanOpenings openings, PlanCost cost, PlanDice dice)
    {
        List<int> open = [.. Enumerable.Range(0, board.Duties.Length).Where(unit => board.Holder[unit] == PlanBoard.Nobody)];
        int[] given = new int[board.Duties.Length]; // How often each was given: once, unless it was given up again.
        int[] order = dice.Shuffle(board.People.Length);
        int[] best = [.. board.Holder];
        int bestOpen = open.Count;
        int steps = Math.Min(StepsAtLeast + (StepsPerUnit * board.Duties.Length), AskedMax / Math.Max(1, board.People.Length));
        for (; open.Count > 0 && steps > 0; steps--)
        {
            int unit = Tightest(open, openings, given);
            open.Remove(unit);
            given[unit]++;
            if (openings.Free(unit) > 0)
            {
                Give(board, openings, cost, unit, order);
            }
            else if (!Force(board, openings, cost, unit, order, given, open))
            {
                break;
            }

            if (open.Count < bestOpen)
            {
                (bestOpen, best) = (open.Count, [.. board.Holder]);
            }
        }

        Restore(board, openings, cost, best);
        return bestOpen == 0 ? [] : [.. Enumerable.Range(0, given.Length).Where(unit => given[unit] > 1 || board.Holder[unit] == PlanBoard.Nobody)
            .OrderByDescending(unit => given[unit]).ThenBy(unit => unit)];
    }

    /// <summary>Gives what is open to whom it fits, as far as that goes.</summary>
    public static void GiveWhatFits(PlanBoard board, PlanCost cost)
    {
        for (int unit = 0; unit < board.Duties.Length; unit++)
        {
            if (board.Holder[unit] == PlanBoard.Nobody && CheapestFor(board, cost, unit, Enumerable.Range(0, board.People.Length)) is int holder and not PlanBoard.Nobody)
            {
                board.Put(unit, holder);
                cost.Refresh(holder);
            }
        }
    }

    /// <summary>Most often given up first among equals: it is the hardest to place.</summary>
    private static int Tightest(List<int> open, PlanOpenings openings, int[] given)
    {
        int best = open[0];
        foreach (int unit in open)
        {
            if ((openings.Free(unit), -given[unit], unit).CompareTo((openings.Free(best), -given[best], best)) < 0)
            {
                best = unit;
            }
        }

        return best;
    }

    private static void Give(PlanBoard board, PlanOpenings openings, PlanCost cost, int unit, int[] order)
    {
        int holder = CheapestFor(board, cost, unit, order);
        openings.Put(unit, holder);
        cost.Refresh(holder);
    }

    private static int CheapestFor(PlanBoard board, PlanCost cost, int unit, IEnumerable<int> order)
    {
        (int chosen, long least) = (PlanBoard.Nobody, long.MaxValue);
        foreach (int holder in order)
        {
            if (board.Fits(holder, unit) && cost.PutCost(holder, unit) is long price && price < least)
            {
                (chosen, least) = (holder, price);
            }
        }

        return chosen;
    }

    /// <returns>False when everybody who may take it at all has fixed duties in the way.</returns>
    private static bool Force(PlanBoard board, PlanOpenings openings, PlanCost cost, int unit, int[] order, int[] given, List<int> open)
    {
        (int chosen, (long Dear, long Price) least, List<int> way) = (PlanBoard.Nobody, (long.MaxValue, long.MaxValue), []);
        List<int> blockers = [];
        foreach (int holder in order)
        {
            if (board.StandingBar(holder, unit) is null && IsWay(board, holder, unit, given, blockers))
            {
                (long Dear, long Price) price = (blockers.Sum(other => 1L + given[other]), cost.PutCost(holder, unit));
                if (price.CompareTo(least) < 0)
                {
                    (chosen, least, way) = (holder, price, [.. blockers]);
                }
            }
        }

        if (chosen == PlanBoard.Nobody)
        {
            return false;
        }

        foreach (int other in way)
        {
            openings.Take(other);
            open.Add(other);
        }

        openings.Put(unit, chosen);
        cost.Refresh(chosen);
        return true;
    }

    /// <summary>What a holder would have to give up for a duty; false when that is more than can be given up.</summary>
    private static bool IsWay(PlanBoard board, int holder, int unit, int[] given, List<int> blockers)
    {
        board.Blockers(holder, unit, blockers);
        int over = board.CountInMonth(holder, unit) + 1 - blockers.Count(other => board.MonthOf(other) == board.MonthOf(unit)) - board.MonthMax(holder);
        if (over > 0)
        {
            blockers.AddRange(board.Own(holder).ToArray().Where(own => board.MonthOf(own) == board.MonthOf(unit) && board.Fixed[own] == PlanBoard.Nobody && !blockers.Contains(own))
                .OrderBy(own => given[own]).ThenBy(own => own).Take(over));
        }

        return blockers.TrueForAll(other => board.Fixed[other] == PlanBoard.Nobody)
            && board.CountInMonth(holder, unit) + 1 - blockers.Count(other => board.MonthOf(other) == board.MonthOf(unit)) <= board.MonthMax(holder);
    }

    private static void Restore(PlanBoard board, PlanOpenings openings, PlanCost cost, int[] best)
    {
        for (int unit = 0; unit < best.Length; unit++)
        {
            if (board.Holder[unit] != best[unit] && board.Holder[unit] != PlanBoard.Nobody)
            {
                openings.Take(unit);
            }
        }

        for (int unit = 0; unit < best.Length; unit++)
        {
            if (board.Holder[unit] != best[unit])
            {
                openings.Put(unit, best[unit]);
            }
        }

        for (int holder = 0; holder < board.People.Length; holder++)
        {
            cost.Refresh(holder);
        }
    }
}
