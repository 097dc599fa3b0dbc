using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>A duty of a month, as one line.</summary>
public sealed record MonthDuty(DutySeat Seat, DutySpan Span)
{
    /// <summary>The row that settles it; one without a holder says that nobody is on.</summary>
    public DutyShift Shift => Span.Said!;
}

/// <param name="Duties">Those that begin on the day, in order; empty where the table says nothing.</param>
/// <param name="Going">Those that began earlier and are on at its noon.</param>
public sealed record MonthDay(DateOnly Day, IReadOnlyList<MonthDuty> Duties, IReadOnlyList<MonthDuty> Going);

/// <summary>One month of a rota, day by day: page, print, CSV and workbook show the same.</summary>
public sealed record RotaMonth(DateOnly First, IReadOnlyList<MonthDay> Days)
{
    public DateOnly Before => First.AddMonths(-1);

    public DateOnly After => First.AddMonths(1);

    public string Name => $"{First.Year}年{First.Month}月";

    /// <param name="from">Midnight of the first day in Tokyo.</param>
    public static RotaMonth Of(RotaView view, DateOnly first, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(view);
        // The last evening runs into the next month: spans are cut at the far end of the longest shift, not at midnight.
        MonthDuty[] all = [.. view.Timelines(from - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax)
            .SelectMany(one => one.Spans.Where(span => span.Said is not null).Select(span => new MonthDuty(one.Seat, span)))];
        ILookup<DateOnly, MonthDuty> byDay = all.ToLookup(duty => OfficeTime.DayOf(duty.Span.StartsAt));
        return new RotaMonth(first, [.. Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays)
            .Select(day => new MonthDay(
                day, [.. byDay[day].OrderBy(duty => duty.Span.StartsAt).ThenBy(duty => duty.Seat.Position)],
                [.. all.Where(duty => duty.Span.StartsAt < OfficeTime.At(day, 0) && OfficeTime.At(day, 12 * 60) < duty.Span.EndsAt)]))]);
    }
}
