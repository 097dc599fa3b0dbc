using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>A proposal as it was found, with what is true of it.</summary>
public sealed record ProposalPage(RotaProposal Proposal, PlanFacts Facts, ProposalBoard Board);

/// <summary>What came of writing in a proposal.</summary>
/// <param name="Problem">Why not, in words; empty when it is written, or only broken rules stand in the way.</param>
/// <param name="Board">Of what was asked for, where it breaks rules that somebody must accept first.</param>
/// <param name="Broken">Those rules.</param>
public sealed record ProposalWrite(string Problem, ProposalBoard? Board = null, IReadOnlyList<PlanConflict>? Broken = null);

/// <summary>Makes proposals of a rota's months, lets coordinators change them, and turns them into drafts. Nothing here changes who is on duty.</summary>
public sealed class Proposals(ZaitakuDb db, PlanDesk desk, LiveDirectory directory, TimeProvider clock)
{
    private const string Changed = "ほかの人が同時にこの案を変えました。いまの案を見て、もう一度書いてください。";

    /// <summary>Told where rules are broken that were not shown, or no longer are.</summary>
    public const string OtherBreaches = "規則を破る当番が、この案を開いたときと違います。いまの案を見て、よければもう一度押してください。";

    private HolidayCalendar Holidays => directory.Current().Holidays;

    /// <returns>Null when there is none that is open.</returns>
    public async Task<ProposalPage?> ReadAsync(int rota, Guid id, CancellationToken cancellationToken)
    {
        RotaProposal? proposal = await FindAsync(rota, id, cancellationToken);
        RotaPlanning? planning = proposal is null ? null : await PlanReads.PlanningAsync(db, rota, Holidays, clock.GetUtcNow(), cancellationToken);
        if (proposal is null || planning is null)
        {
            return null;
        }

        PlanFacts facts = await PlanReads.FactsAsync(db, planning, proposal.FromDay, proposal.UntilDay, cancellationToken);
        return new ProposalPage(proposal, facts, ProposalBoard.Of(facts, proposal.Duties(), proposal.Seed, Holidays));
    }

    /// <returns>The proposal, or null and why not in words.</returns>
    public async Task<(RotaProposal? Proposal, string Problem)> MakeAsync(DutyRota rota, ProposeForm form, Guid staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(form);
        DateTimeOffset now = clock.GetUtcNow();
        if (form.Read(OfficeTime.DayOf(now), out string problem) is not { } span)
        {
            return (null, problem);
        }

        if (await db.RotaProposals.CountAsync(one => one.RotaId == rota.Id && one.EndedAt == null, cancellationToken) >= RotaProposal.OpenMax)
        {
            return (null, $"公開していない案は{RotaProposal.OpenMax}までです。使わない案を「やめる」で閉じてください。");
        }

        RotaProposal proposal = new() { Id = Guid.CreateVersion7(now), RotaId = rota.Id, FromDay = span.From, UntilDay = span.Until, Body = "[]", StaffId = staff, CreatedAt = now };
        problem = await FillAsync(proposal, plans: form.ByHand != "true", now, cancellationToken);
        if (problem.Length > 0)
        {
            return (null, problem);
        }

        db.RotaProposals.Add(proposal);
        Trail(staff, form.ByHand == "true" ? "rota.plan_by_hand" : "rota.plan", proposal, now);
        await db.SaveChangesAsync(cancellationToken);
        return (proposal, "");
    }

    /// <summary>Plans anew around what is fixed, with patterns, members and absences as they are now.</summary>
    /// <param name="another">Another plan of about the same worth.</param>
    /// <returns>Why not, in words; empty when it is saved.</returns>
    public async Task<string> ReplanAsync(int rota, Guid id, int seen, bool another, Guid staff, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await FindAsync(rota, id, cancellationToken) is not { } proposal || proposal.Revision != seen)
        {
            return Changed;
        }

        proposal.Seed += another ? 1 : 0;
        string problem = await FillAsync(proposal, plans: true, now, cancellationToken);
        if (problem.Length > 0)
        {
            db.ChangeTracker.Clear();
            return problem;
        }

