using System.Globalization;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>How plans, their reasons and their contradictions are told to coordinators.</summary>
internal static class PlanWords
{
    public const string Busy = "いま、ほかの計画を作っています。少し待って、もう一度押してください。";

    /// <summary>Names or days told in one sentence.</summary>
    private const int ListedMax = 12;

    public static string Of(DutyCount kind) => kind switch { DutyCount.Day => "平日昼", DutyCount.Night => "平日夜", DutyCount.Weekend => "土日", DutyCount.Holiday => "祝日", _ => "年末年始" };

    public static string Of(DutyDayKind kind) => kind switch { DutyDayKind.Weekday => "平日", DutyDayKind.Saturday => "土曜", DutyDayKind.Sunday => "日曜", DutyDayKind.Holiday => "祝日", _ => "年末年始" };

    public static string Of(FreeDayRuns runs) => runs switch { FreeDayRuns.Single => "1日だけの日曜・祝日", FreeDayRuns.Run => "連休（日曜・祝日が続く日）", _ => "区別しない" };

    public static string Of(PlanRule rule) => rule switch
    {
        PlanRule.Seat => "入らない枠",
        PlanRule.Away => "休み・不在",
        PlanRule.Busy => "同じ時間に別の当番",
        PlanRule.Overlap => "この案の同じ時間に別の当番",
        PlanRule.Rest => "当番の間隔",
        PlanRule.MonthMax => "月の上限",
        PlanRule.UnknownHolder => "この当番表のメンバーではない",
        PlanRule.Pair => "同時に休まない組",
        _ => "決めた当番",
    };

    /// <summary>2, 0.3, -1.5.</summary>
    public static string Figure(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture) is "-0" ? "0" : Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>+0.3, -1.5, 0.</summary>
    public static string Signed(double number) => Figure(number) is var figure && number > 0 && figure != "0" ? $"+{figure}" : figure;

    /// <summary>Why somebody has a duty.</summary>
    public static string Why(ProposedDuty duty, PlanWhy why, RotaPlanning planning)
    {
        string start = duty.FixedBy switch
        {
            FixedBy.Hand => "手で決めました。",
            FixedBy.Pattern => "型で決まっています。",
            _ when planning.HolderOf(duty.YieldedBy) is { } away => $"型では{away.Name}ですが、休みのため。",
            _ => "",
        };
        string barred = why.Barred.Count == 0 ? "" : $"、入れない {string.Join("・", why.Barred.Select(bar => $"{Of(bar.Rule)}{bar.Holders}人"))}";
        return $"{start}{Of(duty.Kind)}が{Figure(why.Before.Of(duty.Kind))}→{Figure(why.After.Of(duty.Kind))}回、合計{Figure(why.Before.Total)}→{Figure(why.After.Total)}回。ほかに入れる人 {why.OthersFree}人{barred}";
    }

    /// <summary>Why nobody has a duty.</summary>
    public static string Open(PlanOpening opening, RotaPlanning planning) =>
        opening.Bars.Count == 0 ? "まだ決めていません。" : $"まだ決めていません。入れない人: {Listed(opening.Bars.Select(bar => $"{NameOf(bar.Holder, planning)}（{Of(bar.Rule)}）"))}";

    /// <summary>A contradiction, with its rules, days and people.</summary>
    /// <param name="duties">Of the proposal, which the conflict's units are places of.</param>
    public static string Of(PlanConflict conflict, IReadOnlyList<ProposedDuty> duties, RotaPlanning planning, HolidayCalendar holidays)
    {
        string people = Listed(conflict.Holders.Select(holder => NameOf(holder, planning))), rules = string.Join("・", conflict.Rules.Select(Of));
        string units = Listed(conflict.Units.Where(unit => unit < duties.Count).Select(unit => DutyOf(duties[unit], planning, holidays)));
        return conflict.Kind switch
        {
            PlanConflictKind.FixedBreaks when conflict.Rules[0] == PlanRule.MonthMax => $"{people}: 月の上限を超えます（{units}）",
            PlanConflictKind.FixedBreaks => $"{people}: {rules}（{units}）",
            PlanConflictKind.PairAway => $"{people}は同時に休まない組ですが、{SpanOf(conflict.Span, holidays)}は2人とも休みです（規則: {rules}）",
            PlanConflictKind.NobodyLeft => $"{units}に入れる人がいません（{Listed(conflict.Bars.Select(bar => $"{NameOf(bar.Holder, planning)}: {Of(bar.Rule)}"))}）",
            PlanConflictKind.MonthTooFull => $"{conflict.Units.Count}回の当番に、入れる人（{people}）の月の上限を合わせても足りません（規則: {rules}。{units}）",
            PlanConflictKind.TooFewAtOnce => $"1人では続けて入れない当番が{conflict.Units.Count}回あるのに、入れる人は{conflict.Holders.Count}人（{people}）です（規則: {rules}。{units}）",
            _ => $"次の当番は、どう割り振っても規則（{rules}）を守れません: {units}。関わる人: {people}",
        };
    }

    /// <summary>What is not planned at once.</summary>
    public static string Of(PlanOutcome.TooLarge tooLarge) => $"一度に計画するには多すぎます（{tooLarge.What switch { "units" => "当番", "holders" => "人", "spans" => "1人の休みとほかの当番", _ => "組" }} {tooLarge.Count:N0}、上限 {tooLarge.Max:N0}）。期間を短くしてください。";

    /// <summary>Why patterns make no duties.</summary>
    public static string Of(UnitOutcome outcome, RotaPlanning planning, HolidayCalendar holidays) => outcome switch
    {
        UnitOutcome.Overlap overlap => $"型「{overlap.Pattern.Name}」（{DutyWords.Day(overlap.Day, holidays)}）と「{overlap.Other.Name}」（{DutyWords.Day(overlap.OtherDay, holidays)}）の時間が、枠「{planning.NameOf(overlap.Seat)}」で重なります。時間か、優先の順を直してください。",
        UnitOutcome.BadPattern bad => $"型「{bad.Pattern.Name}」を読めません。開いて、書き直してください。",
        UnitOutcome.TooMany many => $"当番が多すぎます（{many.Count:N0}、上限 {many.Max:N0}）。期間を短くしてください。",
        UnitOutcome.Units { All.Count: 0 } => "この期間に当番の日がありません。型を確かめてください。",
        _ => "",
    };

    public static string DutyOf(ProposedDuty duty, RotaPlanning planning, HolidayCalendar holidays) =>
        $"{DutyWords.Day(duty.Day, holidays)}{(planning.Rota.Seats.Count > 1 ? $" {planning.NameOf(duty.Seat)}" : "")}";

    private static string SpanOf(PlanSpan? span, HolidayCalendar holidays) => span is not { } one ? "その期間"
        : $"{DutyWords.Day(Storage.Time.OfficeTime.DayOf(one.From), holidays)} {DutyWords.Hours(one.From, one.Until)}";

    private static string NameOf(int holder, RotaPlanning planning) => planning.HolderOf(holder)?.Name ?? "メンバーではない人";

    private static string Listed(IEnumerable<string> all)
    {
        string[] told = [.. all];
        return told.Length <= ListedMax ? string.Join("、", told) : $"{string.Join("、", told.Take(ListedMax))} ほか{told.Length - ListedMax}";
    }
}
