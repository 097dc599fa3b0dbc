using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Rota;

/// <summary>A duty, or a part of one, that somebody holds by the published rota.</summary>
/// <param name="Layer">Of the row that settles it.</param>
/// <param name="Day">In Tokyo, to which the whole duty belongs.</param>
/// <param name="Weight">1 for a whole duty; less where others have the rest of its hours.</param>
public sealed record PastDuty(int Seat, int Holder, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DutyLayer Layer, DateOnly Day, DutyCount Kind, double Weight);

/// <summary>Calls somebody said they had on a duty.</summary>
public sealed record PastCalls(int Holder, DateOnly Day, int Calls);

/// <summary>Which duties a published rota was made of, and what each counts as. No clock, no database.</summary>
public static class PastDutyRules
{
    /// <summary>The duties that begin in a span, in order of start. One in which somebody took over some hours is shared by the hours.</summary>
    /// <param name="view">With all shifts from <see cref="RotaRules.ShiftLengthMax"/> before the span to as much after it.</param>
    public static IReadOnlyList<PastDuty> Of(RotaView view, DutyCalendar calendar, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(calendar);
        ILookup<int, DutyShift> tables = view.Shifts.Where(shift => shift.Layer <= DutyLayer.TemporaryPlan).OrderBy(shift => shift.Layer).ThenByDescending(shift => shift.KnownFrom).ToLookup(shift => shift.SeatId);
        List<PastDuty> found = [];
        foreach ((DutySeat seat, IReadOnlyList<DutySpan> spans) in view.Timelines(from - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax))
        {
            foreach (DutySpan span in spans.Where(span => span.Shift is not null))
            {
                DutyShift whole = tables[seat.Id].FirstOrDefault(row => row.StartsAt <= span.StartsAt && span.EndsAt <= row.EndsAt) ?? span.Said!;
                if (from <= whole.StartsAt && whole.StartsAt < until)
                {
                    DateOnly day = DayOf(whole.StartsAt, whole.EndsAt);
                    int start = (int)(whole.StartsAt - OfficeTime.At(day, 0)).TotalMinutes, end = (int)(whole.EndsAt - OfficeTime.At(day, 0)).TotalMinutes;
                    found.Add(new PastDuty(seat.Id, span.Shift!.HolderId!.Value, span.StartsAt, span.EndsAt, span.Said!.Layer, day, UnitRules.CountOf(calendar, day, start, end), (span.EndsAt - span.StartsAt) / (whole.EndsAt - whole.StartsAt)));
                }
            }
        }

        return [.. found.OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.Seat)];
    }

    /// <summary>The day a duty belongs to where no pattern says so: of a longer one than a day that which it fills most, else that of its start. Noon of a Saturday to the end of Sunday is the Sunday's, a night is the evening's.</summary>
    public static DateOnly DayOf(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        DateOnly first = OfficeTime.DayOf(startsAt);
        if (endsAt - startsAt <= TimeSpan.FromDays(1))
        {
            return first;
        }

        DateTimeOffset second = OfficeTime.At(first.AddDays(1), 0), third = OfficeTime.At(first.AddDays(2), 0);
        return (endsAt < third ? endsAt : third) - second > second - startsAt ? first.AddDays(1) : first;
    }
}
