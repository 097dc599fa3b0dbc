namespace Zaitaku.Storage.Rota;

/// <summary>
/// Makes a plan fair and even by exchanges that break no hard rule: first at random, with losses allowed that shrink to none (threshold accepting; Dueck and
/// Scheuer 1990), then every single exchange in order until none is left that gains.
/// </summary>
internal static class PlanBalanceRules
{
    private const int TriesPerUnit = 1_500;
    private const int TriesAtLeast = 20_000;
    private const int TriesMax = 4_000_000;

    /// <summary>Exchanges looked at when they are tried in order; one along a chain counts as many as there are holders.</summary>
    private const long LooksMax = 20_000_000;

    /// <summary>Loss allowed at the beginning: a duty may stand one step worse for a while.</summary>
    private const long LossAtFirst = 3 * PlanCost.Duty;

    /// <summary>What is left open is left open.</summary>
    public static void Balance(PlanBoard board, PlanCost cost, PlanDice dice)
    {
        int[] free = [.. Enumerable.Range(0, board.Duties.Length).Where(unit => board.Fixed[unit] == PlanBoard.Nobody && board.Holder[unit] != PlanBoard.Nobody)];
        if (free.Length > 0 && board.People.Length > 1)
        {
            PlanTrades trades = new(board, cost);
            Shake(board, trades, dice, free);
            Settle(board, trades, free);
        }
    }

    private static void Shake(PlanBoard board, PlanTrades trades, PlanDice dice, int[] free)
    {
        int[][] byKind = [.. Enum.GetValues<DutyCount>().Select(kind => free.Where(unit => board.Kinds[unit] == (int)kind).ToArray())];
        int tries = (int)Math.Clamp((long)TriesPerUnit * free.Length, TriesAtLeast, TriesMax);
        for (int left = tries; left > 0; left--)
        {
            // The sixth power lets losses of fairness end early, so that most tries go to evenness.
            double warmth = (double)left / tries * left / tries;
            long allowed = (long)(LossAtFirst * warmth * warmth * warmth) * dice.Roll(1_024) / 1_024;
            int unit = free[dice.Roll(free.Length)];
            int way = dice.Roll(16);
            if (way < 8)
            {
                int holder = dice.Roll(board.People.Length);
                _ = holder != board.Holder[unit] && (way == 0 ? trades.Chain(unit, holder, allowed) : trades.Hand(unit, holder, allowed));
            }
            else
            {
                int[] others = way < 14 ? byKind[board.Kinds[unit]] : free;
                int other = others[dice.Roll(others.Length)];
                _ = board.Holder[other] != board.Holder[unit] && trades.Swap(unit, other, allowed);
            }
        }
    }

    private static void Settle(PlanBoard board, PlanTrades trades, int[] free)
    {
        long looks = LooksMax;
        for (bool gained = true; gained && looks > 0;)
        {
            gained = false;
            foreach (int unit in free)
            {
                gained |= SettleOne(board, trades, unit, ref looks);
            }

            for (int first = 0; first < free.Length && looks > 0; first++)
            {
                looks -= free.Length - first;
                for (int second = first + 1; second < free.Length; second++)
                {
                    gained |= board.Holder[free[first]] != board.Holder[free[second]] && trades.Swap(free[first], free[second], -1);
                }
            }
        }
    }

    private static bool SettleOne(PlanBoard board, PlanTrades trades, int unit, ref long looks)
    {
        bool gained = false;
        for (int holder = 0; holder < board.People.Length && looks > 0; holder++)
        {
            if (holder != board.Holder[unit])
            {
                looks -= board.People.Length;
                gained |= trades.Hand(unit, holder, -1) || trades.Chain(unit, holder, -1);
            }
        }

        return gained;
    }
}
