using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>The dates of a series. No clock, no database: days off are passed in.</summary>
public static class SeriesRules
{
    /// <summary>Dates one question may ask for: ten years of a weekly meeting.</summary>
    public const int DatesMax = 530;

    /// <summary>A moved date is looked for so many days around it; in between there is always a working day.</summary>
    private const int MoveDaysMax = 30;

    private const int WeekDays = 7;

    /// <summary>All dates planned for a span, in order. Two that come to lie on one day are one: the later is left out.</summary>
    /// <param name="until">The first day it does not look at.</param>
    /// <param name="dayOff">The name of a day off (a holiday, the turn of the year), or null.</param>
    public static IReadOnlyList<SeriesDate> Dates(SeriesRule rule, DateOnly from, DateOnly until, Func<DateOnly, string?> dayOff)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(dayOff);
        List<SeriesDate> dates = [];
        HashSet<DateOnly> held = [];
        for (DateOnly day = from < rule.From ? rule.From : from; day < until && (rule.Until is not { } last || day <= last) && dates.Count < DatesMax; day = day.AddDays(1))
        {
            if (!IsPlanned(rule, day))
            {
                continue;
            }

            string name = dayOff(day) ?? "";
            DateOnly? on = name.Length == 0 ? day : HeldOn(rule.Holidays, day, dayOff);
            dates.Add(new SeriesDate(day, on is { } date && held.Add(date) ? date : null, name));
        }

        return dates;
    }

    /// <summary>True for a day the rule names, whether it is a day off or not.</summary>
    public static bool IsPlanned(SeriesRule rule, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (day < rule.From || (rule.Until is { } last && day > last) || (rule.Months.Count > 0 && !rule.Months.Contains(day.Month)) || Passed(rule, day) % Math.Max(1, rule.Every) != 0)
        {
            return false;
        }

        int days = DateTime.DaysInMonth(day.Year, day.Month);
        return rule.Weekdays.Count > 0
            ? rule.Weekdays.Contains(day.DayOfWeek) && (rule.Weeks.Count == 0 || rule.Weeks.Contains(((day.Day - 1) / WeekDays) + 1) || (rule.Weeks.Contains(SeriesRule.Last) && day.Day > days - WeekDays))
            : rule.MonthDays.Contains(day.Day) || (rule.MonthDays.Contains(SeriesRule.Last) && day.Day == days);
    }

    /// <summary>Why a rule cannot be, in Japanese; empty when it can.</summary>
    public static string Problem(SeriesRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Weekdays.Count == 0 == (rule.MonthDays.Count == 0) ? "曜日か日にちの、どちらかを決めてください。"
            : rule.Weeks.Any(week => week is not (SeriesRule.Last or (>= 1 and <= 5))) ? "「第何」は、第1から第5か最終です。"
            : rule.MonthDays.Any(day => day is not (SeriesRule.Last or (>= 1 and <= 31))) ? "日にちは、1日から31日か末日です。"
            : rule.Months.Any(month => month is < 1 or > 12) ? "月は、1月から12月です。"
            : rule.Every is < 1 or > SeriesRule.EveryMax ? $"間隔は、{SeriesRule.EveryMax}までです。"
            : rule.StartMinute is < 0 or > 1_439 || (rule.EndMinute is { } end && (end <= rule.StartMinute || end > rule.StartMinute + 1_440)) ? "始まりと終わりの時刻をお確かめください。"
            : rule.Until < rule.From ? "終わりの日が、始まりの日より前です。" : "";
    }

    /// <summary>Weeks or months since the first.</summary>
    private static int Passed(SeriesRule rule, DateOnly day) =>
        rule.IsWeekly ? (OfficeTime.MondayOf(day).DayNumber - OfficeTime.MondayOf(rule.From).DayNumber) / WeekDays : ((day.Year - rule.From.Year) * 12) + day.Month - rule.From.Month;

    private static DateOnly? HeldOn(HolidayWay way, DateOnly day, Func<DateOnly, string?> dayOff) => way switch
    {
        HolidayWay.Hold => day,
        HolidayWay.NextWorkingDay => Working(day, 1, dayOff),
        HolidayWay.WorkingDayBefore => Working(day, -1, dayOff),
        HolidayWay.WeekLater => First(day, WeekDays, date => dayOff(date) is null),
        _ => null,
    };

    private static DateOnly? Working(DateOnly day, int step, Func<DateOnly, string?> dayOff) =>
        First(day, step, date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && dayOff(date) is null);

    private static DateOnly? First(DateOnly day, int step, Func<DateOnly, bool> isFit)
    {
        for (DateOnly date = day.AddDays(step); Math.Abs(date.DayNumber - day.DayNumber) <= MoveDaysMax; date = date.AddDays(step))
        {
            if (isFit(date))
            {
                return date;
            }
        }

        return null;
    }
}
