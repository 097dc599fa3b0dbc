using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Joins what belongs together: 23日 and (土), 土曜 and 夜, 3日から and 5日.</summary>
internal sealed class JapaneseDateJoins(string key, DateOnly today, HolidayCalendar holidays)
{
    /// <summary>Letters between two mentions that still are one expression (から翌日の).</summary>
    private const int GapLettersMax = 6;

    private static readonly string[] Denials = ["じゃなく", "ではなく", "でなく", "以外", "を除"];

    public List<AskedMention> Join(List<AskedMention> mentions)
    {
        List<AskedMention> parted = Attach(Pairwise(Pairwise(mentions, Timed), Same));
        List<AskedMention> joined = Pairwise(Led(parted), (one, next) => JapaneseDateRanges.Join(key, today, one, next, Gap(one, next)));
        return Framed(joined.FindAll(mention => !JapaneseDateEdges.StartsWithAny(key, mention.End, Denials)));
    }

    /// <summary>Left to right: two neighbours become what <paramref name="join"/> makes of them, or both stay.</summary>
    private static List<AskedMention> Pairwise(List<AskedMention> mentions, Func<AskedMention, AskedMention, AskedMention?> join)
    {
        List<AskedMention> joined = [];
        foreach (AskedMention mention in mentions)
        {
            if (joined.Count > 0 && join(joined[^1], mention) is { } one)
            {
                joined[^1] = one;
            }
            else
            {
                joined.Add(mention);
            }
        }

        return joined;
    }

    private string? Gap(AskedMention one, AskedMention next) =>
        next.Start <= one.End ? "" : next.Start - one.End <= GapLettersMax ? key[one.End..next.Start] : null;

    /// <summary>夜 and 9時.</summary>
    private AskedMention? Timed(AskedMention part, AskedMention time)
    {
        if (part.HasDay || time.HasDay || part.Clock is not null || time is not { Clock: not null, Sense: DaySense.None } || Gap(part, time) is not ("" or "の" or " "))
        {
            return null;
        }

        (part.Clock, part.End) = (time.Clock, time.End);
        return part;
    }

    /// <summary>One day said twice: 23日(土), 明日土曜, 23日の祝日, 土曜12日, お盆の13日, 今日いま. A number is believed before a weekday.</summary>
    private AskedMention? Same(AskedMention one, AskedMention next)
    {
        string? gap = Gap(one, next);
        bool isTight = gap is "" or "(" or "[" or "【";
        bool isLoose = isTight || gap is " " or "の";
        if (!one.HasDay || !next.HasDay || !(isLoose || gap is "、" or "は") || (next.Continues && !next.Word.IsBracketed))
        {
            return null;
        }

        bool isOneDay = one.Days.IsOneDay && next.Days.IsOneDay;
        if (next.Word.Kind == DateWordKind.Now)
        {
            bool isNow = one.Days == DaySpan.Of(today) && (one.IsPlain || one.Sense == DaySense.Now);
            bool isAsOf = gap == "" && one.Word.Kind == DateWordKind.Date; // 20日現在
            one.Sense = isNow ? DaySense.Now : one.Sense;
            return isNow || isAsOf ? First(one, next) : null;
        }

        bool isConfirmed = one.Days.IsOneDay && !one.Word.IsBracketed && (next.Word.IsBracketed || gap == "(") && IsNameOfDay(next) && one.Word.Kind != DateWordKind.Now;
        return gap == "は" ? null : isConfirmed || (isLoose && IsSaidBetterBy(one, next, isTight)) ? First(one, next)
            : isLoose && IsSaidBetterBy(next, one, isTight) ? Second(one, next)
            : Within(one, next, isLoose) ?? HolidayOn(one, next, gap) ?? (isOneDay && one.Days == next.Days && (next.IsPlain || one.IsPlain) ? Second(one, next) : null);
    }

    private static bool IsNameOfDay(AskedMention mention) => mention.Word.Kind is DateWordKind.Weekday or DateWordKind.Weekend or DateWordKind.Holiday or DateWordKind.NamedHoliday or DateWordKind.FreeDay;

