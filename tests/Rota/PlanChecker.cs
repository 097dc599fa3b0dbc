using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>The hard rules once more, by the plainest sums there are: every duty against every other, every absence and every month.</summary>
internal static class PlanChecker
{
    /// <summary>Everything a table breaks, in words; empty when nothing. Duties without a holder are not looked at.</summary>
    public static List<string> Breaches(PlanRequest request, IReadOnlyList<int?> holders)
    {
        List<string> found = [];
        for (int unit = 0; unit < holders.Count; unit++)
        {
            if (request.Units[unit].FixedHolder is { } set && set != holders[unit])
            {
                found.Add($"{unit} is fixed to {set}");
            }

            if (holders[unit] is { } id)
            {
                if (request.Holders.SingleOrDefault(one => one.Id == id) is not { } holder)
                {
                    found.Add($"{unit}: who is {id}?");
                    continue;
                }

                found.AddRange(Alone(request, holder, request.Units[unit].Duty).Select(rule => $"{unit} {id} {rule}"));
                found.AddRange(Enumerable.Range(unit + 1, holders.Count - unit - 1)
                    .Where(other => holders[other] == id && Clash(request, request.Units[unit].Duty, request.Units[other].Duty)).Select(other => $"{unit} and {other} clash for {id}"));
                int month = holders.Where((other, place) => other == id && SameMonth(request.Units[place].Duty, request.Units[unit].Duty)).Count();
                if (month > (holder.MonthMax ?? int.MaxValue))
                {
                    found.Add($"{unit} is too many in its month for {id}");
                }
            }
        }

        return found;
    }

    /// <summary>What keeps a holder from a duty even when they have no other.</summary>
    public static IEnumerable<PlanRule> Alone(PlanRequest request, PlanHolder holder, DutyUnit duty)
    {
        if (holder.Seats is not null && !holder.Seats.Contains(duty.Seat))
        {
            yield return PlanRule.Seat;
        }

        if (holder.Away.Any(span => span.From < span.Until && span.From < duty.EndsAt && duty.StartsAt < span.Until))
        {
            yield return PlanRule.Away;
        }

        foreach (PlanSpan span in holder.Busy.Where(span => span.From < span.Until))
        {
            if (span.From < duty.EndsAt && duty.StartsAt < span.Until)
            {
                yield return PlanRule.Busy;
            }
            else if (Pause(span.From, span.Until, duty.StartsAt, duty.EndsAt) < request.RestMin)
            {
                yield return PlanRule.Rest;
            }
        }

        if (holder.MonthMax <= 0)
        {
            yield return PlanRule.MonthMax;
        }
    }

    /// <summary>True when nobody can have both.</summary>
    public static bool Clash(PlanRequest request, DutyUnit one, DutyUnit other) =>
        (one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt) || Pause(one.StartsAt, one.EndsAt, other.StartsAt, other.EndsAt) < request.RestMin;

    public static bool SameMonth(DutyUnit one, DutyUnit other) => (one.Day.Year, one.Day.Month) == (other.Day.Year, other.Day.Month);

    /// <summary>True when at some minute of the plan both of a pair are away. Spans begin and end on whole minutes.</summary>
    public static bool IsPairAway(PlanRequest request) => request.Pairs.Any(pair =>
    {
        PlanHolder one = request.Holders.Single(holder => holder.Id == pair.One), other = request.Holders.Single(holder => holder.Id == pair.Other);
        DateTimeOffset from = request.Units.Min(unit => unit.Duty.StartsAt), until = request.Units.Max(unit => unit.Duty.EndsAt);
        IEnumerable<DateTimeOffset> starts = one.Away.Concat(other.Away).Select(span => span.From).Append(from);
        return starts.Any(at => from <= at && at < until && one.Away.Any(span => span.From <= at && at < span.Until) && other.Away.Any(span => span.From <= at && at < span.Until));
    });

    /// <summary>A plan by trying every table, or null.</summary>
    public static int?[]? BruteForce(PlanRequest request)
    {
        int ways = (int)Math.Pow(request.Holders.Count, request.Units.Count);
        for (int way = 0; way < ways; way++)
        {
            int?[] table = TableOf(request, way);
            if (Breaches(request, table).Count == 0)
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>The table with this number, of as many as there are holders to the power of duties.</summary>
    public static int?[] TableOf(PlanRequest request, int way)
    {
        int?[] table = new int?[request.Units.Count];
        for (int unit = 0; unit < table.Length; unit++, way /= request.Holders.Count)
        {
            table[unit] = request.Holders[way % request.Holders.Count].Id;
        }

        return table;
    }

    /// <summary>The table of a plan, with null for what is open.</summary>
    public static int?[] TableOf(PlanRequest request, IReadOnlyList<PlanAssignment> assignments)
    {
        int?[] table = new int?[request.Units.Count];
        foreach (PlanAssignment assignment in assignments)
        {
            table[assignment.Unit] = table[assignment.Unit] is null ? assignment.Holder : throw new InvalidOperationException($"{assignment.Unit} is given twice.");
        }

        return table;
    }

    private static TimeSpan Pause(DateTimeOffset from, DateTimeOffset until, DateTimeOffset otherFrom, DateTimeOffset otherUntil) =>
        until <= otherFrom ? otherFrom - until : otherUntil <= from ? from - otherUntil : TimeSpan.Zero;
}
