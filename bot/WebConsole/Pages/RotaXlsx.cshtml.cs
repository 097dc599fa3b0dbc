using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Reports;
using Zaitaku.Bot.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A month of duties as an Excel workbook.</summary>
public sealed class RotaXlsxModel(RotaMonths months) : ConsolePage
{
    private static readonly WorkbookLook Look = new("当番表", [14, 6, 20, 14, 30, 24, 30], HasWords: true);

    public async Task<IActionResult> OnGetAsync(int id, string? month, CancellationToken cancellationToken) =>
        await months.ReadAsync(id, month, cancellationToken) is { } page
            ? File(ReportWorkbook.Write(DutySheet.Title(page.View.Rota, page.Month), DutySheet.Of(page.Month, page.Holidays), Look), ReportWorkbook.ContentType, page.FileOf("xlsx"))
            : Missing();
}
