namespace Zaitaku.Storage.Duties;

/// <summary>A link sent by chat to the handover page of one duty, for its holder.</summary>
public sealed class DutyLink : IBrowserLink
{
    public Guid Id { get; init; }

    /// <summary>The <see cref="HeldDuty"/> it is for.</summary>
    public long DutyId { get; init; }

    /// <summary>Who asked for it. Opens nothing any more once the duty's holder is somebody else in chat.</summary>
    public Guid MemberId { get; set; }

    /// <summary>SHA-256 of the token, hex: who reads the database cannot open the page.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }

    public string? BrowserHash { get; set; }

    public DateTimeOffset? BoundAt { get; set; }
}
