using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.HandRaising;

/// <summary>The times of one case, which stay when its words go.</summary>
public sealed record HandTime(int Id, string Area, DateTimeOffset SentAt, DateTimeOffset? FirstHandAt, DateTimeOffset? MatchedAt, bool IsWithdrawn, int Asked, int Hands);

/// <summary>A group of cases.</summary>
/// <param name="FirstHandMinutes">Median over those that had a hand; null where none had.</param>
/// <param name="MatchMinutes">Median over those that were matched; null where none were.</param>
public sealed record HandTimesRow(string Name, int Cases, int WithHand, int Matched, int Withdrawn, int? FirstHandMinutes, int? MatchMinutes);

/// <summary>Times to the first hand and to the match, by area and by month of sending in Tokyo.</summary>
public static class HandTimesRules
{
    /// <summary>What an area reads that nobody named.</summary>
    public const string NoArea = "地域の記録なし";

    public static HandTimesRow All(IReadOnlyCollection<HandTime> times) => RowOf("すべて", times);

    /// <summary>Most cases first.</summary>
    public static IReadOnlyList<HandTimesRow> ByArea(IEnumerable<HandTime> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return [.. times.GroupBy(time => time.Area.Length > 0 ? time.Area : NoArea).Select(group => RowOf(group.Key, [.. group])).OrderByDescending(row => row.Cases).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    /// <summary>The latest first.</summary>
    public static IReadOnlyList<HandTimesRow> ByMonth(IEnumerable<HandTime> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return [.. times.GroupBy(time => MonthOf(time.SentAt)).OrderByDescending(group => group.Key).Select(group => RowOf($"{group.Key.Year}年{group.Key.Month}月", [.. group]))];
    }

    /// <summary>Whole minutes; the mean of the two in the middle for an even number, rounded down.</summary>
    public static int? Median(IEnumerable<TimeSpan> spans)
    {
        long[] minutes = [.. spans.Select(span => (long)span.TotalMinutes).Order()];
        return minutes.Length == 0 ? null : (int)((minutes[(minutes.Length - 1) / 2] + minutes[minutes.Length / 2]) / 2);
    }

    private static HandTimesRow RowOf(string name, IReadOnlyCollection<HandTime> times) => new(
        name, times.Count, times.Count(time => time.FirstHandAt is not null), times.Count(time => time.MatchedAt is not null), times.Count(time => time.IsWithdrawn),
        Median(times.Where(time => time.FirstHandAt is not null).Select(time => time.FirstHandAt!.Value - time.SentAt)), Median(times.Where(time => time.MatchedAt is not null).Select(time => time.MatchedAt!.Value - time.SentAt)));

    private static (int Year, int Month) MonthOf(DateTimeOffset instant)
    {
        DateOnly day = OfficeTime.DayOf(instant);
        return (day.Year, day.Month);
    }
}
