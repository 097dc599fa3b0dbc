using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.WebConsole;

/// <summary>The month's plan of a channel, as last told, and where it leads.</summary>
public sealed record QuotaFigure(QuotaReading Reading)
{
    private const int Whole = 1000;

    /// <summary>0 to 1000 of the plan, rounded down: 100 % means spent.</summary>
    public int UsedPermille => PermilleOf(Reading.Used);

    /// <summary>Where the month ends if it goes on as so far, within the plan.</summary>
    public int ForecastPermille => PermilleOf(Forecast.UsedAtMonthEnd);

    public bool IsSpent => Reading.Limit is { } limit && Reading.Used >= limit;

    /// <summary>Kept for emergencies and pages.</summary>
    public long Reserve => Reading.Limit is { } limit ? QuotaRules.ReserveOf(limit) : 0;

    public QuotaForecast Forecast { get; } = QuotaRules.Forecast(Reading.Limit, Reading.Used, Reading.Day);

    /// <summary>False on the first days of a month, when a handful of messages would foretell thousands.</summary>
    public bool HasForecast => Reading.Day.Day >= QuotaRules.DaysMin;

    private int PermilleOf(long messages) => Reading.Limit switch
    {
        null => 0,
        <= 0 => Whole,
        { } limit => (int)Math.Clamp((decimal)Whole * messages / limit, 0, Whole),
    };
}
