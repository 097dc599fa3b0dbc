using System.Globalization;
using Zaitaku.Bot.Reports;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Meetings as a table, in columns that an import reads again as they are.</summary>
public static class CalendarSheet
{
    public static readonly WorkbookLook Look = new("会議・研修", [14, 6, 8, 8, 36, 20, 16, 16, 24, 28, 30, 24, 8, 12, 18, 40, 8], HasWords: true);

    public static IReadOnlyList<ReportTable> Of(IEnumerable<Meeting> meetings) =>
    [
        new ReportTable("meetings", "日付", ["日付", "曜日", "開始", "終了", "名称", "主催", "種類", "開催方法", "会場", "住所", "オンライン", "対象", "定員", "参加費", "申込締切", "内容", "状態"],
        [
            .. meetings.Select(meeting => new ReportRow(Day(meeting.StartsAt),
            [
                OfficeTime.LetterOf(OfficeTime.DayOf(meeting.StartsAt)).ToString(), Clock(meeting.StartsAt, meeting), meeting.EndsAt is { } end ? Clock(end, meeting) : "", meeting.Title, meeting.Organiser, MeetingTerms.Kinds.Name(meeting.Kind),
                MeetingTerms.Ways.Name(meeting.Way), meeting.Place, meeting.Address, meeting.OnlineUrl, meeting.AudienceWords, meeting.Capacity is { } seats ? seats : (ReportCell)"", meeting.Fee,
                meeting.AnswersUntil is { } until ? $"{Day(until)} {TokyoInput.Time(until)}" : "", meeting.Description, meeting.IsCancelled ? "中止" : "",
            ])),
        ]),
    ];

    public static string Title(CalendarFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return $"会議・研修 {filter.SpanName}";
    }

    public static string FileOf(CalendarFilter filter, DateTimeOffset now, string ending)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return $"会議・研修 {(filter.Month.Length > 0 || filter.Year is not null ? filter.SpanName : Day(now))}.{ending}";
    }

    private static string Day(DateTimeOffset instant) => OfficeTime.DayOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An end after midnight counts on (25:30).</summary>
    private static string Clock(DateTimeOffset instant, Meeting meeting) =>
        HoursText.Clock(OfficeTime.MinuteOf(instant) + ((OfficeTime.DayOf(instant).DayNumber - OfficeTime.DayOf(meeting.StartsAt).DayNumber) * 1_440));
}
