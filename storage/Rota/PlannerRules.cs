namespace Zaitaku.Storage.Rota;

/// <summary>
/// Gives duties to holders: keeps the hard rules (<see cref="PlanRule"/>), makes duties equal by share in every kind and in total with what is carried from
/// former years, then lets who had more calls have the lesser of equal numbers, then spreads each holder's duties over the span. Says when no plan can be,
/// with the rules in conflict. No clock, no database, and no chance but the seed.
/// </summary>
/// <remarks>
/// With equal shares, nothing carried and no absences the spread is at most 1 in every kind and in total, unless a long rest or a narrow month stands in the way.
/// A pair whose absences overlap is reported and not mended: whose leave should move is no question of duties.
/// </remarks>
public static class PlannerRules
{
    public const int UnitsMax = 4_000;
    public const int HoldersMax = 200;

    /// <summary>Absences, and duties elsewhere, of one holder.</summary>
    public const int SpansMax = 1_000;

    public const int PairsMax = 1_000;

    /// <summary>Conflicts that are reported of one request.</summary>
    public const int ConflictsMax = 20;

    /// <exception cref="ArgumentException">An id twice, a share out of bounds, a figure that is none, a duty that ends before it starts, or a rest out of bounds.</exception>
    public static PlanOutcome Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (TooLargeOf(request) is { } tooLarge)
        {
            return tooLarge;
        }

