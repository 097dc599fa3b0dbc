namespace Zaitaku.Storage.HandRaising;

/// <summary>What may be done with a case, and when doctors are reminded of it. No clock, no database.</summary>
public static class HandRules
{
    /// <summary>Parts of the time to the deadline, in hundredths, at which those who said nothing are asked again: closer as it nears.</summary>
    private static readonly int[] ChaseHundredths = [50, 75, 90];

    /// <summary>Longest time a reopened case gets by itself.</summary>
    private static readonly TimeSpan ReopenedMax = TimeSpan.FromDays(3);

    /// <summary>Shortest.</summary>
    private static readonly TimeSpan ReopenedMin = TimeSpan.FromHours(12);

    public static int ChasesMax => ChaseHundredths.Length;

    /// <summary>Seats nobody has.</summary>
    public static IReadOnlyList<HandSeatKind> OpenSeats(HandCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        HandSeatKind[] wanted = one.WantsDeputy ? [HandSeatKind.Main, HandSeatKind.Deputy] : [HandSeatKind.Main];
        return [.. wanted.Where(kind => one.SeatOf(kind) is null)];
    }

    /// <summary>The seat a hand gets by the first-come rule; null where none that it is up for is open.</summary>
    public static HandSeatKind? SeatFor(HandCase one, HandAsk ask)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(ask);
        return one.Seats.Exists(seat => seat.HolderId == ask.HolderId) ? null : OpenSeats(one).Where(ask.IsUpFor).Select(kind => (HandSeatKind?)kind).FirstOrDefault();
    }

    /// <summary>Hands that are up for a seat nobody has, in the order in which they went up.</summary>
    public static IEnumerable<HandAsk> Waiting(HandCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        IReadOnlyList<HandSeatKind> open = OpenSeats(one);
        return one.Asks.Where(ask => open.Any(ask.IsUpFor) && !one.Seats.Exists(seat => seat.HolderId == ask.HolderId)).OrderBy(ask => ask.AnsweredAt).ThenBy(ask => ask.Id);
    }

    /// <summary>When the next chaser, or the deadline itself, is due; null when both are past.</summary>
    public static DateTimeOffset? NextChase(DateTimeOffset from, DateTimeOffset deadline, int step) =>
        step < ChaseHundredths.Length ? from + ((deadline - from) * ChaseHundredths[step] / 100) : step == ChaseHundredths.Length ? deadline : null;

    /// <summary>Those who are asked again: who said nothing, while no hand is up for a seat nobody has.</summary>
    public static IEnumerable<HandAsk> ToChase(HandCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Waiting(one).Any() ? [] : one.Asks.Where(ask => ask.Answer == HandAnswer.None && !one.Seats.Exists(seat => seat.HolderId == ask.HolderId));
    }

    /// <summary>A case whose doctor stepped back is open for as long as it was before, half a day at least and three days at most.</summary>
    public static DateTimeOffset DeadlineAfter(HandCase one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        TimeSpan before = one.Deadline - (one.SentAt ?? one.CreatedAt);
        DateTimeOffset again = now + (before > ReopenedMax ? ReopenedMax : before < ReopenedMin ? ReopenedMin : before);
        return again > one.Deadline ? again : one.Deadline;
    }
}
