using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A new meeting, several dates or a whole series. Several dates, and what clashes, are shown before anything is kept.</summary>
public sealed class MeetingNewModel(CalendarDesk desk, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public MeetingForm Form { get; set; } = new();

    /// <summary>What would be kept; null where nothing is to be looked at yet.</summary>
    public CalendarPlan? Plan { get; private set; }

    public IReadOnlyList<FreeEvening> Evenings { get; private set; } = [];

    public HolidayCalendar Holidays => desk.Holidays;

    public async Task OnGetAsync(string? day, CancellationToken cancellationToken)
    {
        Form = MeetingForm.New(HubContact.Of(hub.Value).Name, MeetingDates.TryDay(day, out DateOnly chosen) ? chosen : null);
        Evenings = await desk.EveningsAsync(Form, 0, clock.GetUtcNow(), cancellationToken);
    }

    /// <param name="pick">The evening that was pressed; none: evenings for the audience as it is typed now.</param>
    public async Task<IActionResult> OnPostPickAsync(string? pick, CancellationToken cancellationToken)
    {
        Form.Day = MeetingDates.TryDay(pick, out _) ? pick : Form.Day;
        (Form.Mark, Plan) = ("", null);
        ModelState.Clear();
        Evenings = await desk.EveningsAsync(Form, 0, clock.GetUtcNow(), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        (CalendarPlan? plan, string problem) = await desk.PlanAsync(Form, 0, now, cancellationToken);
        if (plan is not null && (plan.Mark.Length == 0 || plan.Mark == Form.Mark))
        {
            if (await desk.AddAsync(Form, plan, Staff.Id, now, cancellationToken) is { } id)
            {
                return LocalRedirect(FormattableString.Invariant($"/console/meetings/{id}?done={(plan.Dates.IsSeries ? "series" : "added")}"));
            }

            (plan, problem) = await desk.PlanAsync(Form, 0, now, cancellationToken);
        }

        (Plan, Problem, Form.Mark) = (plan, problem, plan?.Mark ?? "");
        Evenings = await desk.EveningsAsync(Form, 0, now, cancellationToken);
        return Page();
    }
}
