using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>The holidays of the rules as a coordinator corrected them. Immutable; safe to share.</summary>
public sealed class HolidayCalendar(IEnumerable<HolidayCorrection> corrections)
{
    /// <summary>The rules alone.</summary>
    public static readonly HolidayCalendar ByRule = new([]);

    private static readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, string>> Years = new();
    private readonly FrozenDictionary<DateOnly, HolidayCorrection> _corrections =
        corrections.GroupBy(correction => correction.Day).ToFrozenDictionary(group => group.Key, group => group.Last());

    public bool IsHoliday(DateOnly day) => NameOf(day) is not null;

    /// <summary>The holiday's name, or null on a working day.</summary>
    public string? NameOf(DateOnly day)
    {
        if (_corrections.TryGetValue(day, out HolidayCorrection? correction))
        {
            return correction.IsHoliday ? (correction.Name.Length > 0 ? correction.Name : "休日") : null;
        }

        // Bounded by the years the rules know; others are not kept.
        return day.Year is < HolidayRules.YearMin or > HolidayRules.YearMax
            ? null
            : Years.GetOrAdd(day.Year, year => HolidayRules.Of(year).ToFrozenDictionary()).GetValueOrDefault(day);
    }
}
