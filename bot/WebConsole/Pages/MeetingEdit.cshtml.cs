using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One meeting, or it and all later ones of its series, changed: also moved and held elsewhere.</summary>
public sealed class MeetingEditModel(ZaitakuDb db, CalendarDesk desk, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public MeetingForm Form { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public CalendarPlan? Plan { get; private set; }

    public IReadOnlyList<FreeEvening> Evenings { get; private set; } = [];

    /// <summary>What a colleague kept meanwhile, where it is another than what is typed.</summary>
    public IReadOnlyList<(string Name, string Now)> Theirs { get; private set; } = [];

    public HolidayCalendar Holidays => desk.Holidays;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        Form = MeetingForm.Of(Meeting);
        return await ShownAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostPickAsync(int id, string? pick, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        Form.Day = MeetingDates.TryDay(pick, out _) ? pick : Form.Day;
        Form.Mark = "";
        return await ShownAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Missing();
        }

        if (Form.Seen != Meeting.Revision)
        {
            return await OvertakenAsync(cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        (Form.Repeat, Form.MoreDates) = ("", ""); // One date is changed here.
        (CalendarPlan? plan, string problem) = await desk.PlanAsync(Form, id, now, cancellationToken);
        if (plan is null || (plan.Mark.Length > 0 && plan.Mark != Form.Mark && IsMoved(plan)))
        {
            (Plan, Problem, Form.Mark) = (plan, problem, plan?.Mark ?? "");
            return await ShownAsync(cancellationToken);
        }

        try
        {
            await desk.ChangeAsync(Meeting, Form, plan.Dates.Held[0], Staff.Id, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return LocalRedirect(FormattableString.Invariant($"/console/meetings/{id}?done={(Form.IsForLater ? "later" : "changed")}"));
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await FindAsync(id, cancellationToken) ? await OvertakenAsync(cancellationToken) : Missing();
        }
    }

    /// <summary>Clashes are said again only where the edit has to do with them.</summary>
    private bool IsMoved(CalendarPlan plan)
    {
        Meeting wanted = CalendarPlan.Probe(Form, plan.Dates.Held[0], null);
        return (wanted.StartsAt, wanted.EndsAt, wanted.AudienceRoles, wanted.AudienceProfessions, wanted.AudienceAreas) != (Meeting.StartsAt, Meeting.EndsAt, Meeting.AudienceRoles, Meeting.AudienceProfessions, Meeting.AudienceAreas);
    }

    /// <summary>Nothing is kept; what was typed stays, and what stands now is shown beside it.</summary>
    private async Task<IActionResult> OvertakenAsync(CancellationToken cancellationToken)
    {
        Theirs = MeetingFormRules.Theirs(Form, MeetingForm.Of(Meeting));
        Problem = "この画面を開いてから、ほかの人がこの会議・研修を直しました。まだ何も残していません。いまの内容と見比べて、もう一度押してください。";
        (Form.Seen, Form.Mark) = (Meeting.Revision, "");
        return await ShownAsync(cancellationToken);
    }

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } found)
        {
            return false;
        }

        Meeting = found;
        return true;
    }

    private async Task<PageResult> ShownAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear(); // What is shown is the form as it is now.
        Evenings = await desk.EveningsAsync(Form, Meeting.Id, clock.GetUtcNow(), cancellationToken);
        return Page();
    }
}
