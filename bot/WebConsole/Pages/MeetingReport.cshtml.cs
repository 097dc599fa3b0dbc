using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The year's meetings: what the yearly report asks for, who came, who has not been seen.</summary>
public sealed class MeetingReportModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    /// <summary>Offered, newest first.</summary>
    private const int YearsMax = 40;

    /// <summary>Rows of those not seen.</summary>
    public const int NotSeenMax = 200;

    /// <summary>In a row.</summary>
    public const int MissedMax = 60;

    public static readonly WorkbookLook Look = new("会議・研修", [44, 12], HasWords: true);

    /// <summary>2025 for April 2025 through March 2026; absent for the current one.</summary>
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Wanted { get; set; }

    /// <summary>Meetings missed in a row.</summary>
    [BindProperty(SupportsGet = true, Name = "missed")]
    public int Missed { get; set; } = AttendanceRules.MissedMin;

    public IReadOnlyList<FiscalYear> Years { get; private set; } = [];

    public AttendanceYear Year { get; private set; } = null!;

    /// <summary>Of the hub's own, of which nobody wrote down who came.</summary>
    public int Unrecorded => Year.Meetings.Count(meeting => Year.CameTo(meeting) is null);

    public (int First, int Known) Firsts { get; private set; }

    public IReadOnlyList<ReportTable> Tables { get; private set; } = [];

    public IReadOnlyList<NotSeen> NotSeen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        FiscalYear current = FiscalYear.Of(OfficeTime.DayOf(now));
        int first = (await AttendanceReads.FirstYearAsync(db, cancellationToken))?.Year ?? current.Year;
        Years = [.. Enumerable.Range(Math.Min(first, current.Year), Math.Max(1, current.Year - first + 1)).OrderDescending().Take(YearsMax).Select(year => new FiscalYear(year))];
        Year = await AttendanceReads.YearAsync(db, ReportModel.YearOf(Wanted, current), now, cancellationToken);
        (int First, int Known)[] firsts = [.. Year.Meetings.Select(Year.FirstTimersAt)];
        Firsts = (firsts.Sum(one => one.First), firsts.Sum(one => one.Known));
        Tables = MeetingReportTables.Of(Year);
        Missed = Math.Clamp(Missed, 1, MissedMax);
        NotSeen = [.. (await AttendanceReads.NotSeenAsync(db, Missed, now, cancellationToken)).Take(NotSeenMax)];
    }

    internal static string TitleOf(AttendanceYear year) => $"{year.Year.Name} 会議・研修の実績";

    internal static string FileOf(AttendanceYear year, string ending) => string.Create(CultureInfo.InvariantCulture, $"kaigi-{year.Year.Year}.{ending}");
}

/// <summary>The year's meetings for Excel and everything else that reads CSV.</summary>
public sealed class MeetingReportCsvModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        AttendanceYear read = await AttendanceReads.YearAsync(db, ReportModel.YearOf(year, FiscalYear.Of(OfficeTime.DayOf(now))), now, cancellationToken);
        return File(ReportCsv.Write(MeetingReportModel.TitleOf(read), MeetingReportTables.Of(read)), "text/csv; charset=utf-8", MeetingReportModel.FileOf(read, "csv"));
    }
}

/// <summary>The year's meetings as an Excel workbook.</summary>
public sealed class MeetingReportXlsxModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        AttendanceYear read = await AttendanceReads.YearAsync(db, ReportModel.YearOf(year, FiscalYear.Of(OfficeTime.DayOf(now))), now, cancellationToken);
        return File(ReportWorkbook.Write(MeetingReportModel.TitleOf(read), MeetingReportTables.Of(read), MeetingReportModel.Look), ReportWorkbook.ContentType, MeetingReportModel.FileOf(read, "xlsx"));
    }
}
