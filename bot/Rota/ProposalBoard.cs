using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>A duty of a proposal as one line.</summary>
/// <param name="Place">In the proposal.</param>
/// <param name="Why">Why its holder has it, or why nobody does.</param>
/// <param name="Breaches">Rules it breaks, in words.</param>
public sealed record ProposalRow(int Place, ProposedDuty Duty, string Seat, string Why, IReadOnlyList<string> Breaches);

/// <summary>A proposal with all that is true of it now: why each has what, what is broken, how equal it is.</summary>
public sealed record ProposalBoard(RotaPlanning Planning, IReadOnlyList<ProposedDuty> Duties, PlanRequest Request, PlanDescription Description, IReadOnlyList<PlanConflict> Breaches, HolidayCalendar Holidays)
{
    /// <summary>Lines shown at once; of a longer one a month is.</summary>
    public const int RowsMax = 120;

    /// <summary>Of what is broken, to be sent back by whoever was shown it; empty where nothing is.</summary>
    public string Mark => Breaches.Count == 0 ? "" : MarkOf(Breaches);

    public int OpenCount => Duties.Count(duty => duty.Holder is null);

    public static ProposalBoard Of(PlanFacts facts, IReadOnlyList<ProposedDuty> duties, int seed, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(duties);
        PlanRequest request = PlanRequestRules.RequestOf(facts, duties, seed);
        int?[] holders = [.. duties.Select(duty => duty.Holder)];
        return new ProposalBoard(facts.Planning, duties, request, PlannerRules.Describe(request, holders), PlannerRules.BreachesOf(request, holders), holidays);
    }

    /// <summary>Months it has duties in, by their first days.</summary>
    public IReadOnlyList<DateOnly> Months => [.. Duties.Select(duty => new DateOnly(duty.Day.Year, duty.Day.Month, 1)).Distinct().Order()];

    /// <summary>Duties by what they count as, of which there are any here or carried.</summary>
    public IReadOnlyList<DutyCount> Kinds => [.. Enum.GetValues<DutyCount>().Where(kind => Duties.Any(duty => duty.Kind == kind) || Description.Loads.Any(load => Math.Abs(load.Before.Of(kind)) > 0.05))];

    /// <summary>Places of a month, or all of a short proposal.</summary>
    public IReadOnlyList<int> PlacesOf(DateOnly? month) =>
        [.. Enumerable.Range(0, Duties.Count).Where(place => month is not { } first || (Duties[place].Day.Year, Duties[place].Day.Month) == (first.Year, first.Month))];

    /// <summary>The month that is shown: the one asked for, the first of a long proposal, null for all of a short one.</summary>
    public DateOnly? MonthOf(string? asked)
    {
        IReadOnlyList<DateOnly> months = Months;
        bool isMonth = DateOnly.TryParseExact($"{asked}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month) && months.Contains(month);
        return Duties.Count <= RowsMax || months.Count == 0 ? null : isMonth ? month : months[0];
    }

    public IEnumerable<ProposalRow> Rows(DateOnly? month)
    {
        Dictionary<int, PlanWhy> whys = Description.Assignments.ToDictionary(one => one.Unit, one => one.Why);
        Dictionary<int, PlanOpening> open = Description.Open.ToDictionary(one => one.Unit);
        ILookup<int, PlanConflict> broken = Breaches.SelectMany(breach => breach.Units.Select(unit => (unit, breach))).ToLookup(one => one.unit, one => one.breach);
        return PlacesOf(month).Select(place => new ProposalRow(place, Duties[place], Planning.NameOf(Duties[place].Seat),
            whys.TryGetValue(place, out PlanWhy? why) ? PlanWords.Why(Duties[place], why, Planning) : Duties[place].Holder is null && open.TryGetValue(place, out PlanOpening? opening) ? PlanWords.Open(opening, Planning) : "",
            [.. broken[place].Select(Told)]));
    }

    public string Told(PlanConflict conflict) => PlanWords.Of(conflict, Duties, Planning, Holidays);

    /// <summary>What is broken here and was not in another table of the same duties.</summary>
    public IReadOnlyList<PlanConflict> BrokenSince(ProposalBoard before)
    {
        ArgumentNullException.ThrowIfNull(before);
        HashSet<string> known = [.. before.Breaches.Select(KeyOf)];
        return [.. Breaches.Where(breach => !known.Contains(KeyOf(breach)))];
    }

    /// <summary>Names a set of breaches, so that somebody accepts those they were shown and no others.</summary>
    public static string MarkOf(IEnumerable<PlanConflict> breaches) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', breaches.Select(KeyOf).Order(StringComparer.Ordinal)))))[..16];

    private static string KeyOf(PlanConflict breach) => $"{breach.Kind}:{string.Join(',', breach.Rules)}:{string.Join(',', breach.Units)}:{string.Join(',', breach.Holders)}:{breach.Span?.From.UtcTicks}";
}
