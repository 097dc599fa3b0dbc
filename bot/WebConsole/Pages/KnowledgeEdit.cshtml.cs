using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One entry in other words: the next version of it.</summary>
public sealed class KnowledgeEditModel(KnowledgeDesk desk, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public KnowledgeForm Form { get; set; } = new();

    public KnowledgeSheet Sheet { get; private set; } = null!;

    /// <summary>What a colleague kept meanwhile, where it is another than what is typed.</summary>
    public IReadOnlyList<(string Name, string Now)> Theirs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(key, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        Sheet = sheet;
        Form = KnowledgeForm.Of(sheet.Entry, sheet.Number);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(key, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        Sheet = sheet;
        if (Form.Seen != sheet.Number)
        {
            return Overtaken();
        }

        DateTimeOffset now = clock.GetUtcNow();
        Problem = desk.Problem(Form, sheet.Entry.Id, OfficeTime.DayOf(now));
        if (Problem.Length > 0)
        {
            return Page();
        }

        if (await desk.ChangeAsync(sheet, Form, Staff.Id, now, cancellationToken))
        {
            return LocalRedirect($"/console/knowledge/{sheet.Entry.Id}?done=changed");
        }

        Sheet = await desk.FindAsync(key, cancellationToken) ?? sheet;
        return Overtaken();
    }

    /// <summary>Nothing is kept; what was typed stays, and what stands now is shown beside it.</summary>
    private PageResult Overtaken()
    {
        Theirs = KnowledgeFormRules.Theirs(Form, KnowledgeForm.Of(Sheet.Entry, Sheet.Number));
        Problem = KnowledgeWords.Overtaken;
        ModelState.Clear(); // What is shown is the form as it is now.
        Form.Seen = Sheet.Number;
        return Page();
    }
}
