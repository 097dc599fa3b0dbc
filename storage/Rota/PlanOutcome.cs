namespace Zaitaku.Storage.Rota;

/// <summary>The hard rules of a plan, in the order in which a reason is looked for.</summary>
public enum PlanRule
{
    /// <summary>A seat the holder may not take.</summary>
    Seat,

    /// <summary>The holder is away.</summary>
    Away,

    /// <summary>The holder has a duty elsewhere at the same time.</summary>
    Busy,

    /// <summary>The holder has another duty of this plan at the same time.</summary>
    Overlap,

    /// <summary>Too little rest before or after another duty, of this plan or elsewhere.</summary>
    Rest,

    /// <summary>The holder's most duties in one month.</summary>
    MonthMax,

    /// <summary>Fixed by hand to somebody who is not among the holders.</summary>
    UnknownHolder,

    /// <summary>Two who must not be off together.</summary>
    Pair,

    /// <summary>A duty fixed by hand stays where it is.</summary>
    Fixed,
}

/// <summary>A holder, and the first rule that keeps a duty from them.</summary>
public readonly record struct PlanBar(int Holder, PlanRule Rule);

/// <summary>How many holders a rule kept from a duty.</summary>
public readonly record struct PlanBarCount(PlanRule Rule, int Holders);

/// <summary>Why a holder has a duty, in figures.</summary>
/// <param name="IsFixed">Set by hand; the rest then only describes it.</param>
/// <param name="Before">What they had when it began: carried from former years, and earlier duties of this plan.</param>
/// <param name="After">The same with this duty.</param>
/// <param name="OthersFree">Others who could take it in this plan with all that they have in it.</param>
/// <param name="Barred">The rest of the others by the first rule that keeps it from them, in order of <see cref="PlanRule"/>.</param>
public sealed record PlanWhy(bool IsFixed, DutyTally Before, DutyTally After, int OthersFree, IReadOnlyList<PlanBarCount> Barred);

/// <param name="Unit">Place in <see cref="PlanRequest.Units"/>.</param>
public sealed record PlanAssignment(int Unit, int Holder, PlanWhy Why);

/// <summary>What a plan means for one holder.</summary>
/// <param name="Before">Carried from former years.</param>
/// <param name="Assigned">Duties of this plan.</param>
/// <param name="Fair">Their share of this plan's duties.</param>
public sealed record PlanLoad(int Holder, double Share, DutyTally Before, DutyTally Assigned, DutyTally Fair)
{
    /// <summary>Carried and assigned together: what is made equal by share.</summary>
    public DutyTally After => Before.Plus(Assigned);

    /// <summary>What to carry into the next plan: <see cref="PlanHolder.Carried"/>.</summary>
    public DutyTally CarriedOn => After.Plus(Fair.Times(-1));
}

/// <summary>Largest less smallest (carried + assigned) ÷ share over all holders.</summary>
/// <param name="ByKind">For each kind by itself.</param>
/// <param name="InTotal">For all kinds together; not the sum of the others.</param>
public sealed record PlanSpread(DutyTally ByKind, double InTotal);

/// <summary>What kind of contradiction a conflict is.</summary>
public enum PlanConflictKind
{
    /// <summary>A duty fixed by hand breaks a rule.</summary>
    FixedBreaks,

    /// <summary>Two who must not be off together are both away.</summary>
    PairAway,

    /// <summary>Nobody can take the duty; each holder's reason is given.</summary>
    NobodyLeft,

    /// <summary>Duties of one month, and all who can take any of them: their months' most is less than the duties.</summary>
    MonthTooFull,

    /// <summary>Duties of which nobody can have two, and fewer who can take any of them.</summary>
    TooFewAtOnce,

    /// <summary>Duties which cannot all be given, found by trying every way; each rule by itself can be kept.</summary>
    Together,
}

/// <summary>Why no plan can be. Proven: no plan gives these duties without breaking one of these rules.</summary>
/// <param name="Rules">The rules in the way, in order.</param>
/// <param name="Units">Places in <see cref="PlanRequest.Units"/>, in order; none for a pair.</param>
/// <param name="Holders">Those concerned, in order; for the kinds that count, all who can take any of the duties.</param>
/// <param name="Bars">For each holder who cannot, why; where a single duty is concerned.</param>
/// <param name="Span">When both of a pair are away.</param>
public sealed record PlanConflict(
    PlanConflictKind Kind, IReadOnlyList<PlanRule> Rules, IReadOnlyList<int> Units, IReadOnlyList<int> Holders, IReadOnlyList<PlanBar> Bars, PlanSpan? Span = null);

/// <summary>A duty nobody was found for, and for each holder the rule in the way.</summary>
public sealed record PlanOpening(int Unit, IReadOnlyList<PlanBar> Bars);

/// <summary>What a table of duties is like, however it came to be.</summary>
/// <param name="Assignments">Of the duties that somebody has, in the order of the request.</param>
/// <param name="Loads">One for each holder, in order of id.</param>
/// <param name="Open">Duties that nobody has.</param>
public sealed record PlanDescription(IReadOnlyList<PlanAssignment> Assignments, IReadOnlyList<PlanLoad> Loads, PlanSpread Spread, IReadOnlyList<PlanOpening> Open);

/// <summary>What came of a request.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome() { }

    /// <param name="Assignments">One for each duty, in the order of the request.</param>
    /// <param name="Loads">One for each holder, in order of id.</param>
    public sealed record Planned(IReadOnlyList<PlanAssignment> Assignments, IReadOnlyList<PlanLoad> Loads, PlanSpread Spread) : PlanOutcome;

    /// <param name="Conflicts">At least one, at most <see cref="PlannerRules.ConflictsMax"/>.</param>
    public sealed record Impossible(IReadOnlyList<PlanConflict> Conflicts) : PlanOutcome;

    /// <summary>The search ended without a plan and without proof that there is none.</summary>
    /// <param name="Assignments">The best found: all duties but those left open.</param>
    /// <param name="Open">At least one.</param>
    public sealed record NotFound(IReadOnlyList<PlanAssignment> Assignments, IReadOnlyList<PlanLoad> Loads, PlanSpread Spread, IReadOnlyList<PlanOpening> Open) : PlanOutcome;

    /// <summary>More than is planned at once; nothing was tried.</summary>
    /// <param name="What"><c>units</c>, <c>holders</c>, <c>spans</c> (of one holder) or <c>pairs</c>.</param>
    public sealed record TooLarge(string What, int Count, int Max) : PlanOutcome;
}
