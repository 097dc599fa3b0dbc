namespace Zaitaku.Storage.Meetings;

/// <summary>A secret address at which a calendar program reads meetings: all, those for one role, or one member's own. Only the address's hash is kept.</summary>
public sealed class MeetingFeed
{
    /// <summary>Addresses of one kind that are open at a time.</summary>
    public const int OpenMax = 20;

    public int Id { get; init; }

    /// <summary>Id of the role whose meetings it shows; empty for all, or a member's.</summary>
    public string RoleId { get; init; } = "";

    /// <summary>Whose own it shows; null for nobody's.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>SHA-256 of the secret part of the address, hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whose it is, in the coordinator's words, so that the right one is taken back.</summary>
    public string Label { get; init; } = "";

    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it was taken back: from then on nobody reads by it.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A paper of a meeting: what is handed out, the agenda, notes of a group. Bytes lie where uploads lie, under its id.</summary>
public sealed class MeetingPaper
{
    public const int NameLengthMax = 120;

    public Guid Id { get; init; }

    public int MeetingId { get; init; }

    /// <summary>Written at or after it; else handed out before.</summary>
    public bool IsRecord { get; set; }

    /// <summary>As whoever added it named it, cut and cleaned; shown, never used as a path.</summary>
    public required string Name { get; set; }

    /// <summary>Found by looking at the bytes, not believed from the upload.</summary>
    public required string ContentType { get; init; }

    public long Bytes { get; init; }

    public Guid? StaffId { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Set when the bytes were erased.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}
