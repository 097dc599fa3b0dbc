namespace Zaitaku.Storage.DirectorySearch;

/// <summary>One thing a person wants of a place beyond the kind of service. Closed: these are all there are.</summary>
/// <param name="Id">The capability or condition id it came from.</param>
public abstract record Wish(string Id)
{
    /// <summary>The place can do this for a patient.</summary>
    public sealed record Capability(CapabilityKind Kind) : Wish(Kind.Id());

    /// <summary>Answers or is open round the clock.</summary>
    public sealed record RoundTheClock() : Wish(ConditionKind.Open24h.Id());

    public sealed record AcceptingNew() : Wish(ConditionKind.AcceptingNew.Id());

    public sealed record FemaleStaff() : Wish(ConditionKind.FemaleStaff.Id());

    /// <summary>Open in general on some days of the week, or at night.</summary>
    /// <param name="From">Minutes after midnight; the window ends at <paramref name="To"/>, past 1440 for the small hours after.</param>
    public sealed record Usually(ConditionKind Condition, string Label, DayMask Days, int From, int To) : Wish(Condition.Id());

    /// <summary>Open on one of these days, within the window.</summary>
    public sealed record OnDays(ConditionKind Condition, string Label, IReadOnlyList<WishDay> Days, int From, int To) : Wish(Condition.Id());
}

/// <summary>A calendar day with what the calendar says of it.</summary>
public readonly record struct WishDay(DateOnly Day, bool IsHoliday);
