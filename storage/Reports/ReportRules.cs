using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Reports;

/// <summary>Counts consultations into the yearly report. Drafts, merged and abandoned ones must not be among the rows. No clock, no database.</summary>
public static class ReportRules
{
    public const string NotWrittenDown = "記載なし";
    public const string NotEnded = "継続中";

    /// <summary>States that count: whatever reached the queue and went on by itself.</summary>
    public static readonly IReadOnlyList<ConsultationState> CountedStates =
        [ConsultationState.Waiting, ConsultationState.Claimed, ConsultationState.AskedBack, ConsultationState.Planned, ConsultationState.Closed];

    /// <param name="rows">Received in this fiscal year.</param>
    /// <param name="workingMinutes">Working minutes of the hub between two instants.</param>
    /// <param name="today">Months after this day have no number yet.</param>
    public static ConsultationReport Of(FiscalYear year, IReadOnlyCollection<CountedConsultation> rows, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(workingMinutes);
        int begun = Enumerable.Range(0, FiscalYear.MonthsCount).Count(month => year.FirstDay.AddMonths(month) <= today);
        int[] all = new int[FiscalYear.MonthsCount], residents = new int[FiscalYear.MonthsCount], unanswered = new int[FiscalYear.MonthsCount];
        List<int>[] minutes = [.. Enumerable.Range(0, FiscalYear.MonthsCount).Select(_ => new List<int>())];
        Tally<ConsultationOrigin> origins = new(ConsultationTerms.Origins);
        Tally<ConsultationContent> contents = new(ConsultationTerms.Contents);
        Tally<ConsultationPhase> phases = new(ConsultationTerms.Phases);
        Tally<ConsultationOutcome> outcomes = new(ConsultationTerms.Outcomes);
        Tally<ConsultationRoute> routes = new(ConsultationTerms.Routes);
        foreach (CountedConsultation row in rows)
        {
            int month = year.MonthOf(OfficeTime.DayOf(row.ReceivedAt));
            all[month]++;
            residents[month] += row.Origin == ConsultationOrigin.Resident ? 1 : 0;
            origins.Count(row.Origin, month);
            contents.Count(row.Content, month);
            phases.Count(row.Phase, month);
            outcomes.Count(row.Outcome, month);
            routes.Count(row.Route, month);
            if (row.FirstAnswerAt is { } at)
            {
                minutes[month].Add(Math.Max(0, workingMinutes(row.ReceivedAt, at))); // One by phone may be answered before somebody has written down when it came.
            }
            else
            {
                unanswered[month] += row.Outcome is ConsultationOutcome.Withdrawn or ConsultationOutcome.Connected ? 0 : 1;
            }
        }

        return new ConsultationReport
        {
            Year = year,
            All = Line("all", "相談件数", all, begun),
            Residents = Line("resident", "うち地域住民", residents, begun),
            Origins = origins.Lines(NotWrittenDown, begun),
            Contents = contents.Lines(NotWrittenDown, begun),
            Phases = phases.Lines(NotWrittenDown, begun),
            Outcomes = outcomes.Lines(NotEnded, begun),
            Routes = routes.Lines(NotWrittenDown, begun),
            Answers = Times(minutes.SelectMany(month => month), unanswered.Sum()),
            AnswersByMonth = [.. minutes.Select((some, month) => month < begun ? Times(some, unanswered[month]) : null)],
        };
    }

    /// <summary>One breakdown while it is counted: months of each term, and of what has none.</summary>
    private sealed class Tally<T>(DomainTerms<T> terms)
        where T : struct, Enum
    {
        private readonly Dictionary<T, int[]> _named = terms.All.ToDictionary(term => term, _ => new int[FiscalYear.MonthsCount]);
        private readonly int[] _none = new int[FiscalYear.MonthsCount];

        public void Count(T? term, int month) => (term is { } named ? _named[named] : _none)[month]++;

        public ReportLine[] Lines(string none, int begun) =>
            [.. terms.All.Select(term => Line(terms.Id(term), terms.Name(term), _named[term], begun)), .. _none.Sum() > 0 ? [Line("", none, _none, begun)] : Array.Empty<ReportLine>()];
    }

    /// <param name="begun">Months that have begun; one to come has no number.</param>
    private static ReportLine Line(string id, string name, int[] months, int begun) => new(id, name, [.. months.Select((count, month) => month < begun ? count : (int?)null)], months.Sum());

    private static AnswerTimes Times(IEnumerable<int> some, int unanswered)
    {
        int[] minutes = [.. some.Order()];
        return new AnswerTimes(minutes.Length, unanswered, Median(minutes), AtLeast(minutes, 90));
    }

    /// <summary>The middle of the sorted values; of an even number the mean of the two in the middle.</summary>
    internal static int? Median(int[] sorted) => sorted.Length switch
    {
        0 => null,
        int count when count % 2 == 1 => sorted[count / 2],
        int count => (int)Math.Round((sorted[(count / 2) - 1] + sorted[count / 2]) / 2.0, MidpointRounding.AwayFromZero),
    };

    /// <summary>Nearest rank: the smallest value that so many percent do not exceed.</summary>
    internal static int? AtLeast(int[] sorted, int percent) => sorted.Length == 0 ? null : sorted[(((sorted.Length * percent) + 99) / 100) - 1];
}
