using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Reports;

/// <summary>Reads what is counted. Drafts, merged and abandoned consultations are not.</summary>
public static class ReportReads
{
    /// <summary>A hub has some hundred a year; a prefecture's sixteen have some thousand.</summary>
    private const int RowsMax = 500_000;

    /// <param name="workingMinutes">Working minutes of the hub between two instants.</param>
    public static Task<ConsultationReport> ReadAsync(
        ZaitakuDb db, FiscalYear year, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(db, year, workingMinutes, new CountedMonths(), now, cancellationToken);

    /// <param name="workingMinutes">Working minutes of the hub between two instants.</param>
    /// <param name="counted">What was counted before; months in which nothing has changed are not read again.</param>
    public static async Task<ConsultationReport> ReadAsync(
        ZaitakuDb db, FiscalYear year, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes, CountedMonths counted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(counted);
        List<CountedMonth> months = [];
        for (int at = 0; at < FiscalYear.MonthsCount; at++)
        {
            DateOnly month = year.FirstDay.AddMonths(at);
            (DateTimeOffset from, DateTimeOffset until) = (OfficeTime.At(month, 0), OfficeTime.At(month.AddMonths(1), 0));
            IQueryable<Consultation> received = Counted(db).Where(one => one.ReceivedAt >= from && one.ReceivedAt < until);
            MonthMark mark = await received.GroupBy(_ => 1).Select(all => new MonthMark(all.Count(), all.Sum(one => (long)one.Revision), all.Sum(one => (long)one.Number * (one.Revision + 1))))
                .FirstOrDefaultAsync(cancellationToken) ?? new MonthMark(0, 0, 0);
            if (counted.Find(month, mark, workingMinutes) is not { } known)
            {
                known = ReportRules.Count(mark.Count == 0 ? [] : await RowsAsync(received, cancellationToken), workingMinutes);
                counted.Keep(month, mark, workingMinutes, known);
            }

            months.Add(known);
        }

        return ReportRules.Of(year, months, OfficeTime.DayOf(now));
    }

    private static Task<List<CountedConsultation>> RowsAsync(IQueryable<Consultation> received, CancellationToken cancellationToken) =>
        received.OrderBy(one => one.ReceivedAt)
            .Select(one => new CountedConsultation
            {
                ReceivedAt = one.ReceivedAt!.Value,
                Origin = one.Origin,
                Content = one.Content,
                Phase = one.Phase,
                Outcome = one.Outcome,
                Route = one.Route,
                FirstAnswerAt = one.FirstAnswerAt,
            }).Take(RowsMax).ToListAsync(cancellationToken);

    /// <summary>The year of the first consultation; null while there is none.</summary>
    public static async Task<FiscalYear?> FirstYearAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DateTimeOffset? first = await Counted(db).OrderBy(one => one.ReceivedAt).Select(one => one.ReceivedAt).FirstOrDefaultAsync(cancellationToken);
        return first is { } at ? FiscalYear.Of(OfficeTime.DayOf(at)) : null;
    }

    private static IQueryable<Consultation> Counted(ZaitakuDb db) =>
        db.Consultations.AsNoTracking().Where(one => one.ReceivedAt != null && ReportRules.CountedStates.Contains(one.State));
}
