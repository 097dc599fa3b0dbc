using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The yearly report as an Excel workbook.</summary>
public sealed class ReportXlsxModel(YearlyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellationToken)
    {
        ConsultationReport report = await reports.ReadAsync(ReportModel.YearOf(year, reports.ThisYear), cancellationToken);
        return File(ReportWorkbook.Write(ReportModel.TitleOf(report), ReportTables.Of(report)), ReportWorkbook.ContentType, ReportModel.FileOf(report, "xlsx"));
    }
}
