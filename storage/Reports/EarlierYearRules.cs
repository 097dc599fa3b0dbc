using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Reports;

/// <summary>Puts a year counted by hand into the shape of the report, and says what is wrong with its numbers.</summary>
public static class EarlierYearRules
{
    public static ConsultationReport Of(EarlierYear earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new ConsultationReport
        {
            Year = new FiscalYear(earlier.Year),
            All = new ReportLine("all", "相談件数", Months(earlier.Months), earlier.Total),
            Residents = new ReportLine("resident", "うち地域住民", Months(earlier.ResidentMonths), ResidentsOf(earlier)),
            Origins = Lines(ConsultationTerms.Origins, earlier.Origins, earlier.Total),
            Contents = Lines(ConsultationTerms.Contents, earlier.Contents, earlier.Total),
            IsCountedByHand = true,
        };
    }

    /// <summary>The year in which the program began: what was counted by hand until then, and what it counted itself. Times to the first answer are the program's alone.</summary>
    public static ConsultationReport Added(EarlierYear earlier, ConsultationReport counted)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(counted);
        ConsultationReport byHand = Of(earlier);
        return counted with
        {
            All = Sum(byHand.All, counted.All),
            Residents = Sum(byHand.Residents, counted.Residents),
            Origins = Sum(byHand.Origins, counted.Origins, earlier.Total),
            Contents = Sum(byHand.Contents, counted.Contents, earlier.Total),
            AddedByHand = earlier.Total,
        };
    }

    /// <returns>What is wrong, in words for whoever wrote the settings.</returns>
    public static IEnumerable<string> Faults(EarlierYear earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        string where = $"Reports:Earlier の{earlier.Year}年度";
        if (earlier.Year is < 2000 or > 2100 || earlier.Total < 0)
        {
            yield return $"{where}: Year は2000〜2100、Total は0以上で書いてください。";
        }

        foreach ((string name, IList<int> months, int? total) in new (string, IList<int>, int?)[] { ("Months", earlier.Months, earlier.Total), ("ResidentMonths", earlier.ResidentMonths, earlier.Residents) })
        {
            if (months.Count > 0 && (months.Count != FiscalYear.MonthsCount || months.Any(count => count < 0) || months.Sum(count => (long)count) != (total ?? months.Sum(count => (long)count))))
            {
                yield return $"{where}: {name} は4月から3月までの12個で、合計が年の数と同じになるように書いてください。月が分からない年は空のままにします。";
            }
        }

        foreach (string id in earlier.Origins.Keys.Where(id => !ConsultationTerms.Origins.TryParse(id, out _)))
        {
            yield return $"{where}: Origins の「{id}」は相談元にありません。";
        }

        foreach (string id in earlier.Contents.Keys.Where(id => !ConsultationTerms.Contents.TryParse(id, out _)))
        {
            yield return $"{where}: Contents の「{id}」は内容にありません。";
        }

        if (earlier.Origins.Values.Sum(count => (long)count) > earlier.Total || earlier.Contents.Values.Sum(count => (long)count) > earlier.Total || earlier.Residents > earlier.Total)
        {
            yield return $"{where}: 内訳の合計が Total より多くなっています。";
        }
    }

    private static int? ResidentsOf(EarlierYear earlier) => earlier.Residents ?? (earlier.Origins.TryGetValue("resident", out int residents) ? residents : null);

    /// <summary>Where one of them is unknown, so is the sum; a month nobody wrote down by hand has what the program counted.</summary>
    private static ReportLine Sum(ReportLine byHand, ReportLine counted) => counted with
    {
        Months = [.. byHand.Months.Zip(counted.Months, (hand, own) => hand is null && own is null ? (int?)null : (hand ?? 0) + (own ?? 0))],
        Total = byHand.Total + counted.Total,
    };

    /// <param name="total">Counted by hand; where no breakdown was kept, all of it is without one.</param>
    private static ReportLine[] Sum(IReadOnlyList<ReportLine> byHand, IReadOnlyList<ReportLine> counted, int total)
    {
        IReadOnlyList<ReportLine> hand = byHand.Count > 0 || total == 0 ? byHand : [new ReportLine("", ReportRules.NotWrittenDown, Months([]), total)];
        return [.. counted.Select(line => hand.FirstOrDefault(one => one.Id == line.Id) is { } same ? Sum(same, line) : line), .. hand.Where(line => counted.All(one => one.Id != line.Id))];
    }

    private static int?[] Months(IList<int> months) => [.. Enumerable.Range(0, FiscalYear.MonthsCount).Select(month => months.Count == 0 ? (int?)null : months[month])];

    private static ReportLine[] Lines<T>(DomainTerms<T> terms, IDictionary<string, int> counts, int total)
        where T : struct, Enum
    {
        int rest = total - counts.Values.Sum();
        return counts.Count == 0 ? [] :
            [.. terms.All.Select(term => new ReportLine(terms.Id(term), terms.Name(term), Months([]), counts.TryGetValue(terms.Id(term), out int count) ? count : 0)),
                .. rest > 0 ? [new ReportLine("", ReportRules.NotWrittenDown, Months([]), rest)] : Array.Empty<ReportLine>()];
    }
}
