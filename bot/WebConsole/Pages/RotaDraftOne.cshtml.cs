using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What a table or a plan would change, day by day, before it is taken.</summary>
public sealed class RotaDraftOneModel(ZaitakuDb db, Proposals proposals, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    public DutyRota Rota { get; private set; } = null!;

    public RotaDraft Draft { get; private set; } = null!;

    public IReadOnlyList<DutyDifference> Differences { get; private set; } = [];

    /// <summary>Rows of older versions of the same days, left out when the file was read.</summary>
    public int Superseded { get; private set; }

    public IReadOnlyList<DoubleDuty> Doubles { get; private set; } = [];

    /// <summary>Days between the first and the last of the table of which it says nothing: they stay as they are.</summary>
    public IReadOnlyList<DateOnly> Unmentioned { get; private set; } = [];

    /// <summary>Holders the hub has not met: a new name, or a known one misspelt.</summary>
    public IReadOnlyList<string> Strangers { get; private set; } = [];

    /// <summary>What was written over the plan by hand on the table's days: it stays, and is answered before the table.</summary>
    public IReadOnlyList<DutyShift> Over { get; private set; } = [];

    /// <summary>Duties that would be published.</summary>
    public int Ahead { get; private set; }

    /// <summary>Duties of a plan that began since it was made: they are left out.</summary>
    public int Begun { get; private set; }

    /// <summary>The proposal it was made of, with the rules that are broken now; null for a table.</summary>
    public ProposalBoard? Board { get; private set; }

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public int CountOf(params DutyChange[] changes) => Differences.Count(one => changes.Contains(one.Change));

    public async Task<IActionResult> OnGetAsync(int id, Guid draft, int superseded, CancellationToken cancellationToken)
    {
        Superseded = Math.Clamp(superseded, 0, RotaDraft.ShiftsMax);
        return await ShowAsync(id, draft, cancellationToken) ? Page() : Missing();
    }

    /// <param name="temporary">"true": over the plan, for these days; else as the plan. The differences are then others.</param>
    public async Task<IActionResult> OnPostLayerAsync(int id, Guid draft, string? temporary, CancellationToken cancellationToken)
    {
        if (await db.RotaDrafts.SingleOrDefaultAsync(one => one.Id == draft && one.RotaId == id && one.EndedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        found.Layer = temporary == "true" ? DutyLayer.TemporaryPlan : DutyLayer.Plan;
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.layer", $"rota:{id}", clock.GetUtcNow(), found.Layer.ToString()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return LocalRedirect($"/console/rota/{id}?done=ended"); // Somebody published or dropped it at this moment.
        }

        return LocalRedirect($"/console/rota/{id}/draft/{draft}");
    }

    /// <param name="layer">As it was shown; empty for the plan.</param>
    /// <param name="begun">Duties of which the page said that they are left out.</param>
    /// <param name="broken">Of the broken rules that were shown.</param>
    public async Task<IActionResult> OnPostPublishAsync(int id, Guid draft, int seen, string? layer, int begun, string? broken, CancellationToken cancellationToken)
    {
        if (await ShowAsync(id, draft, cancellationToken))
        {
            Problem = (Draft.Layer == DutyLayer.TemporaryPlan) != (layer == nameof(DutyLayer.TemporaryPlan)) ? "この表を開いてから、ほかの人が公開のしかたを変えました。違いをもう一度見てから、公開してください。"
                : Begun != begun ? "この案を開いてから、始まった当番があります。違いをもう一度見てから、公開してください。"
                : (Board?.Mark ?? "") != (broken ?? "") ? Proposals.OtherBreaches : "";
            if (Problem.Length > 0)
            {
                return Page();
            }
        }

        db.ChangeTracker.Clear();
        switch (await RotaPublishing.PublishAsync(db, id, draft, seen, Staff.Id, clock.GetUtcNow(), cancellationToken))
        {
            case PublishAnswer.Published:
                return LocalRedirect($"/console/rota/{id}?done=published");
            case PublishAnswer.Changed:
                db.ChangeTracker.Clear();
                Problem = "この表を開いてから、ほかの人が当番表を変えました。違いをもう一度見てから、公開してください。";
                return await ShowAsync(id, draft, cancellationToken) ? Page() : Missing();
            case PublishAnswer.WithClosed closed:
                db.ChangeTracker.Clear();
                Problem = $"当番から外した人が入っています: {string.Join("、", closed.Holders)}。「当番に入る人・医療機関」で「また入れる」を押すか、表を直してください。まだ公開していません。";
                return await ShowAsync(id, draft, cancellationToken) ? Page() : Missing();
            default:
                return await db.RotaDrafts.AnyAsync(one => one.Id == draft && one.RotaId == id, cancellationToken) ? LocalRedirect($"/console/rota/{id}?done=ended") : Missing();
        }
    }

    public async Task<IActionResult> OnPostDropAsync(int id, Guid draft, CancellationToken cancellationToken)
    {
        if (await db.RotaDrafts.SingleOrDefaultAsync(one => one.Id == draft && one.RotaId == id && one.EndedAt == null, cancellationToken) is not { } found)
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        found.End(published: false, now);
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "rota.drop", $"rota:{id}", now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return LocalRedirect($"/console/rota/{id}?done=ended"); // Somebody published or dropped it at this moment.
        }

        return LocalRedirect($"/console/rota/{id}?done=dropped");
    }

    private async Task<bool> ShowAsync(int id, Guid draftId, CancellationToken cancellationToken)
    {
        RotaDraft? draft = await db.RotaDrafts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == draftId && one.RotaId == id && one.EndedAt == null, cancellationToken);
        DutyRota? rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (draft is null || rota is null)
        {
            return false;
        }

        IReadOnlyList<DraftShift> shifts = draft.ShiftsAt(clock.GetUtcNow());
        (Draft, Rota, Ahead, Begun) = (draft, rota, shifts.Count, draft.Shifts().Count - shifts.Count);
        Board = draft.ProposalId is { } proposal ? (await proposals.ReadAsync(id, proposal, cancellationToken))?.Board : null;
        List<StandingShift> standing = await StandingReads.StandingAsync(db, rota, shifts, draft.Layer, cancellationToken);
        Differences = RotaDraftRules.Differences(standing, shifts);
        Over = await StandingReads.OverAsync(db, rota, shifts, standing, draft.Layer, cancellationToken);
        Doubles = RotaDraftRules.DoubleDuties(shifts);
        IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(shifts);
        Unmentioned = draft.ProposalId is not null ? [] : [.. Enumerable.Range(0, days.Max().DayNumber - days.Min().DayNumber + 1).Select(days.Min().AddDays).Where(day => !days.Contains(day))];
        List<string> keys = [.. shifts.Select(shift => shift.HolderKey).Distinct(StringComparer.Ordinal)];
        HashSet<string> known = [.. await db.DutyHolders.Where(holder => keys.Contains(holder.NameKey)).Select(holder => holder.NameKey).ToListAsync(cancellationToken)];
        Strangers = [.. shifts.Where(shift => !known.Contains(shift.HolderKey)).DistinctBy(shift => shift.HolderKey, StringComparer.Ordinal).Select(shift => shift.Holder)];
        Holidays = directory.Current().Holidays;
        return true;
    }
}
