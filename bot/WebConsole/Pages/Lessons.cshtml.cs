using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What was taught, by whom, and whether it holds.</summary>
public sealed class LessonsModel(LessonReads lessons) : ConsolePage
{
    public const int PageSize = 50;

    /// <summary>Counted from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public int LastPage { get; private set; } = 1;

    public IReadOnlyList<LessonRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        LastPage = Math.Max(1, (await lessons.CountAsync(cancellationToken) + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, LastPage);
        Rows = await lessons.ReadAsync((PageNumber - 1) * PageSize, PageSize, cancellationToken);
    }
}
