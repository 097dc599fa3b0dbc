namespace Zaitaku.Storage.Time;

/// <summary>Instants are kept in UTC, days are named in Tokyo; this is the one place that converts.</summary>
public static class OfficeTime
{
    /// <summary>Japan has had no daylight saving since 1951, so a fixed zone is safe and no gap or overlap policy is needed.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>The calendar day in Tokyo at an instant. Between 00:00 and 08:59 Tokyo the UTC date is still yesterday.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(InTokyo(instant).DateTime);

    /// <summary>The same instant, read off a clock in Tokyo.</summary>
    public static DateTimeOffset InTokyo(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>Letters of the days' names, from Sunday on.</summary>
    public const string WeekLetters = "日月火水木金土";

    private const int WeekDays = 7;

    /// <summary>The letter of a day's name: 月 for a Monday.</summary>
    public static char LetterOf(DateOnly day) => WeekLetters[(int)day.DayOfWeek];

    /// <summary>The Monday of a day's week, which may be the day itself.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + WeekDays - 1) % WeekDays));

    /// <summary>The week (Monday to Sunday in Tokyo) of an instant: its first instant, and the first that it no longer holds.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) WeekOf(DateTimeOffset instant) => MondayOf(DayOf(instant)) is var monday ? (At(monday, 0), At(monday.AddDays(WeekDays), 0)) : default;

    /// <summary>Minutes since midnight in Tokyo, 0 to 1439.</summary>
    public static int MinuteOf(DateTimeOffset instant)
    {
        DateTimeOffset local = InTokyo(instant);
        return local.Hour * 60 + local.Minute;
    }

    /// <summary>The instant at which a clock in Tokyo shows this day and minute. Minutes past 1440 run into the next day (25:30 is 01:30 tomorrow).</summary>
    public static DateTimeOffset At(DateOnly day, int minuteOfDay) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Zone.BaseUtcOffset).AddMinutes(minuteOfDay).ToUniversalTime();
}
