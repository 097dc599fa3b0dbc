using Zaitaku.Storage.Duties;

namespace Zaitaku.Storage.Rota;

/// <summary>What somebody had of a rota more (or less) than their share.</summary>
/// <param name="Duties">Each kind apart; negative where they are owed some.</param>
/// <param name="Calls">Calls received, in the same way.</param>
public readonly record struct CarriedBalance(DutyTally Duties, double Calls);

/// <summary>What is carried from former years: what was held, less the fair share of it. No clock, no database.</summary>
/// <remarks>
/// Each duty is everybody's who had a part in the rota on its day, by share; so whoever comes owes nothing, whoever was away for a year is not asked for it,
/// and a change of share counts from its day. Duties of guests, who had no part, are nobody's.
/// </remarks>
public static class DutyBalanceRules
{
    public static IReadOnlyDictionary<int, CarriedBalance> Carried(IEnumerable<PastDuty> duties, IEnumerable<PastCalls> calls, IReadOnlyCollection<MemberTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(terms);
        Dictionary<int, CarriedBalance> balances = [];
        Dictionary<DateOnly, MemberTerm[]> byDay = [];
        foreach (PastDuty duty in duties)
        {
            Share(duty.Holder, duty.Day, (balance, part) => balance with { Duties = balance.Duties.Plus(duty.Kind, duty.Weight * part) });
        }

        foreach (PastCalls one in calls)
        {
            Share(one.Holder, one.Day, (balance, part) => balance with { Calls = balance.Calls + (one.Calls * part) });
        }

        return balances;

        void Share(int holder, DateOnly day, Func<CarriedBalance, double, CarriedBalance> plus)
        {
            if (!byDay.TryGetValue(day, out MemberTerm[]? present))
            {
                byDay.Add(day, present = [.. terms.Where(term => term.Holds(day)).DistinctBy(term => term.HolderId)]);
            }

            if (!Array.Exists(present, term => term.HolderId == holder))
            {
                return;
            }

            double shares = present.Sum(term => term.Share);
            foreach (MemberTerm term in present)
            {
                balances[term.HolderId] = plus(balances.GetValueOrDefault(term.HolderId), (term.HolderId == holder ? 1 : 0) - (term.Share / shares));
            }
        }
    }
}
