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
        // A consultation by phone may be answered before somebody has written down when it came.
        Counted[] all = [.. rows.Select(row => new Counted(row, year.MonthOf(OfficeTime.DayOf(row.ReceivedAt)), row.FirstAnswerAt is { } at ? Math.Max(0, workingMinutes(row.ReceivedAt, at)) : null))];
        int begun = Enumerable.Range(0, FiscalYear.MonthsCount).Count(month => year.FirstDay.AddMonths(month) <= today);
        ReportLine Line(string id, string name, IReadOnlyCollection<Counted> some)
        {
            int?[] months = [.. Enumerable.Range(0, FiscalYear.MonthsCount).Select(month => month < begun ? 0 : (int?)null)];
            foreach (Counted one in some)
            {
                months[one.Month]++; // A month to come stays null.
            }

            return new ReportLine(id, name, months, some.Count);
        }

        ReportLine[] Lines<T>(DomainTerms<T> terms, Func<CountedConsultation, T?> of, string none)
            where T : struct, Enum
        {
            ILookup<T?, Counted> named = all.ToLookup(one => of(one.Row));
            return [.. terms.All.Select(term => Line(terms.Id(term), terms.Name(term), [.. named[term]])), .. named.Contains(null) ? [Line("", none, [.. named[null]])] : Array.Empty<ReportLine>()];
        }

        return new ConsultationReport
        {
            Year = year,
            All = Line("all", "相談件数", all),
            Residents = Line("resident", "うち地域住民", [.. all.Where(one => one.Row.Origin == ConsultationOrigin.Resident)]),
            Origins = Lines(ConsultationTerms.Origins, row => row.Origin, NotWrittenDown),
            Contents = Lines(ConsultationTerms.Contents, row => row.Content, NotWrittenDown),
            Phases = Lines(ConsultationTerms.Phases, row => row.Phase, NotWrittenDown),
            Outcomes = Lines(ConsultationTerms.Outcomes, row => row.Outcome, NotEnded),
            Routes = Lines(ConsultationTerms.Routes, row => (ConsultationRoute?)row.Route, NotWrittenDown),
            Answers = Times(all),
            AnswersByMonth = [.. Enumerable.Range(0, FiscalYear.MonthsCount).Select(month => month < begun ? Times([.. all.Where(one => one.Month == month)]) : null)],
        };
    }

    /// <param name="Minutes">Until the first answer; null without one.</param>
    private readonly record struct Counted(CountedConsultation Row, int Month, int? Minutes);

    private static AnswerTimes Times(IReadOnlyCollection<Counted> some)
    {
        int[] minutes = [.. some.Select(one => one.Minutes).OfType<int>().Order()];
        return new AnswerTimes(minutes.Length, some.Count(one => one.Row is { FirstAnswerAt: null, Outcome: not (ConsultationOutcome.Withdrawn or ConsultationOutcome.Connected) }), Median(minutes), AtLeast(minutes, 90));
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
