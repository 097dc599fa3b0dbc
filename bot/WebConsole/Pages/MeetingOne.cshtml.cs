using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Rota;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One meeting: its facts, what clashes with it, who is on its list in counts, and its series.</summary>
public sealed class MeetingOneModel(ZaitakuDb db, CalendarDesk desk, TimeProvider clock) : ConsolePage
{
    /// <summary>Dates of its series that are listed.</summary>
    public const int SiblingsMax = 60;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["added"] = "入れました。", ["series"] = "まとめて入れました。ほかの回は下にあります。", ["changed"] = "変えました。", ["later"] = "この回と、このあとの回を変えました。", ["cancelled"] = "中止にしました。もう案内を受けた方に知らせます。",
        ["restored"] = "中止を取り消しました。", ["next"] = "次回を入れました。",
    };

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<Clash> Clashes { get; private set; } = [];

    public MeetingCounts Counts { get; private set; } = MeetingCounts.None;

    /// <summary>Dates of its series, this one too, and one more than are listed where there are more; empty where it has none.</summary>
    public IReadOnlyList<Meeting> Siblings { get; private set; } = [];

    /// <summary>The next date, as typed.</summary>
    public MeetingForm Next { get; private set; } = new();

    public IReadOnlyList<Clash> NextClashes { get; private set; } = [];

    /// <summary>Why it is called off, as typed.</summary>
    public string Reason { get; private set; } = "";

    public HolidayCalendar Holidays => desk.Holidays;

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        Problem = done == DemoMeetingFilter.Done ? CalendarLines.Demo : "";
        return await ShowAsync(id, null, cancellationToken);
    }

    public Task<IActionResult> OnPostCancelAsync(int id, string? reason, int seen, CancellationToken cancellationToken)
    {
        Reason = FormText.Line(reason);
        return Reason.Length > Meeting.WordsLengthMax
            ? RefusedAsync(id, $"中止のわけは{Meeting.WordsLengthMax}文字までにしてください。", cancellationToken)
            : DoAsync(id, seen, "cancelled", (meeting, now) =>
            {
                bool isNew = MeetingEditing.Cancel(db, meeting, Reason, now);
                return isNew ? "meetings.cancel" : "";
            }, cancellationToken);
    }

    public Task<IActionResult> OnPostRestoreAsync(int id, int seen, CancellationToken cancellationToken) =>
        DoAsync(id, seen, "restored", (meeting, now) => MeetingEditing.Restore(db, meeting, now) ? "meetings.restore" : "", cancellationToken);

    /// <param name="mark">Of the clashes that were shown.</param>
    public async Task<IActionResult> OnPostNextAsync(int id, string? day, string? start, string? end, string? mark, CancellationToken cancellationToken)
    {
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        if (await db.MeetingSeries.AnyAsync(one => one.Id == meeting.SeriesId && one.ClosedAt != null, cancellationToken))
        {
            return await RefusedAsync(id, SeriesWords.Closed, cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        MeetingForm form = MeetingForm.Of(meeting);
        (form.Day, form.Start, form.End, form.AnswersDay) = (day, start, end, "");
        (CalendarPlan? plan, string problem) = await desk.PlanAsync(form, 0, now, cancellationToken);
        problem = plan is null ? problem : CalendarDesk.NextProblem(meeting, plan.Dates.Held[0], now);
        if (plan is null || problem.Length > 0 || (plan.Mark.Length > 0 && plan.Mark != mark))
        {
            db.ChangeTracker.Clear();
            (Problem, form.Mark, NextClashes) = (problem.Length > 0 ? problem : "次回の日に、重なりがあります。このままでよければ、もう一度押してください。", plan?.Mark ?? "", plan?.Clashes ?? []);
            return await ShowAsync(id, form, cancellationToken);
        }

        try
        {
            int next = await desk.AddNextAsync(meeting, plan.Dates.Held[0], Staff.Id, now, cancellationToken);
            return LocalRedirect(FormattableString.Invariant($"/console/meetings/{next}?done=next"));
        }
        catch (DbUpdateConcurrencyException)
        {
            return await RefusedAsync(id, CalendarLines.SomebodyElse, cancellationToken);
        }
    }

    /// <param name="act">Returns the trail's word, or empty where it was so already.</param>
    private async Task<IActionResult> DoAsync(int id, int seen, string done, Func<Meeting, DateTimeOffset, string> act, CancellationToken cancellationToken)
    {
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        if (meeting.Revision != seen)
        {
            return await RefusedAsync(id, CalendarLines.SomebodyElse, cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (act(meeting, now) is { Length: > 0 } action)
        {
            db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, CalendarDesk.SubjectOf(id), now));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return await RefusedAsync(id, CalendarLines.SomebodyElse, cancellationToken);
            }
        }

        return LocalRedirect(FormattableString.Invariant($"/console/meetings/{id}?done={done}"));
    }

    private Task<IActionResult> RefusedAsync(int id, string problem, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Problem = problem;
        return ShowAsync(id, null, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, MeetingForm? next, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        (Meeting, Now) = (meeting, clock.GetUtcNow());
        DateOnly day = OfficeTime.DayOf(meeting.StartsAt);
        Clashes = meeting.IsCancelled || meeting.StartsAt < Now ? [] : ClashRules.Of(meeting, await CalendarReads.AroundAsync(db, day, day, cancellationToken));
        Counts = (await CalendarReads.CountsAsync(db, [id], cancellationToken)).GetValueOrDefault(id, MeetingCounts.None);
        Siblings = meeting.SeriesId is { } series ? await db.Meetings.AsNoTracking().Where(one => one.SeriesId == series).OrderBy(one => one.StartsAt).Take(SiblingsMax + 1).ToListAsync(cancellationToken) : [];
        Next = next ?? new MeetingForm { Start = TokyoInput.Time(meeting.StartsAt), End = meeting.EndsAt is { } end ? TokyoInput.Time(end) : "" };
        return Page();
    }
}
