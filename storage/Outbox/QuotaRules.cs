namespace Zaitaku.Storage.Outbox;

/// <summary>How long a month's plan lasts.</summary>
/// <param name="UsedAtMonthEnd">If the month goes on as it went.</param>
/// <param name="EndsOn">The day nothing is left for notices; null when the month ends first.</param>
public sealed record QuotaForecast(long UsedAtMonthEnd, DateOnly? EndsOn);

/// <summary>Who may still buy a message, and when the coordinators are told that the plan will not last. LINE counts one message a person, whatever is in it; replies are free.</summary>
public static class QuotaRules
{
    /// <summary>Kept for emergencies and pages: a tenth of the plan.</summary>
    public const int ReservePercent = 10;

    /// <summary>And never fewer: the smallest plan has 200 messages.</summary>
    public const long ReserveMin = 20;

    /// <summary>The coordinators hear of it so long before.</summary>
    public const int WarnDays = 10;

    /// <summary>Days of a month before a forecast says anything.</summary>
    public const int DaysMin = 3;

    /// <param name="limit">Messages of the plan; null where there is no limit.</param>
    /// <param name="used">Counted so far, our own since then included.</param>
    public static bool Allows(Urgency urgency, int messages, long? limit, long used) =>
        limit is not { } plan || plan - used - messages >= (urgency switch
        {
            Urgency.Emergency or Urgency.Page => 0,
            Urgency.Reply => ReserveOf(plan) / 2, // Somebody asked and waits; half the reserve stays for worse.
            _ => ReserveOf(plan),
        });

    public static long ReserveOf(long limit) => Math.Min(limit, Math.Max(ReserveMin, limit * ReservePercent / 100));

    /// <summary>Goes by this month's days so far, today's counted as a whole.</summary>
    public static QuotaForecast Forecast(long? limit, long used, DateOnly today)
    {
        int days = DateTime.DaysInMonth(today.Year, today.Month);
        long atEnd = used * days / today.Day;
        if (limit is not { } plan || used == 0)
        {
            return new QuotaForecast(atEnd, null);
        }

        long room = plan - ReserveOf(plan);
        if (used >= room || today.Day < DaysMin)
        {
            return new QuotaForecast(atEnd, used >= room ? today : null);
        }

        long lastDay = room * today.Day / used; // The day of the month on which the room is used up.
        return new QuotaForecast(atEnd, lastDay < days ? new DateOnly(today.Year, today.Month, (int)lastDay) : null);
    }

    /// <summary>True when the coordinators should hear of it now.</summary>
    public static bool IsWorrying(QuotaForecast forecast, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return forecast.EndsOn is { } end && end.DayNumber - today.DayNumber <= WarnDays;
    }
}
