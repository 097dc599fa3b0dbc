using System.Globalization;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A day and a time as browsers send them, on a clock in Tokyo.</summary>
public static class TokyoInput
{
    public static bool TryRead(string? day, string? time, out DateTimeOffset instant)
    {
        instant = default;
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            || !TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly clock)
            || date.Year is < YearMin or > YearMax)
        {
            return false;
        }

        instant = OfficeTime.At(date, clock.Hour * 60 + clock.Minute);
        return true;
    }

    public static string Day(DateTimeOffset instant) => OfficeTime.InTokyo(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset instant) => OfficeTime.InTokyo(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    private const int YearMin = 2000;
    private const int YearMax = 2200;
}
