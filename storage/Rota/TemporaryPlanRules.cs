namespace Zaitaku.Storage.Rota;

/// <summary>How a temporary plan lies over the plan. No clock, no database.</summary>
public static class TemporaryPlanRules
{
    /// <summary>Rows of the two layers of which at least a part is answered: a plan's duty that a temporary one hides wholly is not.</summary>
    public static IEnumerable<DutyShift> Answered(IReadOnlyCollection<DutyShift> shifts)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        ILookup<int, DutyShift> over = shifts.Where(shift => shift.Layer == DutyLayer.TemporaryPlan).ToLookup(shift => shift.SeatId);
        return shifts.Where(shift => shift.Layer != DutyLayer.Plan || Uncovered(shift, over[shift.SeatId]).Count > 0);
    }

    /// <summary>The parts of a duty over which none of these lies, in order.</summary>
    public static IReadOnlyList<PlanSpan> Uncovered(DutyShift duty, IEnumerable<DutyShift> over)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return PlanSpanRules.Without(new PlanSpan(duty.StartsAt, duty.EndsAt), over.Select(one => new PlanSpan(one.StartsAt, one.EndsAt)));
    }
}
