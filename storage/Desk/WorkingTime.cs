using System.Collections.Concurrent;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Desk;

/// <summary>A stretch in which the desk works; the end is not included.</summary>
public readonly record struct WorkingSpan(DateTimeOffset Opens, DateTimeOffset Closes);

/// <summary>Days at the turn of the year on which nobody works, as months and days: from 12-29 through 01-03.</summary>
public readonly record struct YearEndClosure(int FromMonth, int FromDay, int ToMonth, int ToDay)
{
    private int From => (FromMonth * 100) + FromDay;

    private int To => (ToMonth * 100) + ToDay;

    public bool Contains(DateOnly day)
    {
        int at = (day.Month * 100) + day.Day;
        return From <= To ? at >= From && at <= To : at >= From || at <= To;
    }

    /// <summary>Reads <c>12-29/01-03</c>.</summary>
    public static bool TryParse(string text, out YearEndClosure closure)
    {
        closure = default;
        string[] ends = (text ?? "").Split('/', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryParseDay(ends[0], out DateOnly from) || !TryParseDay(ends[1], out DateOnly to))
        {
            return false;
        }

        closure = new YearEndClosure(from.Month, from.Day, to.Month, to.Day);
        return true;
    }

    /// <summary>A leap year, so that 02-29 reads too.</summary>
    private static bool TryParseDay(string text, out DateOnly day) => DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", out day);
}

/// <summary>The hub's hours as time that counts: several spans a day, holidays, the turn of the year. No clock, no database.</summary>
/// <param name="isClosedOnHolidays">False: a holiday is a day like any other.</param>
public sealed class WorkingTime(WeeklyHours hours, HolidayCalendar holidays, bool isClosedOnHolidays, YearEndClosure? yearEnd)
{
    /// <summary>How far ahead working time is looked for. A desk that does not open within it has wrong hours.</summary>
    public const int DaysMax = 400;

    /// <summary>Days looked at before: a year's report asks for the same ones thousands of times.</summary>
    private readonly ConcurrentDictionary<DateOnly, WorkingSpan[]> _days = new();

    /// <summary>The spans that begin on a day, in order. Hours past midnight belong to the day they began.</summary>
    public IReadOnlyList<WorkingSpan> On(DateOnly day) => SpansOn(day);

    private WorkingSpan[] SpansOn(DateOnly day) => _days.GetOrAdd(day, SpansOf);

    private WorkingSpan[] SpansOf(DateOnly day) => yearEnd?.Contains(day) == true ? []
        : [.. OpeningRules.On(hours, day, isClosedOnHolidays && holidays.IsHoliday(day)).Spans
            .Select(span => new WorkingSpan(OfficeTime.At(day, span.Opens), OfficeTime.At(day, span.Closes)))];

    public bool IsOpen(DateTimeOffset instant) => NextSpan(instant) is { } span && span.Opens <= instant;

    /// <summary>The instant itself while the desk works, else when it opens next; null when it does not open within <see cref="DaysMax"/> days.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset instant) => NextSpan(instant)?.Opens;

    /// <summary>Working time from one instant to another; negative when the other is earlier.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
        {
            return -Between(to, from);
        }

        TimeSpan worked = TimeSpan.Zero;
        DateTimeOffset reached = from;
        DateOnly last = OfficeTime.DayOf(to);
        for (DateOnly day = OfficeTime.DayOf(from).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            foreach (WorkingSpan span in SpansOn(day))
            {
                DateTimeOffset opens = span.Opens > reached ? span.Opens : reached, closes = span.Closes < to ? span.Closes : to;
                worked += closes > opens ? closes - opens : TimeSpan.Zero;
                reached = closes > reached ? closes : reached; // Hours past midnight may overlap those of the next day.
            }
        }

        return worked;
    }

    /// <summary>Whole working minutes from one instant to another.</summary>
    public int MinutesBetween(DateTimeOffset from, DateTimeOffset to) => (int)Math.Clamp(Between(from, to).TotalMinutes, int.MinValue, int.MaxValue);

    /// <summary>The instant at which so much working time has passed. Outside hours it counts from the next opening.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan working)
    {
        TimeSpan left = working < TimeSpan.Zero ? TimeSpan.Zero : working;
        DateTimeOffset reached = from;
        foreach (WorkingSpan span in SpansAfter(from, DaysMax))
        {
            if (span.Opens + left <= span.Closes)
            {
                return span.Opens + left;
            }

            left -= span.Closes - span.Opens;
            reached = span.Closes;
        }

        return reached;
    }

    /// <summary>The close of the n-th working day after the day of <paramref name="from"/>, which itself does not count (民法140条): 「2営業日以内」. With 0 the close of this or the next working day.</summary>
    public DateTimeOffset EndOfDay(DateTimeOffset from, int days)
    {
        DateOnly today = OfficeTime.DayOf(from);
        int counted = 0;
        for (int ahead = days == 0 ? 0 : 1; ahead <= DaysMax; ahead++)
        {
            IReadOnlyList<WorkingSpan> spans = On(today.AddDays(ahead));
            counted += spans.Count > 0 ? 1 : 0;
            if (spans.Count > 0 && counted >= days && spans[^1].Closes > from)
            {
                return spans[^1].Closes;
            }
        }

        return from.AddDays(DaysMax);
    }

    private WorkingSpan? NextSpan(DateTimeOffset instant)
    {
        foreach (WorkingSpan span in SpansAfter(instant, DaysMax))
        {
            return span;
        }

        return null;
    }

    /// <summary>What is left of working time from an instant on, in order and without overlap.</summary>
    private IEnumerable<WorkingSpan> SpansAfter(DateTimeOffset from, int days)
    {
        DateTimeOffset reached = from;
        DateOnly yesterday = OfficeTime.DayOf(from).AddDays(-1);
        for (int ahead = 0; ahead <= days; ahead++)
        {
            foreach (WorkingSpan span in SpansOn(yesterday.AddDays(ahead)))
            {
                if (span.Closes > reached)
                {
                    yield return span with { Opens = span.Opens > reached ? span.Opens : reached };
                    reached = span.Closes;
                }
            }
        }
    }
}
