namespace Zaitaku.Storage.Rota;

/// <summary>A stretch of time; the end is not included.</summary>
public readonly record struct PlanSpan(DateTimeOffset From, DateTimeOffset Until);

/// <summary>A duty to be given.</summary>
/// <param name="FixedHolder">Who has it by a coordinator's hand, or null; the planner leaves such a duty where it is.</param>
public sealed record PlanUnit(DutyUnit Duty, int? FixedHolder = null);

/// <summary>Two who must not be off together (主治医・副主治医). Who is on duty is not off, so duties at the same time, on two seats, are no breach.</summary>
public readonly record struct PlanPair(int One, int Other);

/// <summary>Somebody who can have duties, and what the planner must know of them.</summary>
public sealed record PlanHolder(int Id)
{
    public const double ShareMax = 100;

    /// <summary>Share of commitment: 1 for full, 0.5 for half; more than 0 and at most <see cref="ShareMax"/>. Only its proportion to the others' matters.</summary>
    public double Share { get; init; } = 1;

    /// <summary>When they have no duty at all: leave, congress, other work.</summary>
    public IReadOnlyList<PlanSpan> Away { get; init; } = [];

    /// <summary>Duties on other rotas, or published ones before and after the plan: none at the same time, and the minimum rest to them is kept.</summary>
    public IReadOnlyList<PlanSpan> Busy { get; init; } = [];

    /// <summary>Most duties of this plan in one calendar month, by the duty's day; null for no limit.</summary>
    public int? MonthMax { get; init; }

    /// <summary>Duties outside this plan that count towards <see cref="MonthMax"/>, by month (year × 12 + month).</summary>
    public IReadOnlyDictionary<int, int>? HeldInMonth { get; init; }

    /// <summary>Seats they may take; null for all.</summary>
    public IReadOnlyList<int>? Seats { get; init; }

    /// <summary>Duties of former years less their fair share of them (<see cref="PlanLoad.CarriedOn"/> of the last plan); negative where they are owed some.</summary>
    public DutyTally Carried { get; init; }

    /// <summary>Calls actually received on former duties. Of two who would get equally many duties, the one with more calls by share gets the lesser number.</summary>
    public double CallsCarried { get; init; }
}

/// <summary>What a plan is asked for. The same request gives the same plan on every machine.</summary>
public sealed record PlanRequest
{
    /// <summary>The longest rest that can be asked for.</summary>
    public static readonly TimeSpan RestLimit = TimeSpan.FromDays(31);

    /// <summary>In any order; assignments name them by their place here.</summary>
    public required IReadOnlyList<PlanUnit> Units { get; init; }

    /// <summary>In any order; each id once.</summary>
    public required IReadOnlyList<PlanHolder> Holders { get; init; }

    /// <summary>Ids that are not among the holders are not looked at.</summary>
    public IReadOnlyList<PlanPair> Pairs { get; init; } = [];

    /// <summary>Least time from the end of a duty to the start of the same holder's next, also to and from <see cref="PlanHolder.Busy"/>; 0 to <see cref="RestLimit"/>. With 0 one may follow another at once.</summary>
    public TimeSpan RestMin { get; init; }

    /// <summary>Another seed gives another plan of about the same worth.</summary>
    public int Seed { get; init; }
}
