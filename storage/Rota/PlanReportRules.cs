namespace Zaitaku.Storage.Rota;

/// <summary>Says of a plan who has what and why, and how equal it is.</summary>
internal static class PlanReportRules
{
    /// <summary>Of all duties that somebody has, in the order of the request.</summary>
    public static IReadOnlyList<PlanAssignment> AssignmentsOf(PlanBoard board)
    {
        DutyTally[] tallies = [.. board.People.Select(one => one.Carried)];
        List<PlanAssignment> all = [];
        for (int unit = 0; unit < board.Duties.Length; unit++)
        {
            if (board.Holder[unit] is int holder and not PlanBoard.Nobody)
            {
                DutyTally before = tallies[holder];
                tallies[holder] = before.Plus(board.Duties[unit].Kind, 1);
                all.Add(new PlanAssignment(board.Source[unit], board.People[holder].Id, WhyOf(board, unit, before, tallies[holder])));
            }
        }

        return [.. all.OrderBy(assignment => assignment.Unit)];
    }

    public static IReadOnlyList<PlanLoad> LoadsOf(PlanBoard board)
    {
        DutyTally[] assigned = new DutyTally[board.People.Length];
        DutyTally all = default;
        for (int unit = 0; unit < board.Duties.Length; unit++)
        {
            if (board.Holder[unit] is int holder and not PlanBoard.Nobody)
            {
                assigned[holder] = assigned[holder].Plus(board.Duties[unit].Kind, 1);
                all = all.Plus(board.Duties[unit].Kind, 1);
            }
        }

        double shares = board.People.Sum(one => one.Share);
        return [.. board.People.Select((one, holder) => new PlanLoad(one.Id, one.Share, one.Carried, assigned[holder], all.Times(one.Share / shares)))];
    }

    public static PlanSpread SpreadOf(IReadOnlyList<PlanLoad> loads)
    {
        DutyTally byKind = default;
        foreach (DutyCount kind in Enum.GetValues<DutyCount>())
        {
            byKind = byKind.Plus(kind, WidthOf(loads.Select(load => load.After.Of(kind) / load.Share)));
        }

        return new PlanSpread(byKind, WidthOf(loads.Select(load => load.After.Total / load.Share)));
    }

    public static IReadOnlyList<PlanOpening> OpeningsOf(PlanBoard board) =>
        [.. Enumerable.Range(0, board.Duties.Length).Where(unit => board.Holder[unit] == PlanBoard.Nobody)
            .Select(unit => new PlanOpening(board.Source[unit], PlanProofRules.BarsOf(board, unit))).OrderBy(opening => opening.Unit)];

    private static PlanWhy WhyOf(PlanBoard board, int unit, DutyTally before, DutyTally after)
    {
        int[] barred = new int[Enum.GetValues<PlanRule>().Length];
        int free = 0;
        for (int holder = 0; holder < board.People.Length; holder++)
        {
            if (holder == board.Holder[unit])
            {
                continue;
            }

            if (board.BarOf(holder, unit) is { } bar)
            {
                barred[(int)bar]++;
            }
            else
            {
                free++;
            }
        }

        return new PlanWhy(board.Fixed[unit] != PlanBoard.Nobody, before, after, free,
            [.. Enum.GetValues<PlanRule>().Where(rule => barred[(int)rule] > 0).Select(rule => new PlanBarCount(rule, barred[(int)rule]))]);
    }

    private static double WidthOf(IEnumerable<double> values)
    {
        (double least, double most) = (double.MaxValue, double.MinValue);
        foreach (double value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return most < least ? 0 : most - least;
    }
}
