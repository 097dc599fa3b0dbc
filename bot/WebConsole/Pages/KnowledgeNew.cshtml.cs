using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A new entry, from nothing or from a question that had no answer.</summary>
public sealed class KnowledgeNewModel(KnowledgeDesk desk, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public KnowledgeForm Form { get; set; } = new();

    /// <param name="words">The question as somebody asked it.</param>
    public void OnGet(string? words) => Form = KnowledgeForm.New(words, OfficeTime.DayOf(clock.GetUtcNow()));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Problem = desk.Problem(Form, "", OfficeTime.DayOf(now));
        return Problem.Length > 0 ? Page() : LocalRedirect($"/console/knowledge/{await desk.AddAsync(Form, Staff.Id, now, cancellationToken)}?done=added");
    }
}
