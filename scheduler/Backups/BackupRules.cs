using System.Globalization;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Backups;

/// <summary>When a nightly copy is due, late, or past its time. No clock, no files.</summary>
public static class BackupRules
{
    /// <summary>A night and two hours: a copy that was not made at night is noticed the same morning.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(26);

    /// <summary>A copy from later than this is from a clock that was wrong: it is no reason not to make one.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromHours(1);

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

    /// <returns>Null when none was made.</returns>
    public static DateTimeOffset? LastMadeAt(IEnumerable<string> fileNames, DateTimeOffset now) => fileNames.Select(MadeAt).Where(madeAt => !IsAhead(madeAt, now)).Max();

    /// <summary>Those beyond the number kept: first any from a clock that was ahead, then the oldest. Files of other names are nobody's business here.</summary>
    public static IReadOnlyList<string> PastTheirTime(IEnumerable<string> fileNames, int keep, DateTimeOffset now) =>
        [.. fileNames.Where(name => MadeAt(name) is not null).OrderBy(name => IsAhead(MadeAt(name), now)).ThenByDescending(name => MadeAt(name)).Skip(keep)];

    /// <summary>What a program that died while it made a copy left of it.</summary>
    public static bool IsLeftOver(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        int end = fileName.LastIndexOf(".part", StringComparison.Ordinal);
        return end > 0 && MadeAt(fileName[..end]) is not null;
    }

    private static bool IsAhead(DateTimeOffset? madeAt, DateTimeOffset now) => madeAt - now > AheadMax;

    private static DateTimeOffset LatestBefore(TimeSpan at, DateTimeOffset now)
    {
        DateTimeOffset today = OfficeTime.At(OfficeTime.DayOf(now), (int)at.TotalMinutes);
        return today <= now ? today : today.AddDays(-1);
    }
}
