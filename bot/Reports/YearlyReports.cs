using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Reports;

/// <summary>The report of a year, counted here or by hand before; and which years there are.</summary>
public sealed class YearlyReports(ZaitakuDb db, IDeskPolicies policies, IOptions<ReportsOptions> options, CountedMonths counts, TimeProvider clock)
{
    /// <summary>Offered, newest first.</summary>
    private const int YearsMax = 40;

    public FiscalYear ThisYear => FiscalYear.Of(OfficeTime.DayOf(clock.GetUtcNow()));

    public async Task<IReadOnlyList<FiscalYear>> YearsAsync(CancellationToken cancellationToken)
    {
        int newest = ThisYear.Year;
        int first = (await ReportReads.FirstYearAsync(db, cancellationToken))?.Year ?? newest;
        return [.. Enumerable.Range(first, Math.Max(1, newest - first + 1)).Concat(options.Value.Earlier.Select(earlier => earlier.Year))
            .Distinct().OrderDescending().Take(YearsMax).Select(year => new FiscalYear(year))];
    }

    /// <summary>A year counted by hand, or by this program, or the year in which the one went over to the other: then both together.</summary>
    public async Task<ConsultationReport> ReadAsync(FiscalYear year, CancellationToken cancellationToken)
    {
        WorkingTime hours = policies.Current().Time;
        ConsultationReport counted = await ReportReads.ReadAsync(db, year, hours.MinutesBetween, counts, clock.GetUtcNow(), cancellationToken);
        return options.Value.Earlier.FirstOrDefault(earlier => earlier.Year == year.Year) is not { } byHand ? counted
            : counted.All.Total == 0 ? EarlierYearRules.Of(byHand) : EarlierYearRules.Added(byHand, counted);
    }
}
