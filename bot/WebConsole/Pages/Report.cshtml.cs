using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The yearly report: months, residents, where from, what about, how long until an answer.</summary>
public sealed class ReportModel(YearlyReports reports) : PageModel
{
    /// <summary>2025 for April 2025 through March 2026; absent for the current one.</summary>
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Wanted { get; set; }

    public IReadOnlyList<FiscalYear> Years { get; private set; } = [];

    public ConsultationReport Report { get; private set; } = null!;

    public IReadOnlyList<ReportTable> Tables { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Years = await reports.YearsAsync(cancellationToken);
        Report = await reports.ReadAsync(YearOf(Wanted, reports.ThisYear), cancellationToken);
        Tables = ReportTables.Of(Report);
    }

    /// <summary>An odd number in the address means the current year.</summary>
    internal static FiscalYear YearOf(int? wanted, FiscalYear current) => wanted is >= 2000 and <= 2100 ? new FiscalYear(wanted.Value) : current;

    internal static string TitleOf(ConsultationReport report) => $"{report.Year.Name} 相談窓口の実績";

    internal static string FileOf(ConsultationReport report, string ending) => string.Create(CultureInfo.InvariantCulture, $"soudan-{report.Year.Year}.{ending}");
}
