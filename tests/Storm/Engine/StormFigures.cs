namespace Zaitaku.Storm;

/// <summary>What many storms came to, for one line of figures.</summary>
public static class StormFigures
{
    private static readonly string[] Summed =
        ["killsTorn", "killsReal", "events", "acknowledged", "planned", "delivered", "unknown", "resent", "givenUp", "cancelled", "lost", "doubled", "late", "waiting", "disordered", "reorderedByClock"];

    public static Dictionary<string, double> Of(IReadOnlyCollection<StormVerdict> verdicts, int real)
    {
        Dictionary<string, double> figures = new() { ["seeds"] = verdicts.Count, ["realProcesses"] = real };
        foreach (string what in Summed)
        {
            figures[what] = verdicts.Sum(verdict => verdict.Count(what));
        }

        figures["violations"] = verdicts.Sum(verdict => verdict.Violations.Count);
        figures["failedSeeds"] = verdicts.Count(verdict => verdict.Violations.Count > 0);
        return figures;
    }
}
