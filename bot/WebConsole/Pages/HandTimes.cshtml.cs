using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The times of every case, a line each: no words of any.</summary>
public sealed class HandTimesModel(ZaitakuDb db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => File(HandTimesText.Csv(await HandReads.TimesAsync(db, cancellationToken)), "text/csv; charset=utf-8", "teage.csv");
}