        return await KeepAsync(proposal, "rota.plan", staff, now, "", cancellationToken);
    }

    /// <summary>Gives duties to others by hand. What breaks a rule that was kept is written once it was seen and accepted.</summary>
    /// <param name="given">For each place that was shown: the holder's id or null, and whether it stays when planned anew.</param>
    /// <param name="accepted"><see cref="ProposalBoard.MarkOf"/> of the breaches that were accepted; empty for none.</param>
    public async Task<ProposalWrite> WriteAsync(int rota, Guid id, int seen, IReadOnlyDictionary<int, (int? Holder, bool IsFixed)> given, string accepted, Guid staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(given);
        DateTimeOffset now = clock.GetUtcNow();
        if (await ReadAsync(rota, id, cancellationToken) is not { } page || page.Proposal.Revision != seen)
        {
            return new ProposalWrite(Changed);
        }

        HashSet<int> members = [.. page.Facts.Planning.Members.Select(member => member.Holder.Id)];
        if (given.Any(one => one.Value.Holder is { } holder && !members.Contains(holder) && page.Board.Duties[one.Key].Holder != holder))
        {
            return new ProposalWrite("当番に入る人を選び直してください。");
        }

        ProposedDuty[] duties = [.. page.Board.Duties.Select((duty, place) => given.TryGetValue(place, out (int? Holder, bool IsFixed) one) ? Given(duty, one.Holder, one.IsFixed) : duty)];
        if (duties.SequenceEqual(page.Board.Duties))
        {
            return new ProposalWrite("");
        }

        ProposalBoard board = ProposalBoard.Of(page.Facts, duties, page.Proposal.Seed, Holidays);
        IReadOnlyList<PlanConflict> broken = board.BrokenSince(page.Board);
        if (broken.Count > 0 && accepted != ProposalBoard.MarkOf(broken))
        {
            return new ProposalWrite("", board, broken);
        }

        page.Proposal.Set(duties, page.Proposal.Result == ProposalResult.Impossible ? ProposalResult.ByHand : page.Proposal.Result, [], now);
        return new ProposalWrite(await KeepAsync(page.Proposal, "rota.plan_change", staff, now, broken.Count > 0 ? $"broken={broken.Count}" : "", cancellationToken));
    }

    /// <summary>Makes it a draft, whose differences are looked at before it is published. Pressed twice, the first one's draft is the answer.</summary>
    /// <param name="broken"><see cref="ProposalBoard.Mark"/> of the breaches that were shown.</param>
    /// <returns>The draft, or null and why not in words.</returns>
    public async Task<(RotaDraft? Draft, string Problem)> DraftAsync(int rota, Guid id, int seen, string broken, Guid staff, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ProposalPage? page = await ReadAsync(rota, id, cancellationToken);
        if (page is null || page.Proposal.Revision != seen)
        {
            RotaDraft? made = page?.Proposal.Revision == seen + 1 ? await DraftOfAsync(id, cancellationToken) : null;
            return (made, made is null ? Changed : "");
        }

        if (page.Board.Mark != broken)
        {
            return (null, OtherBreaches);
        }

        List<int> ids = [.. page.Board.Duties.Select(duty => duty.Holder).OfType<int>().Distinct()];
        Dictionary<int, string> names = await db.DutyHolders.Where(holder => ids.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, holder => holder.Name, cancellationToken);
        Dictionary<int, string> groups = page.Facts.Planning.Rota.Seats.ToDictionary(seat => seat.Id, seat => seat.Group);
        DraftShift[] shifts = [.. page.Board.Duties.Where(duty => duty.Holder is { } holder && names.ContainsKey(holder) && duty.StartsAt > now).Select(duty => new DraftShift(groups[duty.Seat], names[duty.Holder!.Value], duty.StartsAt, duty.EndsAt, SeatId: duty.Seat))];
        if (shifts.Length is 0 or > RotaDraft.ShiftsMax)
        {
            return (null, shifts.Length == 0 ? "これからの当番が、まだ1件も決まっていません。" : $"当番が多すぎます（上限 {RotaDraft.ShiftsMax:N0}件）。");
        }

        await EndDraftsAsync(page.Proposal, now, cancellationToken);
        page.Proposal.Revision++; // Who writes in it at this moment finds that it is a draft already.
        RotaDraft draft = new() { Id = Guid.CreateVersion7(now), RotaId = rota, Body = RotaDraft.BodyOf(shifts), ProposalId = page.Proposal.Id, StaffId = staff, CreatedAt = now };
        db.RotaDrafts.Add(draft);
        Trail(staff, "rota.plan_draft", page.Proposal, now, page.Board.Breaches.Count > 0 ? $"broken={page.Board.Breaches.Count}" : "");
        string problem = await RotaKeeping.SaveAsync(db, cancellationToken);
        return problem.Length > 0 ? (null, Changed) : (draft, "");
    }

    /// <summary>The draft that says what the proposal says now: with every change of it the older ones go.</summary>
    public Task<RotaDraft?> DraftOfAsync(Guid proposal, CancellationToken cancellationToken) =>
        db.RotaDrafts.AsNoTracking().FirstOrDefaultAsync(draft => draft.ProposalId == proposal && draft.EndedAt == null, cancellationToken);

    public async Task<string> DropAsync(int rota, Guid id, int seen, Guid staff, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await FindAsync(rota, id, cancellationToken) is not { } proposal || proposal.Revision != seen)
        {
            return Changed;
        }

        proposal.End(now);
        return await KeepAsync(proposal, "rota.plan_drop", staff, now, "", cancellationToken);
    }

    private Task<RotaProposal?> FindAsync(int rota, Guid id, CancellationToken cancellationToken) =>
        db.RotaProposals.SingleOrDefaultAsync(one => one.Id == id && one.RotaId == rota && one.EndedAt == null, cancellationToken);

    /// <summary>Duties by the patterns of today, and holders by the planner.</summary>
    private async Task<string> FillAsync(RotaProposal proposal, bool plans, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RotaPlanning planning = (await PlanReads.PlanningAsync(db, proposal.RotaId, Holidays, now, cancellationToken))!;
        UnitOutcome outcome = PlanRequestRules.UnitsOf(planning, proposal.FromDay, proposal.UntilDay);
        IReadOnlyList<ProposedDuty> duties = outcome is UnitOutcome.Units units ? PlanRequestRules.DutiesOf(planning, units.All, proposal.Duties(), now) : [];
        string problem = planning.Patterns.Count == 0 ? "当番の型がまだありません。「当番の型」で、いつ当番があるかを決めてください。"
            : planning.Members.Count == 0 ? "当番に入るメンバーがまだいません。「メンバー」で加えてください。"
            : duties.Count == 0 ? PlanWords.Of(outcome is UnitOutcome.Units ? new UnitOutcome.Units([]) : outcome, planning, Holidays) : "";
        if (problem.Length > 0 || !plans)
        {
            proposal.Set(duties, ProposalResult.ByHand, [], now);
            return problem;
        }

        PlanFacts facts = await PlanReads.FactsAsync(db, planning, proposal.FromDay, proposal.UntilDay, cancellationToken);
        switch (await desk.PlanAsync(PlanRequestRules.RequestOf(facts, duties, proposal.Seed), cancellationToken))
        {
            case PlanOutcome.Planned planned:
                proposal.Set(PlanRequestRules.Given(duties, planned.Assignments), ProposalResult.Planned, [], now);
                return "";
            case PlanOutcome.NotFound open:
                proposal.Set(PlanRequestRules.Given(duties, open.Assignments), ProposalResult.LeftOpen, [], now);
                return "";
            case PlanOutcome.Impossible impossible:
                proposal.Set(duties, ProposalResult.Impossible, impossible.Conflicts, now);
                return "";
            case PlanOutcome.TooLarge tooLarge:
                return PlanWords.Of(tooLarge);
            default:
                return PlanWords.Busy;
        }
    }

    /// <summary>Who was given a duty by hand keeps it when it is planned anew, unless the mark is taken away afterwards.</summary>
    private static ProposedDuty Given(ProposedDuty duty, int? holder, bool isFixed) =>
        holder != duty.Holder ? duty with { Holder = holder, FixedBy = holder is null ? FixedBy.Nobody : FixedBy.Hand, YieldedBy = holder is null ? duty.YieldedBy : null }
        : duty.FixedBy == FixedBy.Pattern || holder is null ? duty
        : duty with { FixedBy = isFixed ? FixedBy.Hand : FixedBy.Nobody };

    /// <summary>With the change go the drafts that were made before it: they say what is no longer meant.</summary>
    private async Task<string> KeepAsync(RotaProposal proposal, string action, Guid staff, DateTimeOffset now, string detail, CancellationToken cancellationToken)
    {
        await EndDraftsAsync(proposal, now, cancellationToken);
        Trail(staff, action, proposal, now, detail);
        string problem = await RotaKeeping.SaveAsync(db, cancellationToken);
        if (problem.Length > 0)
        {
            db.ChangeTracker.Clear();
        }

        return problem.Length > 0 ? Changed : "";
    }

    private async Task EndDraftsAsync(RotaProposal proposal, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.RotaDrafts.Where(draft => draft.ProposalId == proposal.Id && draft.EndedAt == null).ToListAsync(cancellationToken)).ForEach(draft => draft.End(published: false, now));

    private void Trail(Guid staff, string action, RotaProposal proposal, DateTimeOffset now, string detail = "") => db.AuditTrail.Add(AuditEntry.By(staff, action, $"rota:{proposal.RotaId}", now, detail));
}
