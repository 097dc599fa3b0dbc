using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The filtered list of meetings as an Excel workbook.</summary>
public sealed class MeetingsXlsxModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(string? kind, string? organiser, [FromQuery(Name = "for")] string? audience, string? year, string? month, CancellationToken cancellationToken)
    {
        CalendarFilter filter = CalendarFilter.Of(kind, organiser, audience, year, month);
        return File(ReportWorkbook.Write(CalendarSheet.Title(filter), CalendarSheet.Of(await filter.ReadAsync(db, clock.GetUtcNow(), cancellationToken)), CalendarSheet.Look), ReportWorkbook.ContentType, CalendarSheet.FileOf(filter, clock.GetUtcNow(), "xlsx"));
    }
}
