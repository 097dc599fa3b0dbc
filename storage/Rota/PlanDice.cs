namespace Zaitaku.Storage.Rota;

/// <summary>Numbers from a seed, the same on every machine and in every version of the runtime (SplitMix64; Steele, Lea and Flood 2014).</summary>
internal sealed class PlanDice(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>0 to <paramref name="sides"/> − 1; <paramref name="sides"/> is at least 1.</summary>
    public int Roll(int sides)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong mixed = _state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return (int)(((mixed ^ (mixed >> 31)) >> 32) * (ulong)sides >> 32);
    }

    /// <summary>0 to <paramref name="count"/> − 1 in a drawn order.</summary>
    public int[] Shuffle(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int left = count; left > 1; left--)
        {
            int drawn = Roll(left);
            (order[left - 1], order[drawn]) = (order[drawn], order[left - 1]);
        }

        return order;
    }
}
