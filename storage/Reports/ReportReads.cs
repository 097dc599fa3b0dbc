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
    public static async Task<ConsultationReport> ReadAsync(
        ZaitakuDb db, FiscalYear year, Func<DateTimeOffset, DateTimeOffset, int> workingMinutes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<CountedConsultation> rows = await Counted(db).Where(one => one.ReceivedAt >= year.From && one.ReceivedAt < year.Until).OrderBy(one => one.ReceivedAt)
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
        return ReportRules.Of(year, rows, workingMinutes, OfficeTime.DayOf(now));
    }

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
