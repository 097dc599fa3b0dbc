namespace Zaitaku.Storage.Duties;

/// <summary>Why a duty is not safely held. Stored as text.</summary>
public enum GapCause
{
    /// <summary>Nobody stands in the table for hours that the pattern asks for, or a row says that nobody is on.</summary>
    NobodyAssigned,

    /// <summary>The holder takes no more duties.</summary>
    MemberLeft,

    /// <summary>The holder said that they are away.</summary>
    Unavailable,

    /// <summary>The holder is on another seat at the same time.</summary>
    DoubleBooked,

    /// <summary>The holder cannot be told: no chat, or it is blocked.</summary>
    NoChannel,

    /// <summary>The rota's last duty is near, and no table goes on after it.</summary>
    TableEnds,

    /// <summary>Two lines of the pattern ask for the same hours: nothing can be planned before one is mended.</summary>
    PatternsCollide,
}

/// <summary>A weak place of a rota that the coordinators know of. One row from when it was found to when it was mended.</summary>
public sealed class DutyGap
{
    /// <summary>How long one that is over is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    public long Id { get; init; }

    public int RotaId { get; init; }

    public int SeatId { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public GapCause Cause { get; init; }

    /// <summary>Who stands there, where somebody does.</summary>
    public int? HolderId { get; init; }

    public DateTimeOffset FoundAt { get; init; }

    /// <summary>When coordinators were told; null where nobody is told of it by a message of its own (<see cref="IsListed"/>).</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The look whose messages told of it, so that one that waits for the morning is looked at once more; null where none did.</summary>
    public Guid? ToldIn { get; set; }

    /// <summary>Set when it was mended or is past.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary><see cref="FoundGap.Key"/> while it is open, null afterwards: of two who find one at the same moment one writes it (ux_duty_gap_open).</summary>
    public string? OpenKey { get; private set; }

    /// <summary>It was found just now.</summary>
    public static DutyGap Of(FoundGap found, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new DutyGap { RotaId = found.RotaId, SeatId = found.SeatId, StartsAt = found.StartsAt, EndsAt = found.EndsAt, Cause = found.Cause, HolderId = found.HolderId, FoundAt = now, OpenKey = found.Key };
    }

    /// <summary>Told by the weekly list and the page only: it is there on every day until it is mended.</summary>
    public static bool IsListed(GapCause cause) => cause is GapCause.NoChannel or GapCause.PatternsCollide;

    /// <summary>It is mended, or past.</summary>
    public void End(DateTimeOffset now) => (GoneAt, OpenKey) = (now, null);
}
