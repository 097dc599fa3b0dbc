using System.Text.Json;
using System.Text.Json.Serialization;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Rota;

/// <summary>A duty as a table or a planner proposes it; names are not looked up yet.</summary>
/// <param name="Group">Of the seat (<see cref="DutySeat.Group"/>).</param>
/// <param name="Holder">As written.</param>
/// <param name="SeatId">Of a planner's duty, its seat; null in a table, where the group and the hours decide.</param>
public sealed record DraftShift(string Group, string Holder, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Phone = "", string Note = "", int? SeatId = null)
{
    /// <summary>By which the same holder is known in another spelling.</summary>
    [JsonIgnore]
    public string HolderKey { get; } = NameRules.KeyOf(Holder);
}

/// <summary>
/// A proposed change of a rota, which a coordinator looks at before it is published. A table changes the days it speaks of; a planner's proposal
/// only what its duties stand against on their seats.
/// </summary>
public sealed class RotaDraft
{
    /// <summary>Duties of one draft: a year of one rota with three seats.</summary>
    public const int ShiftsMax = 5_000;

    /// <summary>How long one that nobody publishes is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public Guid Id { get; init; }

    public int RotaId { get; init; }

    /// <summary>The file it was read from; empty for one that was planned here, and once it has ended.</summary>
    public string FileName { get; set; } = "";

    /// <summary><see cref="DraftShift"/>s as JSON; emptied when it is published or dropped, since the rota then says the same. Personal data: never logged.</summary>
    public required string Body { get; set; }

    /// <summary>As what it will be published: <see cref="DutyLayer.Plan"/> or <see cref="DutyLayer.TemporaryPlan"/>.</summary>
    public DutyLayer Layer { get; set; }

    /// <summary>The <see cref="RotaProposal"/> it was made of; null for a table.</summary>
    public Guid? ProposalId { get; init; }

    /// <summary>The account that made it.</summary>
    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set once: published or dropped.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>False for one that was dropped.</summary>
    public bool IsPublished { get; private set; }

    public IReadOnlyList<DraftShift> Shifts() => JsonSerializer.Deserialize<DraftShift[]>(Body) ?? [];

    /// <summary>Its duties that may be published: a planner's no longer once they have begun, since who is on then stays on. A table of the past corrects the past.</summary>
    public IReadOnlyList<DraftShift> ShiftsAt(DateTimeOffset now) => ProposalId is null ? Shifts() : [.. Shifts().Where(shift => shift.StartsAt > now)];

    public static string BodyOf(IEnumerable<DraftShift> shifts) => JsonSerializer.Serialize(shifts);

    /// <exception cref="InvalidOperationException">It has ended before.</exception>
    public void End(bool published, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            throw new InvalidOperationException($"Draft {Id} has ended before.");
        }

        (Body, FileName, EndedAt, IsPublished) = ("[]", "", now, published);
    }
}