    private static bool IsHoliday(AskedMention mention) => mention.Word.Kind is DateWordKind.Holiday or DateWordKind.NamedHoliday;

    /// <summary>What <paramref name="other"/> names is only a property of the day that <paramref name="exact"/> names.</summary>
    private bool IsSaidBetterBy(AskedMention exact, AskedMention other, bool isTight) =>
        exact.Word.Kind == DateWordKind.Date
            ? IsHoliday(other) || (other.Word.Kind == DateWordKind.Weekday && (isTight || exact.Days.From.DayOfWeek == (DayOfWeek)other.Word.Value))
            : exact.Days.IsOneDay && !IsHoliday(exact) && other.Word.Kind == DateWordKind.Holiday && other.Start > exact.Start && holidays.IsHoliday(exact.Days.From);

    /// <summary>お盆の13日, 連休の月曜, 来週の12日: the day of that number or name within what was said before.</summary>
    private static AskedMention? Within(AskedMention span, AskedMention day, bool isLoose)
    {
        DateWord word = day.Word;
        bool isWeekend = word.Kind == DateWordKind.Weekend && isLoose && span.Word.Kind != DateWordKind.Weekend;
        Predicate<DateOnly>? fits = word.Kind switch
        {
            DateWordKind.Date => each => each.Day == word.Day && (word.IsDayOnly || each.Month == word.Month),
            DateWordKind.Weekday when isLoose => each => each.DayOfWeek == (DayOfWeek)word.Value,
            DateWordKind.Weekend when isWeekend => each => each.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
            _ => null,
        };
        List<DateOnly> found = fits is null || span.Days.IsOneDay || !day.IsOpen ? [] : JapaneseDateRules.DaysIn(span.Days, span.Days.From, fits);
        if (found.Count == 0)
        {
            return null;
        }

        bool isPair = isWeekend && found.Count > 1 && found[1] == found[0].AddDays(1);
        day.Days = new DaySpan(found[0], found[0].AddDays(isPair ? 2 : 1));
        return Second(span, day);
    }

    /// <summary>月曜の祝日: the next Monday that is a holiday. 日曜祝日 without の is Sundays and holidays.</summary>
    private AskedMention? HolidayOn(AskedMention one, AskedMention next, string? gap)
    {
        (AskedMention weekday, AskedMention holiday) = one.Word.Kind == DateWordKind.Weekday ? (one, next) : (next, one);
        if (gap != "の" || weekday.Word.Kind != DateWordKind.Weekday || holiday.Word.Kind != DateWordKind.Holiday || !weekday.IsOpen || !holiday.IsOpen)
        {
            return null;
        }

        DateOnly? day = JapaneseDateRules.FirstDay(today, each => each.DayOfWeek == (DayOfWeek)weekday.Word.Value && holidays.IsHoliday(each));
        next.Days = day is { } found ? DaySpan.Of(found) : next.Days;
        return day is null ? null : Second(one, next);
    }

    private static AskedMention First(AskedMention one, AskedMention next)
    {
        one.End = Math.Max(one.End, next.End);
        return one;
    }

    private static AskedMention Second(AskedMention one, AskedMention next)
    {
        (next.Start, next.Sense) = (one.Start, next.Sense == DaySense.None ? one.Sense : next.Sense);
        return next;
    }

