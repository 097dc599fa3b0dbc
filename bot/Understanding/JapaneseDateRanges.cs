namespace Zaitaku.Bot.Understanding;

/// <summary>Two mentions with から or a wave between them are one stretch.</summary>
internal static class JapaneseDateRanges
{
    /// <summary>A span of more days is two days that happen to stand side by side.</summary>
    private const int SpanDaysMax = 400;

    /// <summary>Duty that begins from here on and ends by noon of the next day is one night.</summary>
    private const int NightBeginsMin = 16 * 60, NightEndsMax = 12 * 60;

    private static readonly string[] RangeMarks = ["から", "より", "~", "-", "ー", "からの"];
    private static readonly string[] NextDays = ["", "翌", "翌朝", "翌日", "翌朝の", "翌日の", "次の日の"];

    public static bool IsMark(string? gap)
    {
        string? trimmed = gap?.Trim(' ', '、');
        string? mark = trimmed is null ? null : Array.Find(RangeMarks, mark => trimmed.StartsWith(mark, StringComparison.Ordinal));
        return mark is not null && NextDays.Contains(trimmed![mark.Length..].Trim(' ', '、'));
    }

    /// <summary>3日から5日, 月~金, 12/29~1/3. The end is the first such day from the beginning on; a span that is going on is not past.</summary>
    public static AskedMention? Join(string key, DateOnly today, AskedMention one, AskedMention next, string? gap)
    {
        if (!one.HasDay || !next.HasDay || !IsMark(gap))
        {
            return null;
        }

        DateOnly from = Began(one, next, today) ?? one.Days.From;
        DateOnly until = EndOf(next, from)?.Until ?? next.Days.Until;
        if (until <= from || until > from.AddDays(SpanDaysMax))
        {
            return null;
        }

        one.End = next.End;
        bool saysUntil = JapaneseDateEdges.StartsWith(key, next.End, "まで");
        if (!saysUntil && one.Word.Kind is DateWordKind.Day or DateWordKind.Weekday && next.Word.IsDayOnly && next.IsOpen && until > from.AddDays(next.Word.Day))
        {
            until = from.AddDays(next.Word.Day); // 明日から2日 is two days, 明日から30日 ends on the 30th
        }

        if (until == from.AddDays(2) && (IsLate(one) || one.Clock is not null) && IsEarly(next))
        {
            one.Days = DaySpan.Of(from);
            one.Sense = one.Clock is null ? DaySense.Night : one.Sense;
            return one; // one duty over midnight
        }

        bool isOfEach = one.IsPlain && !saysUntil;
        (one.Days, one.Sense, one.Clock) = (new DaySpan(from, until), isOfEach ? next.Sense : DaySense.None, isOfEach ? next.Clock : null);
        return one;
    }

    /// <summary>The beginning that lies behind where the end does not: on the 4th, 3日から5日 began yesterday.</summary>
    private static DateOnly? Began(AskedMention one, AskedMention next, DateOnly today)
    {
        DateOnly? began = !one.IsOpen || !next.IsOpen ? null
            : one.Word.IsDayOnly ? JapaneseDateRules.DayOf(today.Year, today.Month, one.Word.Day)
            : one.Word.Kind == DateWordKind.Weekday ? one.Days.From.AddDays(-7) : null;
        return began is { } from && from < today && EndOf(next, from) is { } end && today < end.Until && end.Until < from.AddDays(32) ? from : null;
    }

    private static DaySpan? EndOf(AskedMention next, DateOnly from)
    {
        if (!next.IsOpen)
        {
            return null;
        }

        DateWord word = next.Word;
        DateOnly? day = word.IsDayOnly ? JapaneseDateRules.FirstMonthly(from, word.Day)
            : word.Kind == DateWordKind.Date ? JapaneseDateRules.FirstYearly(from, word.Month, word.Day)
            : word.Kind == DateWordKind.Weekday ? JapaneseDateRules.NextWeekday(from, (DayOfWeek)word.Value)
            : word.Kind == DateWordKind.MonthNumber ? JapaneseDateRules.FirstYearly(from, word.Month, 1) : null;
        return day is not { } found ? null : word.Kind == DateWordKind.MonthNumber ? JapaneseDateRules.MonthOf(found) : DaySpan.Of(found);
    }

    private static bool IsLate(AskedMention mention) =>
        JapaneseDateRules.PartOf(mention.Sense) is AskedPart.Evening or AskedPart.Night || (mention.Clock is { } clock && JapaneseDateRules.MinuteOf(mention.Sense, clock) >= NightBeginsMin);

    private static bool IsEarly(AskedMention mention) =>
        JapaneseDateRules.PartOf(mention.Sense) == AskedPart.Morning || (mention.Clock is { } clock && JapaneseDateRules.MinuteOf(mention.Sense, clock) <= NightEndsMax);
}
