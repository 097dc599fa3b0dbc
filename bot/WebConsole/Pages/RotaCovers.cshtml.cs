using Zaitaku.Bot.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Requests for cover: what is open, what is over, and a new one for somebody who is away.</summary>
public sealed class RotaCoversModel(CoverBoard board) : ConsolePage
{
    public IReadOnlyList<CoverFacts> Running { get; private set; } = [];

    public IReadOnlyList<CoverFacts> Past { get; private set; } = [];

    public IReadOnlyList<DutyHolder> Holders { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (Running, Past) = await board.ListAsync(cancellationToken);
        Holders = await board.HoldersAsync(cancellationToken);
    }
}
