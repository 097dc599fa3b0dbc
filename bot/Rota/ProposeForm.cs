using System.Globalization;

namespace Zaitaku.Bot.Rota;

/// <summary>Which months are to be planned, as a coordinator chooses them.</summary>
public sealed class ProposeForm
{
    public const int MonthsMax = 12;

    /// <summary>Months ahead at which a plan may begin; a fiscal year may begin so many later.</summary>
    public const int AheadMax = 24;

    private const string Fiscal = "fiscal";
    private const int FiscalFirstMonth = 4;

    /// <summary>yyyy-MM of the first month.</summary>
    public string? From { get; set; }

    /// <summary>Number of months, or "fiscal" for April to March around <see cref="From"/>.</summary>
    public string? Span { get; set; }

    /// <summary>"true": nothing is given, a coordinator fills it in.</summary>
    public string? ByHand { get; set; }

    public static IReadOnlyList<(string Value, string Words)> Spans { get; } =
        [("1", "1か月"), ("2", "2か月"), ("3", "3か月"), ("6", "6か月"), ("12", "12か月"), (Fiscal, "年度（4月〜翌3月）")];

    /// <summary>Months a plan may begin with, as a select's value and its words.</summary>
    /// <param name="today">In Tokyo.</param>
    public static IEnumerable<(string Value, string Words)> Months(DateOnly today) => Enumerable.Range(0, AheadMax + 1).Select(new DateOnly(today.Year, today.Month, 1).AddMonths)
        .Select(month => (month.ToString("yyyy-MM", CultureInfo.InvariantCulture), $"{month.Year}年{month.Month}月"));

    /// <returns>The days (the last one not included), or null and why not in words.</returns>
    public (DateOnly From, DateOnly Until)? Read(DateOnly today, out string problem)
    {
        DateOnly present = new(today.Year, today.Month, 1);
        bool isFiscal = Span == Fiscal;
        int months = isFiscal ? MonthsMax : int.TryParse(Span, NumberStyles.None, CultureInfo.InvariantCulture, out int typed) && typed <= MonthsMax ? typed : 0;
        problem = "";
        if (months == 0 || !DateOnly.TryParseExact($"{From}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly first) || first < present || first > present.AddMonths(AheadMax))
        {
            problem = "いつから何か月分を計画するかを、選び直してください。";
            return null;
        }

        first = isFiscal ? new DateOnly(first.Month < FiscalFirstMonth ? first.Year - 1 : first.Year, FiscalFirstMonth, 1) : first;
        return (first, first.AddMonths(months));
    }
}
