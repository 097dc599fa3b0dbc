using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>How the house is: what is in the directory, what waits, what went wrong.</summary>
public sealed class IndexModel(ConsoleFigures figures, TimeProvider clock) : PageModel
{
    public Figures Figures { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Figures = await figures.ReadAsync(clock.GetUtcNow(), cancellationToken);
}
