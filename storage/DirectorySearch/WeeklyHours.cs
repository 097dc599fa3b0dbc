using System.Globalization;
using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Days a span of hours holds for. Holiday is a day of its own: on one, the weekday's hours do not count.</summary>
[Flags]
public enum DayMask
{
    None = 0,
    Monday = 1, Tuesday = 2, Wednesday = 4, Thursday = 8, Friday = 16, Saturday = 32, Sunday = 64,
    Holiday = 128,
    Weekdays = Monday | Tuesday | Wednesday | Thursday | Friday,
    Everyday = Weekdays | Saturday | Sunday,
}

/// <summary>What is known about one day of a week.</summary>
public enum HoursKind
{
    /// <summary>Open from <see cref="HoursSpan.Opens"/> to <see cref="HoursSpan.Closes"/>.</summary>
    Open,

    /// <summary>Open on that day, hours not stated.</summary>
    OpenSomeTime,

    /// <summary>Closed on that day.</summary>
    Closed,
}

/// <summary>One line of opening hours.</summary>
/// <param name="Opens">Minutes after midnight, 0 to 1439.</param>
/// <param name="Closes">Minutes after midnight of the day it opened, up to 2880: 翌08:30 is 1950.</param>
/// <param name="Weeks">Weeks of the month it holds for as bits (bit 0: the first such day of the month), or 0 for every week.</param>
public sealed record HoursSpan(DayMask Days, HoursKind Kind, int Opens = 0, int Closes = 0, int Weeks = 0);

/// <summary>
/// Weekly opening hours with a text form a coordinator can type: <c>月-金 09:00-12:00,14:00-18:00; 土 09:00-12:00; 日祝 休</c>.
/// <c>24時間</c> is 00:00-24:00, <c>営業</c> is open at hours not stated, <c>翌08:30</c> and <c>32:30</c> are the next morning,
/// <c>第2・4土 休</c> names weeks of the month. Days not named are closed; 祝 not named is unknown.
/// </summary>
public sealed record WeeklyHours(IReadOnlyList<HoursSpan> Spans)
{
    private const string DayLetters = "月火水木金土日祝";
    private const int SpansMax = 64;
    private const int ClosesMax = 48 * 60;

