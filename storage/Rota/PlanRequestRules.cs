using Zaitaku.Storage.Duties;

namespace Zaitaku.Storage.Rota;

/// <summary>Makes of what a hub knows what the planner is asked. No clock, no database.</summary>
public static class PlanRequestRules
{
    public static TimeSpan RestOf(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return TimeSpan.FromMinutes(Math.Clamp(rota.RestMinMinutes, 0, (int)PlanRequest.RestLimit.TotalMinutes));
    }

    /// <param name="until">The first day no longer asked for.</param>
    public static UnitOutcome UnitsOf(RotaPlanning planning, DateOnly from, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(planning);
        return UnitRules.UnitsOf([.. planning.Patterns.Select(line => line.Pattern)], planning.Calendar, from, until);
    }

    /// <summary>The duties to give, with those given that a pattern or a coordinator gave. What has begun is no longer planned.</summary>
    /// <param name="before">Of the proposal they take the place of: what was fixed by hand stays, where its hours still exist.</param>
    public static IReadOnlyList<ProposedDuty> DutiesOf(RotaPlanning planning, IEnumerable<DutyUnit> units, IEnumerable<ProposedDuty> before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(planning);
        ArgumentNullException.ThrowIfNull(before);
        Dictionary<int, int?> fixedTo = planning.Patterns.ToDictionary(line => line.Row.Id, line => line.Row.FixedHolderId);
        Dictionary<(int, DateTimeOffset, DateTimeOffset), ProposedDuty> byHand = before.Where(duty => duty is { FixedBy: FixedBy.Hand, Holder: not null })
            .GroupBy(duty => (duty.Seat, duty.StartsAt, duty.EndsAt)).ToDictionary(one => one.Key, one => one.First());
        return [.. units.Where(unit => unit.StartsAt > now).Select(unit => byHand.GetValueOrDefault((unit.Seat, unit.StartsAt, unit.EndsAt)) is { } kept
            ? new ProposedDuty(unit.Seat, unit.Day, unit.StartsAt, unit.EndsAt, unit.Kind, kept.Holder, FixedBy.Hand)
            : ByPattern(planning, unit, fixedTo.GetValueOrDefault(unit.Line)))];
    }

    /// <summary>Whom a pattern names has its duty, except while they are away: then others may.</summary>
    private static ProposedDuty ByPattern(RotaPlanning planning, DutyUnit unit, int? holder)
    {
        ProposedDuty duty = new(unit.Seat, unit.Day, unit.StartsAt, unit.EndsAt, unit.Kind);
        return planning.HolderOf(holder) is null ? duty
            : planning.Aways.Any(away => away.HolderId == holder && away.StartsAt < unit.EndsAt && unit.StartsAt < away.EndsAt) ? duty with { YieldedBy = holder }
            : duty with { Holder = holder, FixedBy = FixedBy.Pattern };
    }

    /// <summary>All that the planner must know: who may, shares, absences, duties elsewhere and before and after, what is carried.</summary>
    public static PlanRequest RequestOf(PlanFacts facts, IReadOnlyList<ProposedDuty> duties, int seed)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(duties);
        RotaPlanning planning = facts.Planning;
        DateTimeOffset until = duties.Count == 0 ? DateTimeOffset.MinValue : duties.Max(duty => duty.EndsAt);
        List<PastDuty> standing = Standing(facts.Own, duties);
        IReadOnlyDictionary<int, CarriedBalance> carried = DutyBalanceRules.Carried(standing.Where(duty => duty.StartsAt < until), facts.Calls, planning.Terms);
        ILookup<int, PastDuty> own = standing.ToLookup(duty => duty.Holder);
        ILookup<int, DutyStretch> elsewhere = facts.Elsewhere.ToLookup(duty => duty.HolderId);
        ILookup<int, DutyAway> aways = planning.Aways.ToLookup(away => away.HolderId);
        DateTimeOffset near = (duties.Count == 0 ? until : duties.Min(duty => duty.StartsAt)) - RotaRules.ShiftLengthMax - RestOf(planning.Rota);
        return new PlanRequest
        {
            Units = [.. duties.Select(duty => duty.Unit())],
            Holders = [.. planning.Members.Select(member => new PlanHolder(member.Holder.Id)
            {
                Share = member.Row.Share,
                MonthMax = member.Row.MonthMax,
                HeldInMonth = own[member.Holder.Id].Where(duty => duty.StartsAt > near.AddDays(-31)).GroupBy(duty => (duty.Day.Year * 12) + duty.Day.Month).ToDictionary(month => month.Key, month => (int)Math.Round(month.Sum(duty => duty.Weight))),
                Seats = member.Row.SeatIds(),
                Away = [.. aways[member.Holder.Id].Select(away => new PlanSpan(away.StartsAt, away.EndsAt))],
                Busy = [.. own[member.Holder.Id].Where(duty => duty.EndsAt > near).Select(duty => new PlanSpan(duty.StartsAt, duty.EndsAt)), .. elsewhere[member.Holder.Id].Select(duty => new PlanSpan(duty.StartsAt, duty.EndsAt))],
                Carried = carried.GetValueOrDefault(member.Holder.Id).Duties,
                CallsCarried = carried.GetValueOrDefault(member.Holder.Id).Calls,
            })],
            Pairs = [.. planning.Pairs.Select(pair => new PlanPair(pair.OneId, pair.OtherId))],
            RestMin = RestOf(planning.Rota),
            Seed = seed,
        };
    }

    /// <summary>The duties with the planner's holders.</summary>
    public static IReadOnlyList<ProposedDuty> Given(IReadOnlyList<ProposedDuty> duties, IEnumerable<PlanAssignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(duties);
        Dictionary<int, int> holders = assignments.ToDictionary(one => one.Unit, one => one.Holder);
        return [.. duties.Select((duty, place) => holders.TryGetValue(place, out int holder) ? duty with { Holder = holder } : duty)];
    }

    /// <summary>What stays when the plan is published: duties of the plan against which it sets others go. A temporary one lies over it and stays; so does what was written by hand.</summary>
    private static List<PastDuty> Standing(IReadOnlyList<PastDuty> own, IReadOnlyList<ProposedDuty> duties)
    {
        ILookup<int, ProposedDuty> bySeat = duties.ToLookup(duty => duty.Seat);
        DateTimeOffset first = duties.Count == 0 ? DateTimeOffset.MaxValue : duties.Min(duty => duty.StartsAt);
        return [.. own.Where(duty => duty.EndsAt <= first || duty.Layer > DutyLayer.Plan || !bySeat[duty.Seat].Any(set => set.StartsAt < duty.EndsAt && duty.StartsAt < set.EndsAt))];
    }
}
