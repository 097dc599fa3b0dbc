using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The entries people are answered with, found as people ask or narrowed to what is to be done.</summary>
public sealed class KnowledgeModel(KnowledgeLibrary library, TimeProvider clock) : ConsolePage
{
    /// <summary>Letters of a search.</summary>
    public const int WordsMax = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public string Words { get; private set; } = "";

    /// <summary>An id of <see cref="KnowledgeList.Filters"/>.</summary>
    public string Filter { get; private set; } = "";

    public DateOnly Today { get; private set; }

    public IReadOnlyList<KnowledgeLine> Lines { get; private set; } = [];

    public void OnGet()
    {
        Words = Asked?.Trim() is { Length: <= WordsMax } words ? words : "";
        Filter = KnowledgeList.Filters.Any(filter => filter.Id == Show) ? Show! : "";
        Today = OfficeTime.DayOf(clock.GetUtcNow());
        Lines = KnowledgeList.Lines(library.Current, Filter, Words, Today);
    }
}
