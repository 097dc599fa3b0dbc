using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What weekly hours say of one calendar day.</summary>
public enum DayOpening
{
    /// <summary>A holiday the hours do not name.</summary>
    Unknown,
    Closed,

    /// <summary>Open, hours not stated.</summary>
    OpenSomeTime,
    Open,
}

/// <summary>Hours of one day.</summary>
/// <param name="Spans">The open spans in order; minutes after that day's midnight, the end possibly after the next.</param>
public sealed record DayHours(DayOpening Opening, IReadOnlyList<HoursSpan> Spans);

/// <summary>Open or not at an instant.</summary>
/// <param name="Until">When open: the instant it closes; null when it never does (24 hours, all days in sight).</param>
/// <param name="Next">When closed: the next instant it opens, within <see cref="OpeningRules.DaysAheadMax"/> days; null when not known.</param>
/// <param name="NextDay">When closed: the next day it opens, also when the hour is not stated.</param>
public sealed record OpeningState(DayOpening Now, DateTimeOffset? Until = null, DateTimeOffset? Next = null, DateOnly? NextDay = null);

/// <summary>Reads weekly hours against the calendar. Whether a day is a holiday is the caller's to say.</summary>
public static class OpeningRules
{
    /// <summary>How far ahead the next opening is looked for: past a New Year's closure.</summary>
    public const int DaysAheadMax = 14;

    private const int DayMinutes = 24 * 60;

    /// <summary>The hours of one day. On a holiday only what is said of 祝 counts; lines for weeks of the month win over lines for every week.</summary>
    public static DayHours On(WeeklyHours hours, DateOnly day, bool isHoliday)
    {
        DayMask mask = isHoliday ? DayMask.Holiday : MaskOf(day.DayOfWeek);
        int week = 1 << ((day.Day - 1) / 7);
        HoursSpan[] named = [.. hours.Spans.Where(span => (span.Days & mask) != 0)];
        if (isHoliday && named.Length == 0)
        {
            return new DayHours(DayOpening.Unknown, []);
        }

        HoursSpan[] special = [.. named.Where(span => (span.Weeks & week) != 0)];
        HoursSpan[] valid = special.Length > 0 ? special : [.. named.Where(span => span.Weeks == 0)];
        HoursSpan[] open = [.. valid.Where(span => span.Kind == HoursKind.Open).OrderBy(span => span.Opens)];
        return open.Length > 0 ? new DayHours(DayOpening.Open, open)
            : valid.Any(span => span.Kind == HoursKind.OpenSomeTime) ? new DayHours(DayOpening.OpenSomeTime, [])
            : new DayHours(DayOpening.Closed, []);
    }

    /// <summary>Open at <paramref name="now"/>? Yesterday's hours past midnight count.</summary>
    public static OpeningState At(WeeklyHours hours, DateTimeOffset now, Func<DateOnly, bool> isHoliday)
    {
        DateOnly today = OfficeTime.DayOf(now);
        int minute = OfficeTime.MinuteOf(now);
        DayHours hoursToday = On(hours, today, isHoliday(today));
        if (ClosesAt(hours, today, minute, hoursToday, isHoliday) is { } closes)
        {
            return new OpeningState(DayOpening.Open, closes >= DaysAheadMax * DayMinutes ? null : OfficeTime.At(today, closes));
        }

        if (hoursToday.Opening is DayOpening.Unknown or DayOpening.OpenSomeTime)
        {
            return new OpeningState(hoursToday.Opening);
        }

        return NextOpening(hours, today, minute, isHoliday);
    }

    public static DayMask MaskOf(DayOfWeek day) => day == DayOfWeek.Sunday ? DayMask.Sunday : (DayMask)(1 << ((int)day - 1));

    /// <summary>Minutes after today's midnight until which it stays open without a gap; null when not open at <paramref name="minute"/>.</summary>
    private static int? ClosesAt(WeeklyHours hours, DateOnly today, int minute, DayHours hoursToday, Func<DateOnly, bool> isHoliday)
    {
        DateOnly yesterday = today.AddDays(-1);
        int? closes = null;
        foreach (HoursSpan span in On(hours, yesterday, isHoliday(yesterday)).Spans)
        {
            closes = minute < span.Closes - DayMinutes ? Math.Max(closes ?? 0, span.Closes - DayMinutes) : closes;
        }

        foreach (HoursSpan span in hoursToday.Spans)
        {
            closes = span.Opens <= (closes ?? minute) && minute < span.Closes ? Math.Max(closes ?? 0, span.Closes) : closes;
        }

        // A span that ends at or past midnight may run on into the following days.
        for (int ahead = 1; closes >= ahead * DayMinutes && ahead <= DaysAheadMax; ahead++)
        {
            DateOnly day = today.AddDays(ahead);
            foreach (HoursSpan span in On(hours, day, isHoliday(day)).Spans.Where(span => span.Opens + ahead * DayMinutes <= closes))
            {
                closes = Math.Max(closes.Value, span.Closes + ahead * DayMinutes);
            }
        }

        return closes;
    }

    private static OpeningState NextOpening(WeeklyHours hours, DateOnly today, int minute, Func<DateOnly, bool> isHoliday)
    {
        for (int ahead = 0; ahead <= DaysAheadMax; ahead++)
        {
            DateOnly day = today.AddDays(ahead);
            DayHours then = On(hours, day, isHoliday(day));
            if (then.Spans.FirstOrDefault(span => ahead > 0 || span.Opens > minute) is { } next)
            {
                return new OpeningState(DayOpening.Closed, Next: OfficeTime.At(day, next.Opens), NextDay: day);
            }

            if (then.Opening == DayOpening.OpenSomeTime)
            {
                return new OpeningState(DayOpening.Closed, NextDay: day);
            }
        }

        return new OpeningState(DayOpening.Closed);
    }
}
