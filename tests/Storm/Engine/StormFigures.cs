using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Storm;

/// <summary>What many storms came to, for one line of figures.</summary>
public static class StormFigures
{
    private static readonly string[] Summed =
    [
        "killsTorn", "killsReal", "held", "full", "events", "acknowledged", "answered503", "poisoned", "parked", "retried", "planned", "delivered", "unknown", "resent", "givenUp", "cancelled",
        "lost", "doubled", "late", "waiting", "disordered", "reorderedByClock",
    ];

    /// <summary>Where a program was killed: each kill point by its name, and anywhere.</summary>
    public static IReadOnlyList<string> Places { get; } = [.. KillPoints.Names, IStormProgram.AtRandom];

    public static int KillsAt(IEnumerable<StormVerdict> verdicts, string place) => verdicts.Sum(verdict => verdict.Count("killsAt:" + place));

    public static Dictionary<string, double> Of(IReadOnlyCollection<StormVerdict> verdicts)
    {
        Dictionary<string, double> figures = new() { ["seeds"] = verdicts.Count, ["realProcesses"] = verdicts.Count(verdict => verdict.Count("isReal") > 0) };
        foreach (string what in Summed)
        {
            figures[what] = verdicts.Sum(verdict => verdict.Count(what));
        }

        foreach (string place in Places)
        {
            figures["killsAt:" + place] = KillsAt(verdicts, place);
        }

        foreach (string place in Places)
        {
            figures["killsRealAt:" + place] = KillsAt(verdicts.Where(verdict => verdict.Count("isReal") > 0), place);
        }

        figures["violations"] = verdicts.Sum(verdict => verdict.Violations.Count);
        figures["failedSeeds"] = verdicts.Count(verdict => verdict.Violations.Count > 0);
        return figures;
    }
}
