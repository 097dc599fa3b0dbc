using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Reports;

/// <summary>A Japanese fiscal year (年度): April of its year through March of the next.</summary>
public readonly record struct FiscalYear(int Year)
{
    public const int MonthsCount = 12;

    private const int FirstMonth = 4;

    public DateOnly FirstDay => new(Year, FirstMonth, 1);

    public DateTimeOffset From => OfficeTime.At(FirstDay, 0);

    /// <summary>The first instant of the next fiscal year.</summary>
    public DateTimeOffset Until => OfficeTime.At(FirstDay.AddYears(1), 0);

    /// <summary>2025年度.</summary>
    public string Name => $"{Year}年度";

    public static FiscalYear Of(DateOnly day) => new(day.Month < FirstMonth ? day.Year - 1 : day.Year);

    /// <summary>0 for April through 11 for March; the day must lie in this year.</summary>
    public int MonthOf(DateOnly day)
    {
        int month = ((day.Year - Year) * MonthsCount) + day.Month - FirstMonth;
        return month is >= 0 and < MonthsCount ? month : throw new ArgumentOutOfRangeException(nameof(day), day, $"Not in {Year}.");
    }

    /// <param name="month">0 for April.</param>
    public static string MonthName(int month) => $"{((month + FirstMonth - 1) % MonthsCount) + 1}月";
}
