namespace Zaitaku.Storage.Rota;

/// <summary>When one holder of a rota is told and reminded: the holder's own wishes before the rota's.</summary>
/// <param name="WeekBeforeDays">0 for not at all.</param>
/// <param name="DayBeforeMinute">From midnight in Tokyo, of the day before; -1 for not at all.</param>
public sealed record DutyTimes(int WeekBeforeDays, int DayBeforeMinute, bool AtStart)
{
    public const int WeekBeforeDaysMax = 60;
    public const int WeekBeforeDaysDefault = 7;

    /// <summary>17:00.</summary>
    public const int DayBeforeMinuteDefault = 17 * 60;

    /// <summary>20:00.</summary>
    public const int ConfirmByMinuteDefault = 20 * 60;

    public const int NextInLineAfterMinutesDefault = 30;
    public const int EveryoneAfterMinutesDefault = 60;

    /// <summary>Longest of the waits between two steps.</summary>
    public const int WaitMinutesMax = 24 * 60;

    public static DutyTimes Of(DutyRota rota, DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(rota);
        ArgumentNullException.ThrowIfNull(holder);
        return new DutyTimes(holder.WeekBeforeDays ?? rota.WeekBeforeDays, holder.DayBeforeMinute ?? rota.DayBeforeMinute, holder.AtStart ?? rota.AtStart);
    }
}
