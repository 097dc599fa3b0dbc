using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Opening hours in short Japanese, for cards.</summary>
public static class HoursText
{
    public const string NotKnown = "営業時間は未確認";

    /// <summary>「いま営業中（18:00まで）」「本日は終了（明日 9:00から）」「営業時間は未確認」. Null hours are unknown ones.</summary>
    public static string Now(WeeklyHours? hours, DateTimeOffset now, Func<DateOnly, bool> isHoliday)
    {
        if (hours is null)
        {
            return NotKnown;
        }

        OpeningState state = OpeningRules.At(hours, now, isHoliday);
        DateOnly today = OfficeTime.DayOf(now);
        return state.Now switch
        {
            DayOpening.Open when state.Until is { } until => $"いま営業中（{ClockFrom(today, until)}まで）",
            DayOpening.Open => "24時間営業",
            DayOpening.OpenSomeTime => "本日営業（時間は未確認）",
            DayOpening.Unknown => "祝日の営業は未確認",
            _ => Closed(state, OpeningRules.On(hours, today, isHoliday(today)), today),
        };
    }

    /// <summary>Hours of one day: 「9:00〜12:00、14:00〜18:00」「休み」「営業（時間は未確認）」「未確認」.</summary>
    public static string Day(DayHours day) => day.Opening switch
    {
        DayOpening.Open => string.Join('、', day.Spans.Select(span => span is { Opens: 0, Closes: 1440 } ? "24時間" : $"{Clock(span.Opens)}〜{Clock(span.Closes)}")),
        DayOpening.OpenSomeTime => "営業（時間は未確認）",
        DayOpening.Closed => "休み",
        _ => "未確認",
    };

    /// <summary>9:00, 24:00, 翌8:30.</summary>
    public static string Clock(int minute) =>
        minute > 1440 ? $"翌{(minute - 1440) / 60}:{minute % 60:00}" : $"{minute / 60}:{minute % 60:00}";

    private static string Closed(OpeningState state, DayHours hoursToday, DateOnly today)
    {
        string when = hoursToday.Opening == DayOpening.Closed ? "本日は休み" : state.NextDay == today ? "営業時間外" : "本日は終了";
        if (state.NextDay is not { } day)
        {
            return when;
        }

        string clock = state.Next is { } next ? " " + Clock(OfficeTime.MinuteOf(next)) + "から" : "営業";
        return $"{when}（{DayName(day, today)}{clock}）";
    }

    private static string DayName(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "本日",
        1 => "明日",
        < 7 => OfficeTime.LetterOf(day) + "曜",
        _ => $"{day.Month}/{day.Day}",
    };

    private static string ClockFrom(DateOnly today, DateTimeOffset until)
    {
        DateOnly day = OfficeTime.DayOf(until);
        int minute = OfficeTime.MinuteOf(until);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => Clock(minute),
            1 when minute == 0 => "24:00",
            1 => "翌" + Clock(minute),
            _ => $"{DayName(day, today)} {Clock(minute)}",
        };
    }
}
