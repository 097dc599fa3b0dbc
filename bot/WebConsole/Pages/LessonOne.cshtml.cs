using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One lesson: what it changes, and the button that undoes it.</summary>
public sealed class LessonOneModel(LessonReads lessons, LessonDesk desk, LessonCheck check, KnowledgeLibrary library, TimeProvider clock) : ConsolePage
{
    public LessonRow Row { get; private set; } = null!;

    public AnswerChanges Changes { get; private set; } = new([], 0, 0);

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        if (await lessons.FindAsync(id, cancellationToken) is not { } row)
        {
            return Missing();
        }

        Row = row;
        Done = done switch { "taught" when row.Lesson.UndoneAt is null => LessonWords.Kept, "undone" => LessonReplies.Undone, "already" => LessonReplies.UndoneAlready, _ => "" };
        if (row.Lesson.UndoneAt is null)
        {
            Changes = await check.ChangesAsync(row.Lesson, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(int id, CancellationToken cancellationToken) => await desk.UndoAsync(id, Staff.Id, clock.GetUtcNow(), cancellationToken) is { } said
        ? LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/unanswered/lessons/{id}?done={(said == LessonReplies.Undone ? "undone" : "already")}")) : Missing();

    /// <summary>How words are answered, in a line.</summary>
    public string Of(AnswerSeen seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return LessonWords.Of(seen, seen.Entry is { } entry ? library.Current.Find(entry)?.Question : null);
    }
}
