using Zaitaku.Storage.Staff;

namespace Zaitaku.Storage.Desk;

/// <summary>How a new consultation finds its coordinator.</summary>
public enum AssignmentWay { Manual, RoundRobin, LeastOpen }

/// <param name="Open">Open consultations the person has.</param>
/// <param name="JustGiven">Those among them that are not on disk yet.</param>
public sealed record AssignmentCandidate(StaffAccount Account, int Open, int JustGiven = 0);

/// <summary>Who gets a consultation. No clock, no database.</summary>
public static class AssignmentRules
{
    public static AssignmentWay WayOf(string id) => id switch { "round_robin" => AssignmentWay.RoundRobin, "least_open" => AssignmentWay.LeastOpen, _ => AssignmentWay.Manual };

    /// <param name="professions">Who should have it first by training (看護師); empty when it does not matter. Where none of them is free, anybody: an answer by another is better than none.</param>
    /// <param name="openMax">What a coordinator carries whose account names no number.</param>
    /// <returns>Null when it stays in the queue: by hand, or nobody is there with room for it.</returns>
    public static StaffAccount? Choose(AssignmentWay way, IEnumerable<AssignmentCandidate> candidates, string area, IReadOnlyCollection<string> professions, int openMax, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(professions);
        List<AssignmentCandidate> free = [.. candidates.Where(one =>
            IsThere(one.Account, today) && Serves(one.Account, area) && one.Open < (one.Account.OpenMax > 0 ? one.Account.OpenMax : openMax))];
        if (free.Exists(one => professions.Contains(one.Account.Profession)))
        {
            free.RemoveAll(one => !professions.Contains(one.Account.Profession));
        }

        return way switch
        {
            AssignmentWay.RoundRobin => free.OrderBy(one => one.JustGiven).ThenBy(Waited).ThenBy(one => one.Account.CreatedAt).FirstOrDefault()?.Account,
            AssignmentWay.LeastOpen => free.OrderBy(one => one.Open).ThenBy(Waited).ThenBy(one => one.Account.CreatedAt).FirstOrDefault()?.Account,
            _ => null,
        };
    }

    public static bool IsThere(StaffAccount account, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.DisabledAt is null && !account.IsAbsent(today);
    }

    /// <param name="staff">Sign-in names of a desk; none: it is everybody's.</param>
    public static bool WorksAt(StaffAccount account, IReadOnlyCollection<string> staff)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(staff);
        return staff.Count == 0 || staff.Contains(account.SignInName, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>An account that names no areas serves all; a consultation without an area is everybody's.</summary>
    public static bool Serves(StaffAccount account, string area)
    {
        ArgumentNullException.ThrowIfNull(account);
        string[] areas = account.Areas.Split([',', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return areas.Length == 0 || area.Length == 0 || areas.Any(named => Lies(area, named));
    }

    /// <summary>みなと市中央 lies in みなと市.</summary>
    public static bool Lies(string area, string named)
    {
        ArgumentNullException.ThrowIfNull(area);
        return named.Length > 0 && area.Contains(named, StringComparison.Ordinal);
    }

    private static DateTimeOffset Waited(AssignmentCandidate one) => one.Account.LastAssignedAt ?? DateTimeOffset.MinValue;
}
