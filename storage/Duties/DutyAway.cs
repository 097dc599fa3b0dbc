namespace Zaitaku.Storage.Duties;

/// <summary>When somebody takes no duties: leave, a congress, other work. The reason is nobody's business.</summary>
public sealed class DutyAway
{
    public int Id { get; init; }

    public int HolderId { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant they are there again.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The account that wrote it; null where they said it in chat themselves.</summary>
    public Guid? StaffId { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>Two who must not be off together (主治医・副主治医).</summary>
public sealed class DutyPair
{
    public int Id { get; init; }

    /// <summary>The holder with the lower id.</summary>
    public int OneId { get; init; }

    public int OtherId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
