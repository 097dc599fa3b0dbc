using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Understanding;

/// <summary>Days, end not included.</summary>
internal readonly record struct DaySpan(DateOnly From, DateOnly Until)
{
    public static DaySpan Of(DateOnly day) => new(day, day.AddDays(1));

    public bool IsOneDay => From.AddDays(1) == Until;

    /// <summary>As many days from another one.</summary>
    public DaySpan MovedTo(DateOnly from) => new(from, from.AddDays(Until.DayNumber - From.DayNumber));

    public bool Contains(DateOnly day) => From <= day && day < Until;
}

/// <summary>Which days are meant by a weekday, a date without its year, a season or a run of holidays. Weeks begin on Monday.</summary>
internal static class JapaneseDateRules
{
    /// <summary>How far holidays are looked for; the longest time without one is far shorter.</summary>
    public const int HolidayWithinDays = 400;

    /// <summary>A month and day without a year is the first such day that is not longer ago than this: 12/29 said in March was, said in June will be.
    /// Less than half a year, because duties are asked about ahead more often than back.</summary>
    public const int PastDaysMax = 150;

    /// <summary>Years to or from today that a written year may lie away; further ones are birthdays and the like.</summary>
    public const int YearsMax = 5;

    /// <summary>Free days in a row that make 連休.</summary>
    public const int RunDaysMin = 3;

    /// <summary>"Last" where the first is 1; no month has six Mondays.</summary>
    public const int LastNth = 6;

    public const int NewYearsEve = 0, NewYearsDay = 1, NewYear = 2, YearsTurn = 3, YearsEnd = 4, Bon = 5, GoldenWeek = 6;

    /// <summary>Every leap day is found: at most eight years lie between two.</summary>
    private const int LeapYearsMax = 8;

    /// <summary>A run of free days is never longer; a calendar that says so is mistaken and must not hold up the answer.</summary>
    private const int RunDaysMax = 40;

    private const int DaysOfWeek = 7;

    /// <summary>First month and day, and how many days, of the seasons people name.</summary>
    public static readonly (int Month, int Day, int Days)[] Seasons = [(12, 31, 1), (1, 1, 1), (1, 1, 3), (12, 29, 6), (12, 29, 3), (8, 13, 3), (4, 29, 7)];

    public static DaySpan WeekOf(DateOnly today, int weeks) => OfficeTime.MondayOf(today).AddDays(DaysOfWeek * weeks) is var monday ? new(monday, monday.AddDays(DaysOfWeek)) : default;

