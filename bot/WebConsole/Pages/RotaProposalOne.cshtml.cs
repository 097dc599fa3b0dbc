using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A proposal, day by day with its reasons: who has what, how equal it is, what is broken; changed by hand, planned anew, made a draft.</summary>
[RequestFormLimits(ValueCountLimit = FieldsMax)]
public sealed class RotaProposalOneModel(ZaitakuDb db, Proposals proposals, LiveDirectory directory) : ConsolePage
{
    /// <summary>Fields of the form: two for each duty of a month.</summary>
    private const int FieldsMax = 10_000;

    public RotaProposal Proposal { get; private set; } = null!;

    /// <summary>What is shown: the proposal, or what was asked for while it breaks rules.</summary>
    public ProposalBoard Board { get; private set; } = null!;

    /// <summary>Rules that what was asked for would break; empty when nothing is asked.</summary>
    public IReadOnlyList<PlanConflict> Broken { get; private set; } = [];

    /// <summary>The revision on which what is shown was built: while broken rules wait to be accepted, that of the page before, so that a colleague's change since is not written over.</summary>
    public int Seen { get; private set; }

    /// <summary>Made of it as it is; null where there is none.</summary>
    public RotaDraft? Draft { get; private set; }

    /// <summary>The month that is shown; null for all.</summary>
    public DateOnly? Month { get; private set; }

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public string MonthText => Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";

    public async Task<IActionResult> OnGetAsync(int id, Guid proposal, string? month, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "written" => "書きました。まだ公開していません。", "planned" => "計画し直しました。まだ公開していません。", _ => "" };
        return await ShowAsync(id, proposal, month, cancellationToken) ? Page() : Missing();
    }

    /// <param name="accepted">Of the broken rules that were shown, where somebody accepts them.</param>
    public async Task<IActionResult> OnPostWriteAsync(int id, Guid proposal, string? month, int seen, string? accepted, string? sure, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(id, cancellationToken) || !await ShowAsync(id, proposal, month, cancellationToken))
        {
            return Missing();
        }

        Dictionary<int, (int?, bool)> given = [];
        foreach (int place in Board.PlacesOf(Month).Where(place => Request.Form.ContainsKey($"holder.{place}")))
        {
            string holder = Request.Form[$"holder.{place}"].ToString();
            given[place] = (int.TryParse(holder, NumberStyles.None, CultureInfo.InvariantCulture, out int one) ? one : holder.Length == 0 ? null : 0, Request.Form[$"fixed.{place}"] == "true");
        }

        db.ChangeTracker.Clear();
        ProposalWrite write = await proposals.WriteAsync(id, proposal, seen, given, sure == "true" ? accepted ?? "" : "", Staff.Id, cancellationToken);
        if (write is { Problem.Length: 0, Board: null })
        {
            return LocalRedirect($"/console/rota/{id}/proposal/{proposal}?done=written&month={MonthText}");
        }

        if (!await ShowAsync(id, proposal, month, cancellationToken))
        {
            return Missing();
        }

        (Problem, Board, Broken, Seen) = (write.Problem, write.Board ?? Board, write.Broken ?? [], write.Board is null ? Seen : seen);
        return Page();
    }

    /// <param name="another">"true": another plan of about the same worth.</param>
    public async Task<IActionResult> OnPostReplanAsync(int id, Guid proposal, int seen, string? another, CancellationToken cancellationToken) =>
        await DoAsync(id, proposal, async () => await proposals.ReplanAsync(id, proposal, seen, another == "true", Staff.Id, cancellationToken), $"/console/rota/{id}/proposal/{proposal}?done=planned", cancellationToken);

    /// <param name="broken">Of the broken rules that were shown.</param>
    public async Task<IActionResult> OnPostDraftAsync(int id, Guid proposal, int seen, string? broken, CancellationToken cancellationToken)
    {
        string draft = "";
        return await DoAsync(id, proposal, async () =>
        {
            (RotaDraft? made, string problem) = await proposals.DraftAsync(id, proposal, seen, broken ?? "", Staff.Id, cancellationToken);
            draft = $"/console/rota/{id}/draft/{made?.Id}";
            return problem;
        }, () => draft, cancellationToken);
    }

    public async Task<IActionResult> OnPostDropAsync(int id, Guid proposal, int seen, CancellationToken cancellationToken) =>
        await DoAsync(id, proposal, async () => await proposals.DropAsync(id, proposal, seen, Staff.Id, cancellationToken), $"/console/rota/{id}/plan?done=dropped", cancellationToken);

    private Task<IActionResult> DoAsync(int id, Guid proposal, Func<Task<string>> act, string then, CancellationToken cancellationToken) => DoAsync(id, proposal, act, () => then, cancellationToken);

    private async Task<IActionResult> DoAsync(int id, Guid proposal, Func<Task<string>> act, Func<string> then, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(id, cancellationToken) || !await db.RotaProposals.AnyAsync(one => one.Id == proposal && one.RotaId == id && one.EndedAt == null, cancellationToken))
        {
            return Missing();
        }

        Problem = await act();
        return Problem.Length == 0 ? LocalRedirect(then()) : await ShowAsync(id, proposal, null, cancellationToken) ? Page() : Missing();
    }

    private Task<bool> IsOpenAsync(int id, CancellationToken cancellationToken) => db.DutyRotas.AnyAsync(rota => rota.Id == id && rota.ClosedAt == null && !rota.IsDemo, cancellationToken);

    private async Task<bool> ShowAsync(int id, Guid proposal, string? month, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        ModelState.Clear();
        if (await proposals.ReadAsync(id, proposal, cancellationToken) is not { } page)
        {
            return false;
        }

        (Proposal, Board, Seen, Holidays) = (page.Proposal, page.Board, page.Proposal.Revision, directory.Current().Holidays);
        Draft = await proposals.DraftOfAsync(proposal, cancellationToken);
        Month = Board.MonthOf(month);
        return true;
    }
}
