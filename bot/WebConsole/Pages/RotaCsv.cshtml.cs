using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Reports;
using Zaitaku.Bot.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A month of duties as CSV.</summary>
public sealed class RotaCsvModel(RotaMonths months) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(int id, string? month, CancellationToken cancellationToken) =>
        await months.ReadAsync(id, month, cancellationToken) is { } page
            ? File(ReportCsv.Write(DutySheet.Title(page.View.Rota, page.Month), DutySheet.Of(page.Month, page.Holidays)), "text/csv; charset=utf-8", page.FileOf("csv"))
            : Missing();
}
