using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>How long ago and how long still, as a coordinator reads it: what is left in the hub's hours, what is over by the clock on the wall.</summary>
public sealed class DeskTimes(WorkingTime hours, DateTimeOffset now)
{
    /// <summary>Farther away, the day says more than a number of hours.</summary>
    private static readonly TimeSpan CountedMax = TimeSpan.FromDays(14);

    private const int HourMinutes = 60;

    /// <summary>More working hours than a day has: then the day says more.</summary>
    private const int HoursMax = 10;

    public DateTimeOffset Now => now;

    public static string State(ConsultationState state) => state switch
    {
        ConsultationState.Draft => "書きかけ",
        ConsultationState.Waiting => "待っている",
        ConsultationState.Claimed => "対応中",
        ConsultationState.AskedBack => "返事待ち",
        ConsultationState.Planned => "予定あり",
        ConsultationState.Closed => "終了",
        ConsultationState.Merged => "まとめた",
        _ => "取り下げ",
    };

    public bool IsLate(DateTimeOffset? target) => target is { } at && at <= now;

    /// <summary>Less than two working hours are left.</summary>
    public bool IsSoon(DateTimeOffset? target) => target is { } at && at > now && at - now < CountedMax && hours.MinutesBetween(now, at) <= 2 * HourMinutes;

    /// <summary>「あと 1時間20分」「2時間 過ぎた」; empty where nothing is owed.</summary>
    public string Left(DateTimeOffset? target)
    {
        if (target is not { } at)
        {
            return "";
        }

        return at <= now ? $"{Span(now - at)} 過ぎました"
            : at - now < CountedMax && hours.MinutesBetween(now, at) is < HoursMax * HourMinutes and int left ? $"あと {Working(left)}"
            : $"{OfficeTime.InTokyo(at):M月d日 H:mm} まで";
    }

    /// <summary>「3時間前」.</summary>
    public string Age(DateTimeOffset? received) => received is { } at && at <= now ? $"{Span(now - at)}前" : "";

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "1分",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes}分",
        { TotalDays: < 1 } => $"{(int)span.TotalHours}時間",
        _ => $"{(int)span.TotalDays}日",
    };

    private static string Working(int minutes) =>
        minutes < HourMinutes ? $"{Math.Max(minutes, 1)}分" : minutes % HourMinutes == 0 ? $"{minutes / HourMinutes}時間" : $"{minutes / HourMinutes}時間{minutes % HourMinutes}分";
}
