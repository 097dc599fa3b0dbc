using System.Text.Json;

namespace Zaitaku.Storage.Rota;

/// <summary>By what a proposed duty stays where it is when it is planned anew.</summary>
public enum FixedBy
{
    Nobody,

    /// <summary>A coordinator's hand.</summary>
    Hand,

    /// <summary>A pattern that names its holder.</summary>
    Pattern,
}

/// <summary>A duty of a proposal.</summary>
/// <param name="Seat">Id of the <see cref="DutySeat"/>.</param>
/// <param name="Day">In Tokyo, to which it belongs.</param>
/// <param name="Holder">Null while nobody has it.</param>
/// <param name="YieldedBy">The holder a pattern names, who is away then: others may have it.</param>
public sealed record ProposedDuty(int Seat, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DutyCount Kind, int? Holder = null, FixedBy FixedBy = FixedBy.Nobody, int? YieldedBy = null)
{
    public PlanUnit Unit() => new(new DutyUnit(Seat, Day, StartsAt, EndsAt, Kind), FixedBy == FixedBy.Nobody ? null : Holder);
}

/// <summary>What the planner said last of a proposal. Stored as text.</summary>
public enum ProposalResult
{
    /// <summary>It was not asked: a table filled by hand.</summary>
    ByHand,
    Planned,

    /// <summary>No plan can be; <see cref="RotaProposal.Conflicts"/> says why.</summary>
    Impossible,

    /// <summary>Some duties are open, without proof that they must be.</summary>
    LeftOpen,
}

/// <summary>Duties of some months that a planner or a coordinator gives to holders, until they become a <see cref="RotaDraft"/>. Nobody on duty knows of it.</summary>
public sealed class RotaProposal
{
    /// <summary>Of one rota, at a time.</summary>
    public const int OpenMax = 10;

    /// <summary>How long one that nobody changes is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public Guid Id { get; init; }

    public int RotaId { get; init; }

    public DateOnly FromDay { get; init; }

    /// <summary>The first day it is no longer about.</summary>
    public DateOnly UntilDay { get; init; }

    /// <summary><see cref="ProposedDuty"/>s as JSON, in order of start; emptied when it has ended. Holders by their ids.</summary>
    public required string Body { get; set; }

    public ProposalResult Result { get; set; }

    /// <summary><see cref="PlanConflict"/>s as JSON, their units places in <see cref="Body"/>; of an impossible plan, until somebody changes it.</summary>
    public string ConflictBody { get; set; } = "[]";

    /// <summary><see cref="PlanRequest.Seed"/> it was planned with.</summary>
    public int Seed { get; set; }

    /// <summary>The account that made it.</summary>
    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Set when it was published or dropped.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Grows with every change: of two who save at once one is told to look again.</summary>
    public int Revision { get; set; }

    public IReadOnlyList<ProposedDuty> Duties() => JsonSerializer.Deserialize<ProposedDuty[]>(Body) ?? [];

    public IReadOnlyList<PlanConflict> Conflicts() => JsonSerializer.Deserialize<PlanConflict[]>(ConflictBody) ?? [];

    /// <summary>Another table in its place.</summary>
    public void Set(IEnumerable<ProposedDuty> duties, ProposalResult result, IEnumerable<PlanConflict> conflicts, DateTimeOffset now)
    {
        (Body, ConflictBody, Result, ChangedAt) = (BodyOf(duties), JsonSerializer.Serialize(conflicts), result, now);
        Revision++;
    }

    public static string BodyOf(IEnumerable<ProposedDuty> duties) => JsonSerializer.Serialize(duties);

    /// <summary>Published or dropped; a second time does nothing.</summary>
    public void End(DateTimeOffset now)
    {
        (Body, ConflictBody, EndedAt) = ("[]", "[]", EndedAt ?? now);
        Revision++;
    }
}
