using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Corrections;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Places, looked up by name or by what they do and where.</summary>
public sealed class DirectoryModel(PlaceFinder finder, PlaceSheets sheets, TimeProvider clock) : ConsolePage
{
    private const int WordsMax = 60;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>Places that are shown to nobody else any more, instead of a search.</summary>
    [BindProperty(SupportsGet = true, Name = "closed")]
    public bool IsClosedList { get; set; }

    public IReadOnlyList<Place> Closed { get; private set; } = [];

    public PlaceFindings Found { get; private set; } = new([], 0, "", null);

    public bool IsAsked => Name!.Length > 0 || !string.IsNullOrEmpty(Service);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (Name, Area) = (Cut(Name), Cut(Area));
        ServiceKind? service = ServiceKinds.All.Where(kind => kind.Id() == Service).Select(kind => (ServiceKind?)kind).FirstOrDefault();
        Service = service?.Id();
        if (IsClosedList)
        {
            Closed = await sheets.ClosedAsync(Name, cancellationToken);
            return;
        }

        Found = await finder.FindAsync(Name, service, Area, clock.GetUtcNow(), cancellationToken);
    }

    private static string Cut(string? text) => text?.Trim() is { Length: <= WordsMax } kept ? kept : "";
}
