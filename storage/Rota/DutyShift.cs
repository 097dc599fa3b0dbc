namespace Zaitaku.Storage.Rota;

/// <summary>Where a shift comes from; of two that cover one instant the higher layer holds. Stored as text.</summary>
public enum DutyLayer
{
    /// <summary>The published table.</summary>
    Plan,

    /// <summary>A table for some days that stands over the plan: 年末年始, a congress.</summary>
    TemporaryPlan,

    /// <summary>What a coordinator wrote for one occasion.</summary>
    Override,

    /// <summary>What two holders agreed on.</summary>
    Swap,
}

/// <summary>
/// Somebody's duty on one seat, from its first instant to the one at which it no longer holds. Rows are never changed: what is no longer so gets
/// <see cref="KnownUntil"/> and what is so instead is a new row, so that "who was on, as we knew it then" has an answer.
/// </summary>
public sealed class DutyShift
{
    public const int NoteLengthMax = 200;
    public const int PhoneLengthMax = 80;

    public long Id { get; init; }

    public int SeatId { get; init; }

    /// <summary>Where it was read along, or is written together with the shift; else null.</summary>
    public DutySeat? Seat { get; init; }

    /// <summary>Null says that nobody is on duty, whatever lower layers say: a table for New Year leaves that day out.</summary>
    public int? HolderId { get; init; }

    /// <inheritdoc cref="Seat"/>
    public DutyHolder? Holder { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant it no longer holds.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public DutyLayer Layer { get; init; }

    /// <summary>How to call during this shift, where the table says so; else the holder's own number holds. Personal data: never logged.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Of the table or of a coordinator; shown to professionals. No words about patients belong here.</summary>
    public string Note { get; init; } = "";

    /// <summary>Since when the product says so.</summary>
    public DateTimeOffset KnownFrom { get; init; }

    /// <summary>Since when it no longer does; null while it does.</summary>
    public DateTimeOffset? KnownUntil { get; private set; }

    /// <summary>The account that wrote or published it; null for a command.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>The <see cref="RotaDraft"/> it was published with.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>It no longer holds; what was so until now stays known.</summary>
    /// <exception cref="InvalidOperationException">It was withdrawn before.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        if (KnownUntil is not null)
        {
            throw new InvalidOperationException($"Shift {Id} was withdrawn before.");
        }

        KnownUntil = now;
    }
}
