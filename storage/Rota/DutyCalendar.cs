using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Rota;

/// <summary>What a day is to a rota; each day is exactly one of these.</summary>
public enum DutyDayKind { Weekday, Saturday, Sunday, Holiday, YearEnd }

/// <summary>What tables of duties leave open about holidays; each network decides for itself.</summary>
/// <param name="HolidayWinsOnWeekend">A holiday on a Saturday or Sunday is a holiday (default). False: it stays a Saturday or Sunday and counts as a weekend; free it is either way.</param>
/// <param name="SaturdayJoinsRun">A Saturday between a holiday Friday and its Sunday belongs to their run. Default no: the Friday and the Sunday are then two single free days.</param>
public sealed record DutyDayEdges(bool HolidayWinsOnWeekend = true, bool SaturdayJoinsRun = false);

/// <summary>Kinds of days and runs of free days. No clock, no database; immutable and safe to share.</summary>
/// <param name="yearEnd">年末年始 of the rota, or null where it has none: those days are then what they are without it.</param>
public sealed class DutyCalendar(HolidayCalendar holidays, YearEndClosure? yearEnd, DutyDayEdges? edges = null)
{
    /// <summary>How far a run is followed to either side. The longest by law is nine days (2019); a calendar corrected to more ends here.</summary>
    public const int RunDaysMax = 31;

    private readonly DutyDayEdges _edges = edges ?? new DutyDayEdges();

    /// <summary>Of all that a day is, the first of: year end, holiday, Sunday, Saturday, weekday.</summary>
    public DutyDayKind KindOf(DateOnly day) =>
        yearEnd?.Contains(day) == true ? DutyDayKind.YearEnd
        : IsWeekend(day) && !(_edges.HolidayWinsOnWeekend && holidays.IsHoliday(day)) ? day.DayOfWeek == DayOfWeek.Sunday ? DutyDayKind.Sunday : DutyDayKind.Saturday
        : holidays.IsHoliday(day) ? DutyDayKind.Holiday
        : DutyDayKind.Weekday;

    /// <summary>A Sunday or a holiday (日祝), whatever the year end says: 1 January is one, 30 December is not.</summary>
    public bool IsFree(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || holidays.IsHoliday(day);

    /// <summary>The free days without a gap around a day (連休), or null when it is not free. A single free day is a run of one.</summary>
    public (DateOnly First, DateOnly Last)? RunOf(DateOnly day) => IsInRun(day) ? (EdgeOf(day, -1), EdgeOf(day, 1)) : null;

    private DateOnly EdgeOf(DateOnly day, int step)
    {
        DateOnly edge = day;
        for (int days = 0; days < RunDaysMax && IsInRun(edge.AddDays(step)); days++)
        {
            edge = edge.AddDays(step);
        }

        return edge;
    }

    private bool IsInRun(DateOnly day) =>
        IsFree(day) || (_edges.SaturdayJoinsRun && day.DayOfWeek == DayOfWeek.Saturday && holidays.IsHoliday(day.AddDays(-1)));

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
