using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Duties;

/// <summary>Who may read and write words of a handover, when, how long they are shown, and whom they are told of. No clock, no database.</summary>
public static class HandoverRules
{
    /// <summary>Whoever comes on reads what is there from so long before.</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromHours(24);

    /// <summary>Whoever went off writes, and reads, for so long after.</summary>
    public static readonly TimeSpan OpenAfter = TimeSpan.FromHours(24);

    /// <summary>A link that was sent holds no longer than this; a fresh one is one press.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>Words are shown beyond the end of the next one's duty: their own note builds on them.</summary>
    public static readonly TimeSpan ShownAfterNext = TimeSpan.FromDays(1);

    /// <summary>Shown so long after the duty where the table has nobody next.</summary>
    public static readonly TimeSpan ShownWithoutNext = TimeSpan.FromHours(72);

    /// <summary>The next one is told of words written so near to their start; before, the message at their start says it.</summary>
    public static readonly TimeSpan ToldBefore = TimeSpan.FromHours(12);

    /// <summary>Changes one after another are told once: after a notice the next waits so long.</summary>
    public static readonly TimeSpan BurstPause = TimeSpan.FromMinutes(15);

    /// <summary>Longest a coordinator's watch point is shown.</summary>
    public static readonly TimeSpan WatchMax = TimeSpan.FromDays(60);

    /// <summary>When it ended for its holder: by plan, or where it was given to somebody else while it ran.</summary>
    public static DateTimeOffset EndOf(HeldDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return duty.EndedAt is { } ended && ended < duty.EndsAt ? ended : duty.EndsAt;
    }

    /// <summary>From when on its page is shut.</summary>
    public static DateTimeOffset ClosesAt(HeldDuty duty) => EndOf(duty) + OpenAfter;

    /// <summary>True while its page may be opened. One that ended before it began was never theirs to hand over.</summary>
    public static bool IsOpen(HeldDuty duty, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return EndOf(duty) > duty.StartsAt && duty.StartsAt - OpensBefore <= now && now < ClosesAt(duty);
    }

    /// <summary>Words of others are for whose duty it is: not for one whose night was given away while it ran.</summary>
    public static bool MayRead(HeldDuty duty, DateTimeOffset now) => IsOpen(duty, now) && duty.IsOpen;

    /// <summary>Handed over is what was held: from the start on.</summary>
    public static bool MayWrite(HeldDuty duty, DateTimeOffset now) => IsOpen(duty, now) && duty.StartsAt <= now;

    /// <summary>Somebody else's first duty on the same seat after it, within the time in which tables are asked for a next one.</summary>
    /// <param name="rows">Of its rota.</param>
    /// <param name="endsAfter">One that was over by then is passed over.</param>
    public static HeldDuty? NextOf(HeldDuty duty, IEnumerable<HeldDuty> rows, DateTimeOffset endsAfter)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(rows);
        DateTimeOffset end = EndOf(duty);
        return rows.Where(one => one.IsOpen && one.SeatId == duty.SeatId && one.HolderId != duty.HolderId && one.StartsAt >= end && one.StartsAt <= end + RotaRules.NextWithin && one.EndsAt > endsAfter)
            .OrderBy(one => one.StartsAt).ThenBy(one => one.Id).FirstOrDefault();
    }

    /// <param name="next">Who comes after; null where nobody does.</param>
    public static DateTimeOffset ShownUntil(HeldDuty duty, HeldDuty? next) => next is null ? EndOf(duty) + ShownWithoutNext : next.EndsAt + ShownAfterNext;

    /// <summary>True where whoever comes next hears of it at once.</summary>
    public static bool IsTold(HeldDuty next, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next.StartsAt - ToldBefore <= now && now < next.EndsAt;
    }
}
