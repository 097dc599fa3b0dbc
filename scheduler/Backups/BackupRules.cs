using System.Globalization;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Backups;

/// <summary>When a nightly copy is due, late, or past its time. No clock, no files.</summary>
public static class BackupRules
{
    /// <summary>A night and two hours: a copy that was not made at night is noticed the same morning.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(26);

    private const string Prefix = "zaitaku-";
    private const string Suffix = ".zip";
    private const string TimeForm = "yyyyMMdd-HHmm";

    /// <param name="lastMadeAt">Null when none was ever made: then it is due at once.</param>
    public static bool IsDue(DateTimeOffset? lastMadeAt, TimeSpan at, DateTimeOffset now) => lastMadeAt is not { } last || last < LatestBefore(at, now);

    /// <param name="since">When the house was opened: a new one is not late before its first night is over.</param>
    public static bool IsLate(DateTimeOffset? lastMadeAt, DateTimeOffset since, DateTimeOffset now) => now - (lastMadeAt ?? since) > LateAfter;

    /// <summary>zaitaku-20260401-0310.zip, by a clock in Tokyo.</summary>
    public static string NameOf(DateTimeOffset madeAt) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{OfficeTime.InTokyo(madeAt).ToString(TimeForm, CultureInfo.InvariantCulture)}{Suffix}");

    /// <returns>Null for a file that is no nightly copy of ours.</returns>
    public static DateTimeOffset? MadeAt(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.StartsWith(Prefix, StringComparison.Ordinal) && fileName.EndsWith(Suffix, StringComparison.Ordinal)
            && DateTime.TryParseExact(fileName[Prefix.Length..^Suffix.Length], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            ? new DateTimeOffset(local, OfficeTime.Zone.BaseUtcOffset).ToUniversalTime()
            : null;
    }

    /// <summary>The oldest beyond the number kept; files of other names are nobody's business here.</summary>
    public static IReadOnlyList<string> PastTheirTime(IEnumerable<string> fileNames, int keep) =>
        [.. fileNames.Where(name => MadeAt(name) is not null).OrderByDescending(name => MadeAt(name)).Skip(keep)];

    private static DateTimeOffset LatestBefore(TimeSpan at, DateTimeOffset now)
    {
        DateTimeOffset today = OfficeTime.At(OfficeTime.DayOf(now), (int)at.TotalMinutes);
        return today <= now ? today : today.AddDays(-1);
    }
}
