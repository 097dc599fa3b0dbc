using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Planning of one rota: its conditions, months to propose, proposals that are open, temporary plans that stand.</summary>
public sealed class RotaPlanModel(ZaitakuDb db, Proposals proposals, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["settings"] = "条件を変えました。次に作る案から効きます。", ["dropped"] = "案をやめました。当番表は変わっていません。", ["withdrawn"] = "臨時の表を取り下げました。もとの表の当番に戻りました。",
        ["none"] = "その臨時の表は、もう取り下げられているか、終わっています。",
    };

    [BindProperty]
    public PlanningForm Form { get; set; } = new();

    [BindProperty]
    public ProposeForm Propose { get; set; } = new();

    public RotaPlanning Planning { get; private set; } = null!;

    public IReadOnlyList<RotaProposal> Open { get; private set; } = [];

    public IReadOnlyList<TemporaryPlan> Temporary { get; private set; } = [];

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return await ShowAsync(id, cancellationToken) ? Page() : Missing();
    }

    public async Task<IActionResult> OnPostProposeAsync(int id, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        (RotaProposal? proposal, Problem) = rota.IsDemo ? (null, DutyWriting.Demo) : await proposals.MakeAsync(rota, Propose, Staff.Id, cancellationToken);
        return proposal is not null ? LocalRedirect($"/console/rota/{id}/proposal/{proposal.Id}") : await ShowAsync(id, cancellationToken) ? Page() : Missing();
    }

    public async Task<IActionResult> OnPostSettingsAsync(int id, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        Problem = rota.IsDemo ? DutyWriting.Demo : Form.Problem();
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, cancellationToken, keepsForm: true) ? Page() : Missing();
        }

        Problem = Form.Seen != rota.Revision ? DutyWriting.SomebodyElse : "";
        if (Problem.Length == 0)
        {
            Form.ApplyTo(rota);
            Problem = await RotaKeeping.KeepAsync(db, rota, "rota.planning", Staff.Id, clock.GetUtcNow(), cancellationToken);
        }

        return Problem.Length == 0 ? LocalRedirect($"/console/rota/{id}/plan?done=settings") : await ShowAsync(id, cancellationToken) ? Page() : Missing();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(int id, Guid draft, int seen, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is null)
        {
            return Missing();
        }

        switch (await TemporaryPlans.WithdrawAsync(db, id, draft, seen, Staff.Id, clock.GetUtcNow(), cancellationToken))
        {
            case WithdrawAnswer.Withdrawn:
                return LocalRedirect($"/console/rota/{id}/plan?done=withdrawn");
            case WithdrawAnswer.None:
                return LocalRedirect($"/console/rota/{id}/plan?done=none");
            default:
                Problem = DutyWriting.SomebodyElse;
                return await ShowAsync(id, cancellationToken) ? Page() : Missing();
        }
    }

    private async Task<bool> ShowAsync(int id, CancellationToken cancellationToken, bool keepsForm = false)
    {
        db.ChangeTracker.Clear();
        DateTimeOffset now = clock.GetUtcNow();
        Holidays = directory.Current().Holidays;
        if (await PlanReads.PlanningAsync(db, id, Holidays, now, cancellationToken) is not { } planning)
        {
            return false;
        }

        (Planning, Today) = (planning, OfficeTime.DayOf(now));
        Open = await db.RotaProposals.AsNoTracking().Where(one => one.RotaId == id && one.EndedAt == null).OrderByDescending(one => one.ChangedAt).Take(RotaProposal.OpenMax).ToListAsync(cancellationToken);
        Temporary = await TemporaryPlans.OpenAsync(db, id, now, cancellationToken);
        if (!keepsForm)
        {
            ModelState.Clear();
            Form = PlanningForm.Of(planning.Rota);
        }

        return true;
    }
}
