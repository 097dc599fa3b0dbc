using System.Globalization;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>The year's meetings as the yearly report (事業報告書) asks for them: page, CSV and workbook show the same tables.</summary>
public static class MeetingReportTables
{
    public const string NoOrganisation = "所属の記録なし";

    private const string Unknown = "記録なし";

    /// <summary>Institutions of one table; the rest is summed.</summary>
    private const int OrganisationsMax = 100;

    public static IReadOnlyList<ReportTable> Of(AttendanceYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        List<ReportTable> tables = [Duty(year)];
        if (year.Meetings.Count > 0)
        {
            tables.AddRange([Meetings(year), ByProfession(year), ByOrganisation(year)]);
        }

        if (year.Issues.Count > 0)
        {
            tables.Add(Issues(year));
        }

        if (year.Others.Count > 0)
        {
            tables.Add(Others(year));
        }

        return tables;
    }

    /// <summary>At least four meetings of several professions, one of them with administrators: there, or how many are missing.</summary>
    private static ReportTable Duty(AttendanceYear year)
    {
        YearlyDuty duty = year.Duty;
        return new ReportTable("duty", "求められている会議", ["", "求められる回数", "開いた回数", "状況"],
        [
            new ReportRow("多職種連携会議", [$"{YearlyDuty.MeetingsMin}回以上", duty.Meetings, State(duty.Meetings, YearlyDuty.MeetingsMin)]),
            new ReportRow("うち行政・管理者が参加した会議", [$"{YearlyDuty.WithAdministratorsMin}回以上", duty.WithAdministrators, State(duty.WithAdministrators, YearlyDuty.WithAdministratorsMin)]),
        ]);
    }

    private static string State(int held, int wanted) => held >= wanted ? "済" : $"あと{wanted - held}回";

    private static ReportTable Meetings(AttendanceYear year) => new("meetings", "会議・研修の開催", ["", "種類", "主催", "参加者", "初めての方", "行政・管理者", "議題", "記録", "課題"],
    [
        .. year.Meetings.Select(meeting => new ReportRow(NameOf(meeting),
        [
            MeetingTerms.Kinds.Name(meeting.Kind), meeting.Organiser, CameTo(year, meeting), FirstOf(year.FirstTimersAt(meeting)), meeting.HasAdministrators ? "参加" : "",
            meeting.Agenda.Length > 0 ? "あり" : "なし", year.HasRecord(meeting) ? "あり" : "なし", year.Issues.Count(issue => issue.MeetingId == meeting.Id),
        ])),
    ]);

    private static ReportTable ByProfession(AttendanceYear year)
    {
        IReadOnlyList<AttendanceLine> lines = AttendanceRules.ByProfession(year.Meetings, year.Came);
        return new ReportTable("professions", "参加者（職種別）", ["", .. lines.Select(line => line.Name), "計"],
        [
            .. year.Meetings.Select((meeting, at) => new ReportRow(NameOf(meeting), [.. lines.Select(line => year.CameTo(meeting) is null ? (ReportCell)"" : line.ByMeeting[at]), CameTo(year, meeting)])),
            new ReportRow("延べ人数", [.. lines.Select(line => (ReportCell)line.Total), lines.Sum(line => line.Total)]),
        ]);
    }

    private static ReportTable ByOrganisation(AttendanceYear year)
    {
        IReadOnlyList<AttendanceLine> lines = AttendanceRules.ByOrganisation(year.Meetings, year.Came, NoOrganisation);
        AttendanceLine[] shown = [.. lines.Take(OrganisationsMax)], rest = [.. lines.Skip(OrganisationsMax)];
        return new ReportTable("organisations", "参加者（所属別）", ["", "参加した会議", "延べ人数"],
        [
            .. shown.Select(line => new ReportRow(line.Name, [line.ByMeeting.Count(count => count > 0), line.Total])),
            .. rest.Length > 0 ? [new ReportRow($"ほか{rest.Length}か所", ["", rest.Sum(line => line.Total)])] : Array.Empty<ReportRow>(),
        ]);
    }

    private static ReportTable Issues(AttendanceYear year)
    {
        Dictionary<int, Meeting> byId = year.All.ToDictionary(meeting => meeting.Id);
        return new ReportTable("issues", "課題と対応策", ["", "会議", "対応策", "担当", "期限", "状況"],
        [
            .. year.Issues.Where(issue => byId.ContainsKey(issue.MeetingId)).Select(issue => new ReportRow(issue.Problem,
            [
                NameOf(byId[issue.MeetingId]), issue.Measure.Length > 0 ? issue.Measure : "未定", issue.OwnerName.Length > 0 ? issue.OwnerName : "未定",
                issue.DueOn is { } due ? DayOf(due) : "未定", issue.DoneAt is { } done ? $"済（{DayOf(OfficeTime.DayOf(done))}）{(issue.Outcome.Length > 0 ? $" {issue.Outcome}" : "")}" : "対応中",
            ])),
        ]);
    }

    /// <summary>In the calendar, and of others: nothing that the hub held.</summary>
    private static ReportTable Others(AttendanceYear year) => new("others", "ほかの主催者の会議・研修（実績には数えません）", ["", "種類", "主催"],
        [.. year.Others.Select(meeting => new ReportRow(NameOf(meeting), [MeetingTerms.Kinds.Name(meeting.Kind), meeting.Organiser]))]);

    private static ReportCell CameTo(AttendanceYear year, Meeting meeting) => year.CameTo(meeting) is { } count ? count : Unknown;

    /// <summary>How many of those known by name; nothing where all were only counted.</summary>
    private static string FirstOf((int First, int Known) count) =>
        count.Known == 0 ? Unknown : string.Create(CultureInfo.InvariantCulture, $"{count.First}人（{count.Known}人中 {100.0 * count.First / count.Known:0}%）");

    private static string NameOf(Meeting meeting) => $"{DayOf(OfficeTime.DayOf(meeting.StartsAt))} {meeting.Title}";

    private static string DayOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}");
}
