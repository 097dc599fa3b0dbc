using System.Globalization;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>A month of duties as a table, in columns that an import reads again as they are.</summary>
public static class DutySheet
{
    /// <summary>Days without a duty are left out. A holder's own number is not among them: a file is edited and sent on, and a number left beside another name is dialled.</summary>
    public static IReadOnlyList<ReportTable> Of(RotaMonth month, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(month);
        ArgumentNullException.ThrowIfNull(holidays);
        return
        [
            new ReportTable("duties", "日付", ["日付", "曜日", "時間", "枠", "当番", "電話", "備考"],
            [
                .. month.Days.SelectMany(day => day.Duties.Where(duty => duty.Shift.HolderId is not null).Select(duty => new ReportRow(
                    day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    [OfficeTime.LetterOf(day.Day).ToString(), Hours(duty.Span), duty.Seat.Group, duty.Shift.Holder?.Name ?? "", duty.Shift.Holder is { IsPhonePublic: true } ? DutyWords.Phone(duty.Shift) : duty.Shift.Phone, duty.Shift.Note]))),
            ]),
        ];
    }

    public static string Title(DutyRota rota, RotaMonth month)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(month);
        return $"{rota.Name} {month.Name}";
    }

    /// <summary>17:30～翌8:30; an end later than the next day counts on past midnight (12:00～60:00), which is read again without a doubt.</summary>
    private static string Hours(DutySpan span)
    {
        int start = OfficeTime.MinuteOf(span.StartsAt), end = start + (int)(span.EndsAt - span.StartsAt).TotalMinutes;
        return string.Create(CultureInfo.InvariantCulture, $"{HoursText.Clock(start)}～{(end <= 2880 ? HoursText.Clock(end) : $"{end / 60}:{end % 60:00}")}");
    }
}
