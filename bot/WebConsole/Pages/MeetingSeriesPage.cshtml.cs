using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The series of a meeting: its further dates are shown and kept, or it is ended.</summary>
public sealed class MeetingSeriesPageModel(ZaitakuDb db, SeriesDesk series, CalendarDesk desk, TimeProvider clock) : ConsolePage
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["closed"] = "この系列を終えました。", ["opened"] = "終えたのを取り消しました。続きの日程を足せます。" };

    [BindProperty]
    public SeriesForm Form { get; set; } = new();

    /// <summary>Of the meeting whose page led here.</summary>
    public int Id { get; private set; }

    public WholeSeries Whole { get; private set; } = null!;

    /// <summary>What would be kept; null where nothing is to be looked at yet.</summary>
    public CalendarPlan? Plan { get; private set; }

    /// <summary>Why dates are called off, as typed.</summary>
    public string Reason { get; private set; } = "";

    public DateTimeOffset Now { get; private set; }

    public HolidayCalendar Holidays => desk.Holidays;

    public DateOnly From => Whole.FurtherFrom(Now);

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        Form = SeriesForm.Of(Whole.Like, Whole.Series);
        return Page();
    }

    public async Task<IActionResult> OnPostExtendAsync(int id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        if (Form.Seen != Whole.Series.Revision)
        {
            return Refused(CalendarLines.SomebodyElse);
        }

        (CalendarPlan? plan, string problem) = await series.PlanAsync(Whole, Form, Now, cancellationToken);
        if (plan is null || plan.Mark != Form.Mark)
        {
            (Plan, Form.Mark) = (plan, plan?.Mark ?? "");
            return Refused(problem);
        }

        try
        {
            int first = await series.ExtendAsync(Whole, Form, plan, Staff.Id, Now, cancellationToken);
            return LocalRedirect(FormattableString.Invariant($"/console/meetings/{first}?done=series"));
        }
        catch (DbUpdateException)
        {
            return await OvertakenAsync(id, cancellationToken);
        }
    }

    /// <param name="off">Dates to be called off.</param>
    public async Task<IActionResult> OnPostCloseAsync(int id, int[]? off, string? reason, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        Reason = FormText.Line(reason);
        return Reason.Length > Meeting.WordsLengthMax ? Refused($"中止のわけは{Meeting.WordsLengthMax}文字までにしてください。")
            : Reason.Length > 0 && off is not { Length: > 0 } ? Refused(SeriesWords.NothingChosen) // Who writes why means to call something off.
            : await DoAsync(id, "closed", () => series.CloseAsync(Whole, off ?? [], Reason, Staff.Id, Now, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostReopenAsync(int id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ? await DoAsync(id, "opened", () => series.ReopenAsync(Whole, Staff.Id, Now, cancellationToken), cancellationToken) : Missing();

    private async Task<IActionResult> DoAsync(int id, string done, Func<Task> act, CancellationToken cancellationToken)
    {
        if (Form.Seen != Whole.Series.Revision)
        {
            return Refused(CalendarLines.SomebodyElse);
        }

        try
        {
            await act();
            return LocalRedirect(FormattableString.Invariant($"/console/meetings/{id}/series?done={done}"));
        }
        catch (DbUpdateException)
        {
            return await OvertakenAsync(id, cancellationToken);
        }
    }

    private async Task<IActionResult> OvertakenAsync(int id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        return await FindAsync(id, cancellationToken) ? Refused(CalendarLines.SomebodyElse) : Missing();
    }

    private PageResult Refused(string problem)
    {
        ModelState.Clear(); // What is shown is the form as it is now.
        Problem = problem;
        Form = Form.Start is null ? SeriesForm.Of(Whole.Like, Whole.Series) : Form;
        Form.Seen = Whole.Series.Revision;
        return Page();
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        (Id, Now) = (id, clock.GetUtcNow());
        if (await series.FindAsync(id, cancellationToken) is not { } whole)
        {
            return false;
        }

        Whole = whole;
        return true;
    }
}
