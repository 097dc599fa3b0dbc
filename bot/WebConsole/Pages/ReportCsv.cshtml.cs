using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The yearly report for Excel and everything else that reads CSV.</summary>
public sealed class ReportCsvModel(YearlyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellationToken)
    {
        ConsultationReport report = await reports.ReadAsync(ReportModel.YearOf(year, reports.ThisYear), cancellationToken);
        return File(ReportCsv.Write(ReportModel.TitleOf(report), ReportTables.Of(report)), "text/csv; charset=utf-8", ReportModel.FileOf(report, "csv"));
    }
}
