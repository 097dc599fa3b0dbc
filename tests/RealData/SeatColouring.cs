using System.Globalization;

namespace Zaitaku.Tests.RealData;

/// <summary>A span of duty that has no seat yet.</summary>
/// <param name="Department">As the table writes it; empty where it names none.</param>
/// <param name="HolderKey"><see cref="DutyHolder.NameKey"/>.</param>
/// <param name="EndsAt">The first instant it no longer holds.</param>
public sealed record SeatSpan(string Department, string HolderKey, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>
/// Gives the rows of a table seats, since tables name departments and not seats: duties of one department that overlap sit on seats
/// 1, 2 and so on, with no more seats than are on duty at once.
/// </summary>
public static class SeatColouring
{
    /// <summary>Names of seats (小児科 1, 小児科 2; 1, 2 for a department without a name), one per span and in the order given. The order given does not decide: the earlier start takes the lower free seat, of two equal starts the lower key.</summary>
    public static IReadOnlyList<string> Colour(IReadOnlyList<SeatSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        string[] seats = new string[spans.Count];
        foreach (IGrouping<string, int> department in Enumerable.Range(0, spans.Count).GroupBy(at => spans[at].Department, StringComparer.Ordinal))
        {
            List<DateTimeOffset> freeFrom = [];
            foreach (int at in department.OrderBy(at => spans[at].StartsAt).ThenBy(at => spans[at].HolderKey, StringComparer.Ordinal).ThenBy(at => spans[at].EndsAt))
            {
                int seat = freeFrom.FindIndex(free => free <= spans[at].StartsAt);
                if (seat < 0)
                {
                    seat = freeFrom.Count;
                    freeFrom.Add(default);
                }

                freeFrom[seat] = spans[at].EndsAt;
                seats[at] = string.Create(CultureInfo.InvariantCulture, $"{department.Key} {seat + 1}").TrimStart();
            }
        }

        return seats;
    }
}
