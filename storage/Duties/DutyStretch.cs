using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Duties;

/// <summary>A duty as its holder knows it: an unbroken stretch on one seat, made of one line of the table. Two lines in a row are two duties.</summary>
/// <param name="EndsAt">The first instant it no longer holds.</param>
public sealed record DutyStretch(int RotaId, int SeatId, int HolderId, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => StartsAt < until && from < EndsAt;

    /// <summary>All duties of a rota that touch a span, whole, in order of start. Pure.</summary>
    /// <param name="view">With all shifts from <see cref="RotaRules.ShiftLengthMax"/> before the span to as much after it, or its first and last are cut.</param>
    public static IReadOnlyList<DutyStretch> Of(RotaView view, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<DutyStretch> found = [];
        foreach ((DutySeat seat, IReadOnlyList<DutySpan> spans) in view.Timelines(from - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax))
        {
            for (int at = 0; at < spans.Count; at++)
            {
                DutySpan span = spans[at];
                if (span.Shift?.HolderId is not { } holder)
                {
                    continue;
                }

                if (at > 0 && spans[at - 1].Shift?.HolderId == holder && !IsEdge(spans[at - 1], span))
                {
                    found[^1] = found[^1] with { EndsAt = span.EndsAt };
                }
                else
                {
                    found.Add(new DutyStretch(view.Rota.Id, seat.Id, holder, span.StartsAt, span.EndsAt));
                }
            }
        }

        return [.. found.Where(one => one.Overlaps(from, until)).OrderBy(one => one.StartsAt).ThenBy(one => one.SeatId)];
    }

    /// <summary>The line before ends here and the next begins here: not one duty under which something else was written.</summary>
    private static bool IsEdge(DutySpan before, DutySpan span) => before.Said!.EndsAt == span.StartsAt && span.Said!.StartsAt == span.StartsAt;
}