    /// <summary>Reads the text form; false, with a reason in Japanese, when it cannot be read.</summary>
    public static bool TryParse(string text, out WeeklyHours hours, out string problem)
    {
        List<HoursSpan> spans = [];
        hours = new WeeklyHours(spans);
        problem = "";
        string folded = text.Normalize(NormalizationForm.FormKC).Replace('〜', '~').Replace('～', '~').Replace('、', ',');
        foreach (string segment in folded.Split([';', '\n', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryParseSegment(segment, spans) || spans.Count > SpansMax)
            {
                problem = $"営業時間「{segment}」を読み取れません";
                return false;
            }
        }

        if (spans.Count == 0)
        {
            problem = "営業時間が空です";
            return false;
        }

        return true;
    }

    /// <summary>Reads the usual hours of the stored form, which was checked when it was written.</summary>
    public static WeeklyHours? FromStored(string? text) =>
        !string.IsNullOrEmpty(text) && TryParse(StoredHours.UsualIn(text), out WeeklyHours hours, out _) ? hours : null;

    public override string ToString() => string.Join("; ", Spans
        .GroupBy(span => (span.Days, span.Weeks))
        .Select(group => $"{WeeksText(group.Key.Weeks)}{DaysText(group.Key.Days)} {string.Join(',', group.Select(TimesText))}"));

    private static bool TryParseSegment(string segment, List<HoursSpan> spans)
    {
        int weeks = 0;
        int at = 0;
        while (at < segment.Length && segment[at] == '第')
        {
            at++;
            while (at < segment.Length && (char.IsAsciiDigit(segment[at]) || segment[at] is '・' or ',' or ' '))
            {
                weeks |= segment[at] is >= '1' and <= '5' ? 1 << (segment[at] - '1') : 0;
                at++;
            }

            at += at < segment.Length && segment[at] == '週' ? 1 : 0;
        }

        int daysFrom = at;
        while (at < segment.Length && (DayLetters.Contains(segment[at]) || (at > daysFrom && segment[at] is '-' or '~' or '・' or '曜')
            || segment.AsSpan(at).StartsWith("平日") || segment.AsSpan(at).StartsWith("毎日") || segment.AsSpan(at - (at > daysFrom ? 1 : 0)).StartsWith("平日")))
        {
            at++;
        }

        if (!TryParseDays(segment[daysFrom..at], out DayMask days))
        {
            return false;
        }

        string times = segment[at..].TrimStart(' ', ':', '日').Trim();
        return TryParseTimes(times, days, weeks, spans);
    }

    private static bool TryParseDays(string text, out DayMask days)
    {
        days = DayMask.None;
        string plain = text.Replace("曜", "").Replace("・", "").Replace('~', '-')
            .Replace("平日", "月-金").Replace("毎日", "月-日").Replace("祝日", "祝");
        for (int at = 0; at < plain.Length; at++)
        {
            int from = DayLetters.IndexOf(plain[at]);
            if (from < 0)
            {
                return false;
            }

            int to = from;
            if (at + 2 < plain.Length && plain[at + 1] == '-')
            {
                to = DayLetters.IndexOf(plain[at + 2]);
                at += 2;
            }

            if (to < from)
            {
                return false;
            }

            for (int day = from; day <= to; day++)
            {
                days |= (DayMask)(1 << day);
            }
        }

        return days != DayMask.None;
    }

    private static bool TryParseTimes(string text, DayMask days, int weeks, List<HoursSpan> spans)
    {
        switch (text)
        {
            case "休" or "休み" or "休診" or "定休" or "定休日":
                spans.Add(new HoursSpan(days, HoursKind.Closed, 0, 0, weeks));
                return true;
            case "営業" or "開":
                spans.Add(new HoursSpan(days, HoursKind.OpenSomeTime, 0, 0, weeks));
                return true;
            case "24時間":
                spans.Add(new HoursSpan(days, HoursKind.Open, 0, 24 * 60, weeks));
                return true;
        }

        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split(['-', '~'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryParseMinute(ends[0], out int opens) || !TryParseMinute(ends[1], out int closes))
            {
                return false;
            }

            closes += closes <= opens && closes < 24 * 60 ? 24 * 60 : 0;
            if (opens >= 24 * 60 || closes > ClosesMax || closes <= opens)
            {
                return false;
            }

            spans.Add(new HoursSpan(days, HoursKind.Open, opens, closes, weeks));
        }

        return text.Length > 0;
    }

    private static bool TryParseMinute(string text, out int minute)
    {
        minute = 0;
        bool nextDay = text.StartsWith('翌');
        string[] parts = text.TrimStart('翌').Replace("時", ":").TrimEnd('分').TrimEnd(':').Split(':');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int hour) || hour > 48)
        {
            return false;
        }

        int past = 0;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out past) || past > 59))
        {
            return false;
        }

        minute = hour * 60 + past + (nextDay ? 24 * 60 : 0);
        return true;
    }

    private static string WeeksText(int weeks) =>
        weeks == 0 ? "" : "第" + string.Join('・', Enumerable.Range(1, 5).Where(week => (weeks & (1 << (week - 1))) != 0));

    private static string DaysText(DayMask days)
    {
        StringBuilder text = new();
        for (int day = 0; day < 8; day++)
        {
            if (((int)days & (1 << day)) == 0)
            {
                continue;
            }

            int last = day;
            while (last + 1 < 7 && ((int)days & (1 << (last + 1))) != 0)
            {
                last++;
            }

            if (last - day >= 2 && day < 7)
            {
                text.Append(DayLetters[day]).Append('-').Append(DayLetters[last]);
                day = last;
            }
            else
            {
                text.Append(DayLetters[day]);
            }
        }

        return text.ToString();
    }

    private static string TimesText(HoursSpan span) => span.Kind switch
    {
        HoursKind.Closed => "休",
        HoursKind.OpenSomeTime => "営業",
        _ when span is { Opens: 0, Closes: 24 * 60 } => "24時間",
        _ => $"{MinuteText(span.Opens)}-{MinuteText(span.Closes)}",
    };

    private static string MinuteText(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
