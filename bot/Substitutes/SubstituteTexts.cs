using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Words and rows that several cards of a substitution share, and the console.</summary>
public static class SubstituteTexts
{
    public static string Of(SubstituteState state) => state switch
    {
        SubstituteState.Collecting => "準備中（まだ出ていません）",
        SubstituteState.Sent => "当番の先生の返事待ち",
        SubstituteState.Accepted => "引き受けました",
        SubstituteState.Consulting => "相談中",
        SubstituteState.Withdrawn => "取り下げ",
        SubstituteState.Lapsed => "揃わず締切",
        SubstituteState.TooLate => "締切後の相談",
        _ => "終わりました",
    };

    public static string Of(SubstituteOutcome outcome) => outcome switch
    {
        SubstituteOutcome.Visit => "往診",
        SubstituteOutcome.Death => "看取り",
        SubstituteOutcome.Nothing => "なし",
        _ => "未記入",
    };

    /// <summary>5月31日(日) 12:00〜… of a duty.</summary>
    public static string Unit(DateTimeOffset startsAt, DateTimeOffset endsAt) => $"{Day(OfficeTime.DayOf(startsAt))} {DutyWords.Hours(startsAt, endsAt)}";

    /// <summary>5月31日(日), by which a duty is called.</summary>
    public static string DayOf(SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Day(SubstituteRules.DayOf(one.UnitStartsAt, one.UnitEndsAt));
    }

    public static string When(DateTimeOffset instant) => $"{Day(OfficeTime.DayOf(instant))} {OfficeTime.InTokyo(instant):H:mm}";

    public static string Name(DutyHolder? holder) => holder is null ? "記録が残っていない先生" : DutyWords.Name(holder);

    /// <summary>How a doctor is called: name, place of work and number, each on a line of its own.</summary>
    internal static string Called(DutyHolder? holder) => holder is null ? Name(holder) : $"{Name(holder)}\n{(holder.Phone.Length > 0 ? holder.Phone.Replace('／', '\n') : "電話番号は登録がありません")}";

    internal static IEnumerable<CardButton> Call(DutyHolder? holder, string label) =>
        holder is null ? [] : DutyWords.Numbers(holder.Phone).Take(1).Select(number => new CardButton(label, new ReplyAction.Call(number.Number)));

    private static string Day(DateOnly day) => DutyWords.Day(day, HolidayCalendar.ByRule);
}
