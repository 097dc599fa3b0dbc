using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>
/// A series as people write it: 奇数月第3火曜日19時～20時30分, 毎月最終月曜日の10時から, 隔月第2水曜 18:30〜20:00, 隔週木曜 19時, 毎月第1・第3土曜, 4・7・10・1月の第2木曜,
/// 毎月10日, 毎月末日, 3か月に1回第1金曜. What cannot be read is refused with the reason, never guessed.
/// </summary>
public static partial class SeriesText
{
    public const int LengthMax = 120;

    private const string Example = "（例: 奇数月第3火曜 19:00〜20:30、毎月最終月曜 10:00、隔週木曜 18:30）";

    /// <param name="from">The first day it holds for.</param>
    /// <param name="problem">Why not, in Japanese with a full stop; empty when read.</param>
    public static bool TryRead(string text, DateOnly from, out SeriesRule rule, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        rule = new SeriesRule { From = from };
        string plain = text.Length > LengthMax ? "" : Blank().Replace(string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Replace('~', '〜'), "");
        Match said = Whole().Match(plain);
        if (!said.Success)
        {
            problem = $"繰り返しを読み取れませんでした{Example}。";
            return false;
        }

        rule = rule with
        {
            Months = MonthsOf(said), Every = EveryOf(said), Weekdays = WeekdaysOf(said.Groups["days"].Value),
            Weeks = [.. Number().Matches(said.Groups["weeks"].Value).Select(week => NumberOf(week.Value)), .. said.Groups["lastweek"].Success ? new[] { SeriesRule.Last } : []],
            MonthDays = [.. Number().Matches(said.Groups["dates"].Value).Select(day => NumberOf(day.Value)), .. said.Groups["lastday"].Success ? new[] { SeriesRule.Last } : []],
        };
        if (said.Groups["times"].Success && !TryHours(said.Groups["times"].Value, ref rule, out problem))
        {
            return false;
        }

        bool isMonthly = said.Groups["monthly"].Success;
        problem = isMonthly && rule.IsWeekly ? "第何週の曜日かを書いてください（例: 毎月第2水曜）。" : !isMonthly && !rule.IsWeekly ? $"繰り返しを読み取れませんでした{Example}。" : SeriesRules.Problem(rule);
        return problem.Length == 0;
    }

    /// <summary>The rule in the words it can be read from: 奇数月第3火曜 19:00〜20:30.</summary>
    public static string Of(SeriesRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        string often = rule switch
        {
            { IsWeekly: true, Every: 1 } => "毎週",
            { IsWeekly: true, Every: 2 } => "隔週",
            { IsWeekly: true } => $"{Plain(rule.Every)}週に1回",
            { Months.Count: > 0 } when rule.Months.Order().SequenceEqual([1, 3, 5, 7, 9, 11]) => "奇数月",
            { Months.Count: > 0 } when rule.Months.Order().SequenceEqual([2, 4, 6, 8, 10, 12]) => "偶数月",
            { Months.Count: > 0 } => $"{string.Join('・', rule.Months.Select(Plain))}月の",
            { Every: 1 } => "毎月",
            { Every: 2 } => "隔月",
            _ => $"{Plain(rule.Every)}か月に1回",
        };
        string weeks = string.Join('・', rule.Weeks.Select(week => week == SeriesRule.Last ? "最終" : $"第{Plain(week)}"));
        string days = rule.Weekdays.Count > 0 ? $"{string.Join('・', rule.Weekdays.Select(day => OfficeTime.WeekLetters[(int)day]))}曜" : string.Join('・', rule.MonthDays.Select(day => day == SeriesRule.Last ? "末日" : $"{Plain(day)}日"));
        return $"{often}{weeks}{days} {HoursText.Clock(rule.StartMinute)}{(rule.EndMinute is { } end ? $"〜{HoursText.Clock(end)}" : "〜")}";
    }

    private static bool TryHours(string times, ref SeriesRule rule, out string problem)
    {
        string hours = Since().Replace(times.TrimStart('の', '、', ','), "");
        bool isStartOnly = !hours.Contains('〜', StringComparison.Ordinal) && !hours.Contains("から", StringComparison.Ordinal) && !hours.Contains('-', StringComparison.Ordinal);
        if (isStartOnly)
        {
            bool isRead = PatternHoursText.TryReadStart(hours, out int start, out problem);
            rule = rule with { StartMinute = start };
            return isRead;
        }

        if (!DutyHoursText.TryRead(hours, out IReadOnlyList<DutyHours> spans, out problem) || spans is not [DutyHours span])
        {
            problem = problem.Length > 0 ? $"{problem}。" : "時間は1つだけ書いてください。";
            return false;
        }

        rule = rule with { StartMinute = span.StartMinute, EndMinute = span.EndMinute };
        return true;
    }

    private static int[] MonthsOf(Match said) => said switch
    {
        _ when said.Groups["odd"].Success => [1, 3, 5, 7, 9, 11],
        _ when said.Groups["even"].Success => [2, 4, 6, 8, 10, 12],
        _ => [.. Number().Matches(said.Groups["months"].Value).Select(month => NumberOf(month.Value))],
    };

    private static int EveryOf(Match said) =>
        said.Groups["second"].Success ? 2 : said.Groups["every"] is { Success: true } every ? NumberOf(every.Value) : said.Groups["half"].Success ? 6 : 1;

    private static DayOfWeek[] WeekdaysOf(string days) => [.. days.Replace("曜日", "", StringComparison.Ordinal).Where(letter => OfficeTime.WeekLetters.Contains(letter, StringComparison.Ordinal)).Select(letter => (DayOfWeek)OfficeTime.WeekLetters.IndexOf(letter, StringComparison.Ordinal)).Distinct()];

    private static int NumberOf(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : "〇一二三四五六七八九十".IndexOf(number, StringComparison.Ordinal);

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blank();

    [GeneratedRegex("[0-9]{1,2}|[一二三四五六七八九十]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Number();

    /// <summary>Words behind a start that say nothing of an end.</summary>
    [GeneratedRegex("(?:(?:から|より|〜)?(?:開催|開始|開会|スタート)?)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Since();

    /// <summary>How often, in which weeks or on which days, from when to when.</summary>
    [GeneratedRegex("""
        ^(?:
          (?<monthly>毎月|月1回|(?<odd>奇数月)|(?<even>偶数月)|(?<second>隔月)|(?<half>半年に1回)|(?<every>[0-9]{1,2})(?:か月|ヶ月|カ月|ヵ月|ケ月|箇月)(?:に1回|ごと|毎)|(?<months>(?:[0-9]{1,2}月?[・、,と]?)+月))
          | 毎週 | (?<second>隔週) | (?<every>[0-9]{1,2})週(?:間)?(?:に1回|ごと|毎)
        )の?
        (?:(?<weeks>(?:第?[1-5一二三四五][・、,と]?)+)?(?<lastweek>・?(?:最終|最後の))?(?:週の?)?(?<days>(?:[日月火水木金土](?:曜日?)?[・、,と]?)*[日月火水木金土])曜日?
          | (?<dates>(?:[0-9]{1,2}日[・、,と]?)+)?(?<lastday>末日|月末)?)
        (?<times>.+)?$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Whole();
}
