using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Duties;

/// <summary>How duties are written in lines that a phone shows whole.</summary>
internal static class DutyLines
{
    /// <summary>Up to so many each has a line of its own; more are listed by month.</summary>
    private const int EachMax = 6;

    /// <summary>Days in one row: six lines of a phone.</summary>
    private const int DaysOfRowMax = 12;

    public static string RotaOf(ToldDuty one) => DutyWords.RotaName(one.Rota.Name, one.Group);

    /// <summary>6月3日(水) 17:30〜翌8:30.</summary>
    public static string WhenOf(HeldDuty duty, HolidayCalendar holidays) => $"{DutyWords.Day(OfficeTime.DayOf(duty.StartsAt), holidays)} {DutyWords.Hours(duty.StartsAt, duty.EndsAt)}";

    /// <summary>Rows for duties of one kind of news: few line by line, many by rota, hours and month.</summary>
    public static IEnumerable<CardRow> Of(IReadOnlyCollection<ToldDuty> duties, HolidayCalendar holidays, RowTone tone = RowTone.Plain) =>
        duties.Count <= EachMax
            ? duties.Select(one => new CardRow("", $"{RotaOf(one)}\n{WhenOf(one.Duty, holidays)}", tone))
            : duties.GroupBy(one => (Rota: RotaOf(one), Hours: DutyWords.Hours(one.Duty.StartsAt, one.Duty.EndsAt), Month: MonthOf(one.Duty)))
                .OrderBy(group => group.Min(one => one.Duty.StartsAt))
                .SelectMany(group => group.OrderBy(one => one.Duty.StartsAt).Chunk(DaysOfRowMax).Select(some => new CardRow("", $"{group.Key.Rota}\n{group.Key.Month.Month}月 {group.Key.Hours}\n{string.Join("、", some.Select(one => DayOf(one.Duty, holidays)))}", tone)));

    private static DateOnly MonthOf(HeldDuty duty) => OfficeTime.DayOf(duty.StartsAt) is var day ? new DateOnly(day.Year, day.Month, 1) : default;

    private static string DayOf(HeldDuty duty, HolidayCalendar holidays)
    {
        DateOnly day = OfficeTime.DayOf(duty.StartsAt);
        return $"{day.Day}日({OfficeTime.LetterOf(day)}{(holidays.IsHoliday(day) ? "・祝" : "")})";
    }
}
