using Zaitaku.Storage.Time;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Storage.Rota;

/// <summary>Patterns that networks use, taken with one press and changed afterwards.</summary>
/// <param name="Id">As a form sends it.</param>
/// <param name="Label">On the button.</param>
/// <param name="Asks">What must be chosen with it.</param>
public sealed record PatternPreset(string Id, string Label, PresetAsks Asks);

/// <summary>What a preset leaves open.</summary>
public enum PresetAsks { Nothing, Weekday, WeekdayAndWeek }

/// <summary>The presets and the lines they make. No clock, no database.</summary>
public static class PatternPresetRules
{
    private const int Evening = (17 * 60) + 30, NextMorning = (32 * 60) + 30, Morning = (8 * 60) + 30, Day = 24 * 60;

    public static IReadOnlyList<PatternPreset> All { get; } =
    [
        new("nightly", "毎晩（17:30〜翌8:30）", PresetAsks.Nothing),
        new("nanao", "日祝36時間・連休24時間（七尾）", PresetAsks.Nothing),
        new("weekends", "土日祝（8:30〜翌8:30）", PresetAsks.Nothing),
        new("yearend", "年末年始（ほかより優先）", PresetAsks.Nothing),
        new("weekly", "毎週（17:30〜翌8:30）", PresetAsks.Weekday),
        new("monthly", "第何週（17:30〜翌8:30）", PresetAsks.WeekdayAndWeek),
    ];

    /// <param name="seat">Id of the seat.</param>
    /// <param name="week">1 to 5, or <see cref="ShiftPattern.LastWeek"/>.</param>
    /// <param name="standing">The rota's patterns: the year end takes the hours of its seat's other free days, so that it meets them without overlap.</param>
    /// <returns>Empty for an id nobody knows.</returns>
    public static IReadOnlyList<ShiftPattern> Of(string id, int seat, DayOfWeek weekday, int week, IEnumerable<ShiftPattern> standing)
    {
        bool endsAtMidnight = standing.Any(pattern => pattern.Seat == seat && pattern.EndMinute == Day);
        string day = $"{OfficeTime.WeekLetters[(int)weekday]}曜";
        return id switch
        {
            "nightly" => [new() { Name = "毎晩", Seat = seat, StartMinute = Evening, EndMinute = NextMorning }],
            "nanao" =>
            [
                new() { Name = "日祝36時間", Seat = seat, Rank = 2, FreeDays = FreeDayRuns.Single, StartMinute = -Day / 2, EndMinute = Day },
                new() { Name = "連休24時間", Seat = seat, Rank = 2, FreeDays = FreeDayRuns.Run, EndMinute = Day },
            ],
            "weekends" => [new() { Name = "土日祝", Seat = seat, Rank = 2, Kinds = [DutyDayKind.Saturday, DutyDayKind.Sunday, DutyDayKind.Holiday], StartMinute = Morning, EndMinute = Morning + Day }],
            "yearend" => [new() { Name = "年末年始", Seat = seat, Rank = 3, Kinds = [DutyDayKind.YearEnd], StartMinute = endsAtMidnight ? 0 : Morning, EndMinute = endsAtMidnight ? Day : Morning + Day }],
            "weekly" => [new() { Name = $"毎週{day}", Seat = seat, Rank = 1, Weekdays = [weekday], StartMinute = Evening, EndMinute = NextMorning }],
            "monthly" => [new() { Name = week == ShiftPattern.LastWeek ? $"最終{day}" : $"第{week}{day}", Seat = seat, Rank = 1, Weekdays = [weekday], WeeksOfMonth = [week], StartMinute = Evening, EndMinute = NextMorning }],
            _ => [],
        };
    }

    /// <summary>Those of the lines that do not stand yet, word for word, on their seat.</summary>
    public static IEnumerable<ShiftPattern> Lacking(IEnumerable<ShiftPattern> lines, IEnumerable<ShiftPattern> standing)
    {
        HashSet<string> known = [.. standing.Select(pattern => RotaPattern.BodyOf(pattern with { Line = 0 }))];
        return lines.Where(pattern => !known.Contains(RotaPattern.BodyOf(pattern)));
    }
}
