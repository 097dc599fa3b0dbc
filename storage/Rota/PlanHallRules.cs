namespace Zaitaku.Storage.Rota;

/// <summary>
/// Whether duties can be given to holders who each take so many, and if not, which duties have too few takers (Hall's theorem; the duties reached from one
/// that found no place, and all who could take any of them).
/// </summary>
internal static class PlanHallRules
{
    private sealed class Matching(Func<int, int, bool> can, IReadOnlyList<int> capacities)
    {
        private readonly List<int>[] _given = [.. capacities.Select(_ => new List<int>())];
        private readonly bool[] _seen = new bool[capacities.Count];

        public bool Place(int unit)
        {
            Array.Clear(_seen);
            return Reach(unit);
        }

        /// <summary>After a <see cref="Place"/> that failed: those it reached are full, and full of duties that only they can take.</summary>
        public (int[] Units, int[] Holders) Deficit(int unit)
        {
            int[] holders = [.. Enumerable.Range(0, _seen.Length).Where(holder => _seen[holder])];
            return ([.. holders.SelectMany(holder => _given[holder]).Append(unit).Order()], holders);
        }

        private bool Reach(int unit)
        {
            for (int holder = 0; holder < capacities.Count; holder++)
            {
                if (!_seen[holder] && _given[holder].Count < capacities[holder] && can(unit, holder))
                {
                    _given[holder].Add(unit);
                    return true;
                }
            }

            for (int holder = 0; holder < capacities.Count; holder++)
            {
                if (!_seen[holder] && can(unit, holder))
                {
                    _seen[holder] = true;
                    if (MoveOneFrom(holder, unit))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private bool MoveOneFrom(int holder, int unit)
        {
            for (int place = 0; place < _given[holder].Count; place++)
            {
                if (Reach(_given[holder][place]))
                {
                    _given[holder][place] = unit;
                    return true;
                }
            }

            return false;
        }
    }

    /// <param name="can">Duty, holder: may they take it at all?</param>
    /// <param name="capacities">How many each holder may take of them.</param>
    /// <returns>Null when all find a place; else duties, and their takers, who cannot take that many.</returns>
    public static (int[] Units, int[] Holders)? DeficitOf(IReadOnlyList<int> units, Func<int, int, bool> can, IReadOnlyList<int> capacities)
    {
        Matching matching = new(can, capacities);
        foreach (int unit in units)
        {
            if (!matching.Place(unit))
            {
                return matching.Deficit(unit);
            }
        }

        return null;
    }
}
