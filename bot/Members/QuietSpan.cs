using System.Globalization;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>Hours of silence. Minutes after midnight, Tokyo; both the same for none.</summary>
public readonly record struct QuietSpan(int From, int To)
{
    public const int DayMinutes = 24 * 60;

    public static readonly QuietSpan None = new(0, 0);

    public bool IsNone => From == To;

    /// <summary>「20:00〜翌8:00」</summary>
    public string Silence => $"{Clock(From)}〜{Later(From, To)}";

    /// <summary>「8:00〜20:00」: when notices come.</summary>
    public string Ringing => $"{Clock(To)}〜{Later(To, From)}";

    public static QuietSpan Of(QuietHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return new(hours.FromMinute, hours.ToMinute);
    }

    public static QuietSpan Of(TimeOnly from, TimeOnly to) => new((int)from.ToTimeSpan().TotalMinutes, (int)to.ToTimeSpan().TotalMinutes);

    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");

    private static string Later(int start, int end) => end <= start && end > 0 ? $"翌{Clock(end)}" : Clock(end == 0 ? DayMinutes : end);
}
