namespace Zaitaku.Storage.Rota;

/// <summary>Sums with spans of time.</summary>
internal static class PlanSpanRules
{
    /// <summary>The same time in spans that neither overlap nor touch, in order. A span that ends before it begins is none.</summary>
    public static List<PlanSpan> Merge(IEnumerable<PlanSpan> spans)
    {
        List<PlanSpan> merged = [];
        foreach (PlanSpan span in spans.Where(span => span.From < span.Until).OrderBy(span => span.From).ThenBy(span => span.Until))
        {
            if (merged.Count > 0 && span.From <= merged[^1].Until)
            {
                merged[^1] = merged[^1] with { Until = span.Until > merged[^1].Until ? span.Until : merged[^1].Until };
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    /// <summary>The parts of a span that lie in none of these, in order.</summary>
    public static IReadOnlyList<PlanSpan> Without(PlanSpan whole, IEnumerable<PlanSpan> over)
    {
        List<PlanSpan> left = [];
        DateTimeOffset at = whole.From;
        foreach (PlanSpan span in Merge(over.Where(one => one.From < whole.Until && whole.From < one.Until)))
        {
            if (at < span.From)
            {
                left.Add(new PlanSpan(at, span.From));
            }

            at = span.Until;
        }

        return at < whole.Until ? [.. left, new PlanSpan(at, whole.Until)] : left;
    }

    /// <summary>True when a span shares an instant with one of <paramref name="merged"/> (<see cref="Merge"/>).</summary>
    public static bool Touches(List<PlanSpan> merged, DateTimeOffset from, DateTimeOffset until)
    {
        (int low, int high) = (0, merged.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = merged[middle].Until > from ? (low, middle) : (middle + 1, high);
        }

        return low < merged.Count && merged[low].From < until;
    }

    /// <summary>The time in both of two merged lists, clipped to a span.</summary>
    public static IEnumerable<PlanSpan> Common(List<PlanSpan> one, List<PlanSpan> other, PlanSpan within)
    {
        for (int first = 0, second = 0; first < one.Count && second < other.Count;)
        {
            DateTimeOffset from = Later(within.From, Later(one[first].From, other[second].From));
            DateTimeOffset until = Earlier(within.Until, Earlier(one[first].Until, other[second].Until));
            if (from < until)
            {
                yield return new PlanSpan(from, until);
            }

            _ = one[first].Until < other[second].Until ? first++ : second++;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
