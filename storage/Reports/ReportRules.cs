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
    public static ConsultationReport Of(FiscalYear year, IEnumerable<CountedConsultation> rows, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes, DateOnly today)
    {
        ILookup<int, CountedConsultation> months = rows.ToLookup(row => year.MonthOf(OfficeTime.DayOf(row.ReceivedAt)));
        return Of(year, [.. Enumerable.Range(0, FiscalYear.MonthsCount).Select(month => Count([.. months[month]], workingMinutes))], today);
    }

    /// <param name="rows">Received in one month.</param>
    /// <param name="workingMinutes">Working minutes of the hub between two instants.</param>
    public static CountedMonth Count(IReadOnlyCollection<CountedConsultation> rows, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(workingMinutes);
        CountedMonth month = new(
            rows.Count,
            rows.Count(row => row.Origin == ConsultationOrigin.Resident),
            rows.Count(row => row is { FirstAnswerAt: null, Outcome: not (ConsultationOutcome.Withdrawn or ConsultationOutcome.Connected) }),
            [.. rows.Where(row => row.FirstAnswerAt is not null).Select(row => Math.Max(0, workingMinutes(row.ReceivedAt, row.FirstAnswerAt!.Value)))]); // One by phone may be answered before somebody has written down when it came.
        foreach (CountedConsultation row in rows)
        {
            month.Origins.Add(row.Origin);
            month.Contents.Add(row.Content);
            month.Phases.Add(row.Phase);
            month.Outcomes.Add(row.Outcome);
            month.Routes.Add(row.Route);
        }

        return month;
    }

    /// <param name="months">April through March.</param>
    /// <param name="today">Months after this day have no number yet.</param>
    public static ConsultationReport Of(FiscalYear year, IReadOnlyList<CountedMonth> months, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(months);
        int begun = Enumerable.Range(0, FiscalYear.MonthsCount).Count(month => year.FirstDay.AddMonths(month) <= today);
        return new ConsultationReport
        {
            Year = year,
            All = Line("all", "相談件数", [.. months.Select(month => month.All)], begun),
            Residents = Line("resident", "うち地域住民", [.. months.Select(month => month.Residents)], begun),
            Origins = Lines(ConsultationTerms.Origins, [.. months.Select(month => month.Origins)], NotWrittenDown, begun),
            Contents = Lines(ConsultationTerms.Contents, [.. months.Select(month => month.Contents)], NotWrittenDown, begun),
            Phases = Lines(ConsultationTerms.Phases, [.. months.Select(month => month.Phases)], NotWrittenDown, begun),
            Outcomes = Lines(ConsultationTerms.Outcomes, [.. months.Select(month => month.Outcomes)], NotEnded, begun),
            Routes = Lines(ConsultationTerms.Routes, [.. months.Select(month => month.Routes)], NotWrittenDown, begun),
            Answers = Times(months.SelectMany(month => month.Minutes), months.Sum(month => month.Unanswered)),
            AnswersByMonth = [.. months.Select((month, at) => at < begun ? Times(month.Minutes, month.Unanswered) : null)],
        };
    }

    /// <summary>One breakdown: a line each term, and one for what has none where there is any.</summary>
    private static ReportLine[] Lines<T>(DomainTerms<T> terms, TermCounts<T>[] months, string none, int begun)
        where T : struct, Enum =>
        [
            .. terms.All.Select(term => Line(terms.Id(term), terms.Name(term), [.. months.Select(month => month[term])], begun)),
            .. months.Any(month => month.None > 0) ? [Line("", none, [.. months.Select(month => month.None)], begun)] : Array.Empty<ReportLine>(),
        ];

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