        Check(request);
        PlanConflict[] conflicts = ConflictsOf(request);
        return conflicts.Length > 0 ? new PlanOutcome.Impossible(conflicts) : Search(request);
    }

    /// <summary>Every hard rule that a table of duties breaks, for one that was edited by hand; empty when it breaks none. Who has a duty before is not looked at.</summary>
    /// <param name="holders">For each duty of the request who has it, or null for nobody.</param>
    /// <exception cref="ArgumentException">As with <see cref="Plan"/>; or not one entry for each duty.</exception>
    public static IReadOnlyList<PlanConflict> BreachesOf(PlanRequest request, IReadOnlyList<int?> holders)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(holders);
        if (holders.Count != request.Units.Count)
        {
            throw new ArgumentException($"{holders.Count} holders for {request.Units.Count} duties.", nameof(holders));
        }

        Check(request);
        PlanRequest asSet = request with { Units = [.. request.Units.Select((unit, place) => unit with { FixedHolder = holders[place] })] };
        return [.. PlanProofRules.OfFixed(asSet), .. PlanProofRules.OfPairs(asSet)];
    }

    /// <summary>Who has what and why, and how equal it is, of a table that may have been edited by hand; rules may be broken in it (<see cref="BreachesOf"/>).</summary>
    /// <param name="holders">As with <see cref="BreachesOf"/>; who is not among the request's holders counts as nobody.</param>
    /// <exception cref="ArgumentException">As with <see cref="BreachesOf"/>.</exception>
    public static PlanDescription Describe(PlanRequest request, IReadOnlyList<int?> holders)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(holders);
        if (holders.Count != request.Units.Count)
        {
            throw new ArgumentException($"{holders.Count} holders for {request.Units.Count} duties.", nameof(holders));
        }

        Check(request);
        PlanBoard board = new(request);
        for (int unit = 0; unit < board.Duties.Length; unit++)
        {
            if (holders[board.Source[unit]] is { } id && Array.FindIndex(board.People, one => one.Id == id) is int holder and >= 0)
            {
                board.Put(unit, holder);
            }
        }

        IReadOnlyList<PlanLoad> loads = PlanReportRules.LoadsOf(board);
        return new PlanDescription(PlanReportRules.AssignmentsOf(board), loads, PlanReportRules.SpreadOf(loads), PlanReportRules.OpeningsOf(board));
    }

    private static PlanConflict[] ConflictsOf(PlanRequest request)
    {
        PlanConflict[] asked = [.. PlanProofRules.OfFixed(request).Concat(PlanProofRules.OfPairs(request)).Take(ConflictsMax)];
        if (asked.Any(conflict => conflict.Kind == PlanConflictKind.FixedBreaks))
        {
            return asked;
        }

        PlanBoard board = new(request);
        _ = new PlanOpenings(board);
        PlanConflict[] singles = [.. PlanProofRules.OfSingles(board).Take(ConflictsMax)];

        // A duty that nobody can take makes its month and its window short too: that is no news.
        IEnumerable<PlanConflict> counted = singles.Length > 0 ? [] : PlanProofRules.OfMonths(board).Concat(PlanProofRules.OfWindows(board));
        return [.. asked.Concat(singles).Concat(counted).Take(ConflictsMax)];
    }

    private static PlanOutcome Search(PlanRequest request)
    {
        PlanDice dice = new(request.Seed);
        PlanBoard board = new(request);
        PlanOpenings openings = new(board);
        PlanCost cost = new(board);
        if (PlanFillRules.Fill(board, openings, cost, dice) is { Count: > 0 } trouble)
        {
            (PlanConflict? conflict, PlanBoard? plan) = PlanTogetherRules.Decide(request, [.. trouble.Select(unit => board.Source[unit])]);
            if (conflict is not null)
            {
                return new PlanOutcome.Impossible([conflict]);
            }

            board = plan ?? board;
            cost = plan is null ? cost : new PlanCost(plan);
            PlanFillRules.GiveWhatFits(board, cost);
        }

        PlanBalanceRules.Balance(board, cost, dice);
        PlanFillRules.GiveWhatFits(board, cost);
        IReadOnlyList<PlanLoad> loads = PlanReportRules.LoadsOf(board);
        IReadOnlyList<PlanOpening> open = PlanReportRules.OpeningsOf(board);
        return open.Count == 0
            ? new PlanOutcome.Planned(PlanReportRules.AssignmentsOf(board), loads, PlanReportRules.SpreadOf(loads))
            : new PlanOutcome.NotFound(PlanReportRules.AssignmentsOf(board), loads, PlanReportRules.SpreadOf(loads), open);
    }

    private static PlanOutcome.TooLarge? TooLargeOf(PlanRequest request)
    {
        int spans = request.Holders.Count == 0 ? 0 : request.Holders.Max(one => one.Away.Count + one.Busy.Count);
        return request.Units.Count > UnitsMax ? new PlanOutcome.TooLarge("units", request.Units.Count, UnitsMax)
            : request.Holders.Count > HoldersMax ? new PlanOutcome.TooLarge("holders", request.Holders.Count, HoldersMax)
            : spans > SpansMax ? new PlanOutcome.TooLarge("spans", spans, SpansMax)
            : request.Pairs.Count > PairsMax ? new PlanOutcome.TooLarge("pairs", request.Pairs.Count, PairsMax)
            : null;
    }

    private static void Check(PlanRequest request)
    {
        if (request.Holders.Select(one => one.Id).Distinct().Count() != request.Holders.Count)
        {
            throw new ArgumentException("A holder is named twice.", nameof(request));
        }

        foreach (PlanHolder one in request.Holders)
        {
            if (!(one.Share > 0 && one.Share <= PlanHolder.ShareMax) || !double.IsFinite(one.Carried.Total) || !double.IsFinite(one.CallsCarried))
            {
                throw new ArgumentException($"Holder {one.Id}: the share, what is carried or the calls are no figure to plan with.", nameof(request));
            }
        }

        if (request.Units.Any(unit => unit.Duty.EndsAt <= unit.Duty.StartsAt || !Enum.IsDefined(unit.Duty.Kind)))
        {
            throw new ArgumentException("A duty ends before it starts, or counts as nothing.", nameof(request));
        }

        if (request.RestMin < TimeSpan.Zero || request.RestMin > PlanRequest.RestLimit)
        {
            throw new ArgumentException($"A rest of {request.RestMin} is outside its bounds.", nameof(request));
        }
    }
}
