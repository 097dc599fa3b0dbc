namespace Zaitaku.Storage.Members;

/// <summary>A one-time code by which a person shows, on another channel, that both accounts are theirs. Only its hash is kept.</summary>
public sealed class LinkCode
{
    public int Id { get; init; }

    /// <summary>SHA-256 of the folded code, hex; the same form as an invitation code's.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Who asked for it.</summary>
    public Guid MemberId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
