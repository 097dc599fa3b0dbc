namespace Zaitaku.Storage.Meetings;

/// <summary>When and where, and whether at all: what nobody may be told wrong.</summary>
/// <param name="Way">Null where nobody wrote it down then.</param>
/// <param name="Address">Null where nobody wrote it down then.</param>
public sealed record MeetingFacts(DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string Place, string OnlineUrl, bool IsCancelled, MeetingWay? Way = null, string? Address = null)
{
    /// <summary>Whoever heard this goes right by it. What is not known of one is no difference, and an address beside a place they know makes nothing wrong.</summary>
    public bool HoldsStill(MeetingFacts now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return this with { Way = null, Address = null } == now with { Way = null, Address = null } && !IsOtherWay(now) && !IsOtherAddress(now);
    }

    public bool IsOtherWay(MeetingFacts now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return Way is { } before && now.Way is { } after && before != after;
    }

    public bool IsOtherAddress(MeetingFacts now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return Address is { Length: > 0 } before && now.Address is { Length: > 0 } after && before != after;
    }
}

/// <summary>What held of a meeting until an edit. Written with the edit, so that what somebody heard earlier can be told from what holds now.</summary>
public sealed class MeetingChange
{
    public long Id { get; init; }

    public int MeetingId { get; init; }

    /// <summary>Until then it held, by the clock of the edit: it was seen a little later, when the edit was saved.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The last <see cref="Meeting.Revision"/> of which it held; null for an edit of before that was written down.</summary>
    public int? Revision { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string Place { get; init; } = "";

    public string OnlineUrl { get; init; } = "";

    public bool IsCancelled { get; init; }

    /// <summary>Null for an edit of before it was written down.</summary>
    public MeetingWay? Way { get; init; }

    /// <inheritdoc cref="Way"/>
    public string? Address { get; init; }

    public MeetingFacts Facts => new(StartsAt, EndsAt, Place, OnlineUrl, IsCancelled, Way, Address);

    /// <param name="revision">Of the meeting before the edit.</param>
    public static MeetingChange Of(int meeting, int revision, MeetingFacts facts, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new MeetingChange
        {
            MeetingId = meeting, Revision = revision, Until = until, StartsAt = facts.StartsAt, EndsAt = facts.EndsAt, Place = facts.Place, OnlineUrl = facts.OnlineUrl, IsCancelled = facts.IsCancelled, Way = facts.Way, Address = facts.Address,
        };
    }
}