    /// <summary>Gives parts and times without a day to the day said before them; 日曜の朝・昼 is two parts of one day, 9時から17時 one beginning.</summary>
    private List<AskedMention> Attach(List<AskedMention> mentions)
    {
        List<AskedMention> joined = [];
        foreach (AskedMention mention in mentions)
        {
            AskedMention? last = joined.LastOrDefault();
            if (!mention.HasDay && last is { HasDay: true, Sense: DaySense.Now } && mention.Sense != DaySense.None && Gap(last, mention) is "" or "の")
            {
                joined[^1] = mention; // 「現在の夜間当番」 asks for the night
            }
            else if (mention.HasDay || last is null || (last.HasDay ? last.Sense == DaySense.Now : !JapaneseDateRanges.IsMark(Gap(last, mention))))
            {
                joined.Add(mention);
            }
            else if (last.IsPlain)
            {
                Give(joined, mention.Sense, mention.Clock, mention.End);
            }
            else if (JapaneseDateRanges.IsMark(Gap(last, mention)))
            {
                bool isNight = JapaneseDateRules.PartOf(last.Sense) is AskedPart.Night or AskedPart.Evening && JapaneseDateRules.PartOf(mention.Sense) == AskedPart.Morning;
                bool isWholeDay = last.Clock is null && mention.Clock is null && !isNight;
                Give(joined, isWholeDay ? DaySense.None : last.Sense, last.Clock, mention.End);
            }
            else if (last.Clock is null && mention is { Clock: not null, Sense: DaySense.None } && Gap(last, mention) is "" or "の" or " " or "、" or "は")
            {
                Give(joined, last.Sense, mention.Clock, mention.End);
            }
            else if (mention.Clock is not null || JapaneseDateRules.PartOf(mention.Sense) != JapaneseDateRules.PartOf(last.Sense))
            {
                joined.Add(last.With(mention));
            }
        }

        return joined;
    }

    /// <summary>To the last mention, and to all of the list it ends: the 夜 of 月・水・金の夜.</summary>
    private static void Give(List<AskedMention> mentions, DaySense sense, int? clock, int end)
    {
        for (int at = mentions.Count - 1; at >= 0; at--)
        {
            (mentions[at].Sense, mentions[at].Clock) = (sense, clock);
            if (!mentions[at].Continues)
            {
                break;
            }
        }

        mentions[^1].End = end;
    }

    /// <summary>A part said before any day (夜間の当番医、土曜は) holds for the days that have none of their own.</summary>
    private static List<AskedMention> Led(List<AskedMention> mentions)
    {
        List<AskedMention> bare = mentions.FindAll(mention => !mention.HasDay);
        return bare.Count == 0 || !mentions.Exists(mention => mention.HasDay && mention.IsPlain)
            ? mentions
            : [.. mentions.Where(mention => mention.HasDay).SelectMany(day => day.IsPlain ? bare.Select(part => Under(day, part)) : [day])];
    }

    /// <summary>One week or month named by itself holds for the days named elsewhere in the text: 来週の当番、火曜だけ is next week's Tuesday and not the whole week.</summary>
    private List<AskedMention> Framed(List<AskedMention> mentions)
    {
        List<AskedMention> frames = mentions.FindAll(mention => mention.Word.Kind is DateWordKind.Week or DateWordKind.Month or DateWordKind.MonthNumber);
        if (frames is not [{ } frame])
        {
            return mentions;
        }

        bool isUsed = false;
        List<AskedMention> framed = [];
        foreach (AskedMention mention in mentions.Where(mention => mention != frame))
        {
            List<AskedMention> within = mention is { IsOpen: true, IsListed: false } ? InFrame(frame, mention) : [];
            isUsed |= within.Count > 0;
            framed.AddRange(within.Count > 0 ? within : [mention]);
        }

        return isUsed ? framed : mentions;
    }

    private List<AskedMention> InFrame(AskedMention frame, AskedMention mention)
    {
        bool isDate = mention.Word.IsDayOnly;
        if (!isDate && mention.Word.Kind != DateWordKind.Weekday)
        {
            return [];
        }

        DateOnly from = frame.Word.Kind == DateWordKind.Week || isDate ? frame.Days.From : today;
        List<DateOnly> days = JapaneseDateRules.DaysIn(frame.Days, from, day => isDate ? day.Day == mention.Word.Day : day.DayOfWeek == (DayOfWeek)mention.Word.Value);
        return days.ConvertAll(day => new AskedMention(mention.Word, mention.Days.MovedTo(day), hasDay: true)
        {
            Sense = mention.IsPlain ? frame.Sense : mention.Sense,
            Clock = mention.IsPlain ? frame.Clock : mention.Clock,
        });
    }

    private static AskedMention Under(AskedMention day, AskedMention part)
    {
        AskedMention led = day.With(part);
        (led.Start, led.End) = (day.Start, day.End);
        return led;
    }
}