    public static DaySpan MonthOf(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1));

    /// <summary>The first such weekday, <paramref name="from"/> included.</summary>
    public static DateOnly NextWeekday(DateOnly from, DayOfWeek weekday) => from.AddDays(((int)weekday - (int)from.DayOfWeek + DaysOfWeek) % DaysOfWeek);

    /// <summary>The day of a year, or null where the calendar has none (30 February).</summary>
    public static DateOnly? DayOf(int year, int month, int day) =>
        year is > 1 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>The first such day of a year on or after <paramref name="from"/>.</summary>
    public static DateOnly? FirstYearly(DateOnly from, int month, int day)
    {
        for (int year = from.Year; year <= from.Year + LeapYearsMax; year++)
        {
            if (DayOf(year, month, day) is { } found && found >= from)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The first such day of a month on or after <paramref name="from"/>; months that lack it are passed over.</summary>
    public static DateOnly? FirstMonthly(DateOnly from, int day)
    {
        DateOnly month = MonthOf(from).From;
        for (int count = 0; count <= 12; count++, month = month.AddMonths(1))
        {
            if (DayOf(month.Year, month.Month, day) is { } found && found >= from)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A season that is going on or comes next; with a year, the one that begins in it.</summary>
    public static DaySpan SeasonOf(DateOnly today, int season, int? year)
    {
        (int month, int day, int days) = Seasons[season];
        DateOnly from = year is { } named && DayOf(named, month, day) is { } given ? given : FirstYearly(today.AddDays(1 - days), month, day) ?? today;
        return new DaySpan(from, from.AddDays(days));
    }

    /// <summary>The <paramref name="nth"/> such weekday of a month, or null where it has no fifth.</summary>
    public static DateOnly? NthOf(DaySpan month, DayOfWeek weekday, int nth)
    {
        DateOnly first = NextWeekday(month.From, weekday);
        DateOnly day = nth == LastNth ? NextWeekday(month.Until.AddDays(-DaysOfWeek), weekday) : first.AddDays(DaysOfWeek * (nth - 1));
        return month.Contains(day) ? day : null;
    }

    /// <summary>The same in this month if it is not past, else in the next month that has it.</summary>
    public static DateOnly? NextNth(DateOnly today, DayOfWeek weekday, int nth)
    {
        DaySpan month = MonthOf(today);
        for (int count = 0; count <= 12; count++, month = MonthOf(month.Until))
        {
            if (NthOf(month, weekday, nth) is { } day && day >= today)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>The first day on or after <paramref name="from"/> that fits, within <see cref="HolidayWithinDays"/>.</summary>
    public static DateOnly? FirstDay(DateOnly from, Predicate<DateOnly> fits)
    {
        for (int days = 0; days <= HolidayWithinDays; days++)
        {
            if (fits(from.AddDays(days)))
            {
                return from.AddDays(days);
            }
        }

        return null;
    }

    /// <summary>All days of a span that fit, from today on if any of them is still to come.</summary>
    public static List<DateOnly> DaysIn(DaySpan span, DateOnly today, Predicate<DateOnly> fits)
    {
        List<DateOnly> all = [];
        for (DateOnly day = span.From; day < span.Until; day = day.AddDays(1))
        {
            if (fits(day))
            {
                all.Add(day);
            }
        }

        return all.Exists(day => day >= today) ? all.FindAll(day => day >= today) : all;
    }

    /// <summary>At least <see cref="RunDaysMin"/> days in a row that are Saturdays, Sundays or holidays, one of them a holiday; the first that is not over on <paramref name="from"/>.</summary>
    /// <param name="mustBeginLater">今度の: not the one going on.</param>
    public static DaySpan? RunFrom(DateOnly from, HolidayCalendar holidays, bool mustBeginLater)
    {
        DateOnly day = from;
        for (int back = 0; back < RunDaysMax && IsFree(day.AddDays(-1), holidays) && IsFree(from, holidays); back++)
        {
            day = day.AddDays(-1);
        }

        for (DateOnly limit = from.AddDays(HolidayWithinDays); day <= limit;)
        {
            DateOnly end = day;
            bool hasHoliday = false;
            for (int length = 0; length < RunDaysMax && IsFree(end, holidays); length++, end = end.AddDays(1))
            {
                hasHoliday |= holidays.IsHoliday(end);
            }

            if (hasHoliday && end >= day.AddDays(RunDaysMin) && (day > from || !mustBeginLater))
            {
                return new DaySpan(day, end);
            }

            day = end.AddDays(1);
        }

        return null;
    }

    /// <summary>Nobody's clinic is open as on a working day.</summary>
    public static bool IsFree(DateOnly day, HolidayCalendar holidays) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.IsHoliday(day);

    /// <summary>Minutes after midnight of the day that is meant: 夜9時 is 21:00, 午後3時 15:00, 深夜1時 25:00 and 夜12時 24:00, both of the night that begins on the day. From 13 on the hour is said as a clock of 24 shows it.</summary>
    public static int MinuteOf(DaySense sense, int clock)
    {
        (int half, int whole) = (12 * 60, 24 * 60);
        return (sense, clock / 60) switch
        {
            (DaySense.Am, 12) => clock - half,
            (DaySense.Noon, <= 6) or (DaySense.Pm or DaySense.Evening, < 12) => clock + half,
            (DaySense.Night, < 5) or (DaySense.Deep, < 6) or (DaySense.Dawn, < 8) => clock + whole,
            (DaySense.Night or DaySense.Deep, <= 12) => clock + half,
            _ => clock,
        };
    }

    public static AskedPart PartOf(DaySense sense) => sense switch
    {
        DaySense.Am or DaySense.Morning => AskedPart.Morning,
        DaySense.Noon or DaySense.Pm => AskedPart.Daytime,
        DaySense.Evening => AskedPart.Evening,
        DaySense.Night or DaySense.Deep or DaySense.Dawn => AskedPart.Night,
        DaySense.Now => AskedPart.Now,
        _ => AskedPart.Any,
    };
}
