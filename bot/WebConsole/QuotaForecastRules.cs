using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>The month's plan of a channel and where it leads.</summary>
/// <param name="Forecast">Messages by the end of the month if it goes on as so far.</param>
/// <param name="SpentOn">The day the plan is used up if it goes on so; null when it lasts.</param>
public sealed record QuotaFigure(string Channel, long? Limit, long Used, DateTimeOffset ReadAt, long Forecast, DateOnly? SpentOn)
{
    /// <summary>0 to 1000 of the plan, rounded down: 100 % means spent.</summary>
    public int Permille => Limit is not { } limit ? 0 : limit <= 0 ? 1000 : (int)Math.Clamp(1000m * Used / limit, 0, 1000);

    public bool IsSpent => Limit is { } limit && Used >= limit;
}

/// <summary>Straight on: as many messages a day as on the days of the month so far.</summary>
public static class QuotaForecastRules
{
    /// <summary>In the first hours of a month a handful of messages would foretell thousands.</summary>
    private static readonly TimeSpan ElapsedMin = TimeSpan.FromDays(1);

    /// <param name="last">The channel's last reading; what it says holds for the month of its day.</param>
    public static QuotaFigure Of(QuotaReading last)
    {
        ArgumentNullException.ThrowIfNull(last);
        DateOnly first = FirstOfMonth(last.Day);
        DateTimeOffset end = OfficeTime.At(first.AddMonths(1), 0);
        TimeSpan elapsed = last.ReadAt - OfficeTime.At(first, 0);
        TimeSpan counted = elapsed < ElapsedMin ? ElapsedMin : elapsed;
        TimeSpan left = end > last.ReadAt ? end - last.ReadAt : TimeSpan.Zero;
        long forecast = last.Used + (long)Math.Round((decimal)last.Used * left.Ticks / counted.Ticks);
        return new QuotaFigure(last.Channel, last.Limit, last.Used, last.ReadAt, forecast, SpentOn(last, counted, forecast));
    }

    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly? SpentOn(QuotaReading last, TimeSpan counted, long forecast)
    {
        if (last.Limit is not { } limit || forecast <= limit)
        {
            return null;
        }

        long ticks = last.Used >= limit ? 0 : (long)((decimal)(limit - last.Used) * counted.Ticks / last.Used);
        return OfficeTime.DayOf(last.ReadAt.AddTicks(ticks));
    }
}
