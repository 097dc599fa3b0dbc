using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Bot.Intake;

/// <summary>Which centers are meant by where a person lives. No clock, no database.</summary>
public static class CenterRules
{
    /// <param name="found">What the policy says of the area: the center that names it most closely, or all.</param>
    /// <param name="all">Every center of the policy.</param>
    /// <param name="area">Where the person lives; empty where not known.</param>
    /// <returns>With the closest those that share its area; where none names it, those inside of it before all.</returns>
    public static IReadOnlyList<DeskCenter> Meant(IReadOnlyList<DeskCenter> found, IEnumerable<DeskCenter> all, string area)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(all);
        if (found.Count == 1)
        {
            return [.. all.Where(center => center.Area == found[0].Area)];
        }

        DeskCenter[] inside = [.. found.Where(center => AssignmentRules.Lies(center.Area, area))];
        return inside.Length > 0 ? inside : found;
    }

    /// <summary>Where the person lives tells which of them it is.</summary>
    public static bool IsAreaNeeded(IReadOnlyList<DeskCenter> centers) => centers.Select(center => center.Area).Distinct().Count() > 1;
}
