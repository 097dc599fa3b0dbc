namespace Zaitaku.Storage.Rota;

/// <summary>Exchanges of duties that break no hard rule and leave fixed duties alone. Each is done when its loss is allowed, and undone otherwise.</summary>
internal sealed class PlanTrades(PlanBoard board, PlanCost cost)
{
    /// <summary>Duties one holder may pass on to others to take one.</summary>
    private const int PassedOnMax = 3;

    private readonly List<int> _way = [];
    private readonly List<(int Unit, int From)> _done = [];
    private int _turn;

    /// <summary>Gives a duty to another holder; where one duty of theirs is in the way, in exchange for it.</summary>
    /// <param name="allowed">The loss at which it is still done; negative: only for a gain.</param>
    public bool Hand(int unit, int to, long allowed)
    {
        int from = board.Holder[unit];
        if (board.StandingBar(to, unit) is not null)
        {
            return false;
        }

        if (!board.Fits(to, unit))
        {
            return board.OnlyBlocker(to, unit) is { } other && board.Fixed[other] == PlanBoard.Nobody && Swap(unit, other, allowed);
        }

        long fair = cost.MoveCost(from, to, board.Kinds[unit]);
        if (fair > allowed + (2 * PlanCost.HeapMax))
        {
            return false;
        }

        board.Take(unit);
        board.Put(unit, to);
        if (fair + cost.Refresh(from) + cost.Refresh(to) <= allowed)
        {
            return true;
        }

        board.Take(unit);
        board.Put(unit, from);
        Refresh(from, to);
        return false;
    }

    /// <summary>Two holders exchange a duty each.</summary>
    public bool Swap(int unit, int other, long allowed)
    {
        (int one, int two) = (board.Holder[unit], board.Holder[other]);
        long fair = cost.SwapCost(one, board.Kinds[unit], two, board.Kinds[other]);
        if (fair > allowed + (2 * PlanCost.HeapMax) || !board.Fits(two, unit, other) || !board.Fits(one, other, unit))
        {
            return false;
        }

        Exchange(unit, two, other, one);
        if (fair + cost.Refresh(one) + cost.Refresh(two) <= allowed)
        {
            return true;
        }

        Exchange(unit, one, other, two);
        Refresh(one, two);
        return false;
    }

    /// <summary>Gives a duty to another holder, who passes on all that is in the way to whom it is cheapest.</summary>
    public bool Chain(int unit, int to, long allowed)
    {
        if (board.StandingBar(to, unit) is not null || !FindWay(unit, to))
        {
            return false;
        }

        _done.Clear();
        long price = Lift(unit);
        foreach (int other in _way)
        {
            price += Lift(other);
        }

        price += Land(unit, to);
        foreach (int other in _way)
        {
            int next = CheapestFor(other, to);
            if (next == PlanBoard.Nobody)
            {
                Undo();
                return false;
            }

            price += Land(other, next);
        }

        if (price > allowed)
        {
            Undo();
        }

        return price <= allowed;
    }

    private bool FindWay(int unit, int to)
    {
        board.Blockers(to, unit, _way);
        int over = board.CountInMonth(to, unit) + 1 - _way.Count(other => board.MonthOf(other) == board.MonthOf(unit)) - board.MonthMax(to);
        if (over > 0)
        {
            // Another one each time, so that all have their turn.
            ReadOnlySpan<int> own = board.Own(to);
            int first = _turn++ % own.Length;
            for (int step = 0; step < own.Length && over > 0; step++)
            {
                int other = own[(first + step) % own.Length];
                if (board.MonthOf(other) == board.MonthOf(unit) && !_way.Contains(other))
                {
                    _way.Add(other);
                    over--;
                }
            }
        }

        return over <= 0 && _way.Count <= PassedOnMax && _way.TrueForAll(other => board.Fixed[other] == PlanBoard.Nobody);
    }

    private int CheapestFor(int unit, int not)
    {
        (int chosen, long least) = (PlanBoard.Nobody, long.MaxValue);
        for (int holder = 0; holder < board.People.Length; holder++)
        {
            if (holder != not && board.Fits(holder, unit) && cost.PutCost(holder, unit) is long price && price < least)
            {
                (chosen, least) = (holder, price);
            }
        }

        return chosen;
    }

    private long Lift(int unit)
    {
        int from = board.Holder[unit];
        long price = cost.TakeCost(from, unit);
        board.Take(unit);
        _done.Add((unit, from));
        return price + cost.Refresh(from);
    }

    private long Land(int unit, int to)
    {
        long price = cost.PutCost(to, unit);
        board.Put(unit, to);
        cost.Refresh(to);
        return price;
    }

    private void Undo()
    {
        foreach ((int unit, _) in _done)
        {
            if (board.Holder[unit] is int to and not PlanBoard.Nobody)
            {
                board.Take(unit);
                cost.Refresh(to);
            }
        }

        foreach ((int unit, int from) in _done)
        {
            board.Put(unit, from);
            cost.Refresh(from);
        }
    }

    private void Exchange(int unit, int to, int other, int otherTo)
    {
        board.Take(unit);
        board.Take(other);
        board.Put(unit, to);
        board.Put(other, otherTo);
    }

    private void Refresh(int one, int two)
    {
        cost.Refresh(one);
        cost.Refresh(two);
    }
}
