using Zaitaku.Storage.Duties;

namespace Zaitaku.Storage.Rota;

/// <summary>A line of a rota's pattern with the row that keeps it.</summary>
public sealed record PatternLine(RotaPattern Row, ShiftPattern Pattern);

/// <summary>Somebody who takes duties of a rota, by name.</summary>
public sealed record PlanMember(RotaMember Row, DutyHolder Holder);

/// <summary>What coordinators said of a rota for planning it.</summary>
/// <param name="Patterns">Those that hold, in order of rank.</param>
/// <param name="Members">Who takes duties now, in order.</param>
/// <param name="Terms">Of everybody who ever had a part.</param>
/// <param name="Aways">Of the members, from now on, in order.</param>
/// <param name="Pairs">In which both are members.</param>
public sealed record RotaPlanning(
    DutyRota Rota, DutyCalendar Calendar, IReadOnlyList<PatternLine> Patterns, IReadOnlyList<PlanMember> Members, IReadOnlyList<MemberTerm> Terms, IReadOnlyList<DutyAway> Aways, IReadOnlyList<DutyPair> Pairs)
{
    public IEnumerable<DutySeat> Seats => Rota.Seats.OrderBy(seat => seat.Position);

    public DutyHolder? HolderOf(int? id) => Members.FirstOrDefault(member => member.Holder.Id == id)?.Holder;

    /// <summary>How people call a seat: its group, with a number where several share it.</summary>
    public string NameOf(int seat)
    {
        DutySeat? one = Rota.Seats.Find(other => other.Id == seat);
        DutySeat[] twins = [.. Seats.Where(other => other.Group == one?.Group)];
        string name = DutyWords.KindOf(one?.Group ?? "") is { Length: > 0 } kind ? kind : "当番";
        return twins.Length > 1 ? $"{name}{Array.IndexOf(twins, one) + 1}" : name;
    }
}

/// <summary>The same with what the planner must know of other duties.</summary>
/// <param name="Own">What the rota's table says, from <see cref="PlanReads.BalanceYears"/> before the plan to some days after it.</param>
/// <param name="Elsewhere">The members' duties on other rotas around the plan.</param>
public sealed record PlanFacts(RotaPlanning Planning, IReadOnlyList<PastDuty> Own, IReadOnlyList<PastCalls> Calls, IReadOnlyList<DutyStretch> Elsewhere);
