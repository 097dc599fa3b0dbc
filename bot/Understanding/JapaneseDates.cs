using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Understanding;

/// <summary>
/// The days and times of day people name when they speak of duties. What they may mean is decided here, once:
/// <para>Today is the day in Tokyo, also at 02:00; a week is Monday to Sunday. Until 05:00 今夜, 今晩 and a night without a day are the night that is still going on,
/// with an hour before midnight (今夜9時) the coming one. 昨夜 is the night that began on yesterday's date.</para>
/// <para>A weekday is the next one, today included; 次の and 今度の mean one after today (a holiday may be today). 今週, 来週, 先週 before it mean that very week, even if past;
/// a month before it means each of its days still to come, or all when none is. One week or month named apart (来週の当番、火曜だけ) holds for the days named with it.</para>
/// <para>週末 and 土日 are Saturday and Sunday, on Sunday the rest of it; 休日 is the next Sunday or holiday; 日祝 is two answers, the next Sunday and the next holiday.
/// 連休 is a run of at least three free days with a holiday in it, the next or the one going on. 正月, お盆 and the like are the next, or the one going on.</para>
/// <para>A day without month is in this month if not past, else in the next month that has it. A month and day without year is the first one
/// not more than <see cref="JapaneseDateRules.PastDaysMax"/> days ago. A written year more than <see cref="JapaneseDateRules.YearsMax"/> years away is a birthday or the like
/// and left out, as are days no calendar has. Of a number and a weekday that differ the number is believed.</para>
/// <para>A span is one answer, with its last day in it; of two days with から between the second is the first such day after the first. A span that is going on is not past.
/// One that begins in the evening, or at an hour, and ends the next morning is the duty of its first day. A span of hours (9時から17時) is asked by its beginning.</para>
/// <para>土曜の深夜1時 is in the night that begins on Saturday (25:00), 土曜の未明 in the one that ends on Saturday, as the news says it.
/// A part or a time without a day belongs to the day said before it, else to the days said after it, else to today, even if past.</para>
/// <para>Beginning, middle and end of a month are not told apart: 来月末 is next month. Counts from a day (3日後, 2日前) lean on another day and are not read.</para>
/// </summary>
public static class JapaneseDates
{
    /// <summary>Times told of one text; a longer list is better shown as a table.</summary>
    public const int AskedMax = 5;

    /// <summary>A night without a day is the one still going on before this minute of the day.</summary>
    public const int NightEndsMinute = 5 * 60;

    /// <summary>Names shorter than this (休日) are words of their own.</summary>
    private const int HolidayNameMin = 3;

    private const int MinutesOfDay = 24 * 60;

    /// <summary>No slip of the trade is a day, so none is mended.</summary>
    private static readonly TextNormalizer Normalizer = new([]);

    /// <summary>All times named in the text in order of appearance, none twice, at most <paramref name="most"/>. Of the text the first <see cref="TextNormalizer.TextLengthMax"/> units are read.</summary>
    /// <param name="now">The instant of asking.</param>
    /// <param name="holidays">As the hub keeps them; their names (海の日) are understood too.</param>
    public static IReadOnlyList<AskedTime> Read(string text, DateTimeOffset now, HolidayCalendar holidays, int most = AskedMax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(holidays);
        string key = Normalizer.Fold(text).Key;
        DateOnly today = OfficeTime.DayOf(now);
        List<DateWord> words = JapaneseDateWords.In(key, NamesIn(key, today, holidays));
        List<AskedMention> mentions = new JapaneseDateReader(key, today, holidays).Read(words);
        bool isNightOn = OfficeTime.MinuteOf(now) < NightEndsMinute;
        return [.. new JapaneseDateJoins(key, today, holidays).Join(mentions).Select(mention => TimeOf(mention, isNightOn)).Distinct().Take(most)];
    }

    private static AskedTime TimeOf(AskedMention mention, bool isNightOn)
    {
        int? minute = mention.Clock is { } clock ? JapaneseDateRules.MinuteOf(mention.Sense, clock) : null;
        bool isHalfOfClock = minute is not null && mention.Sense is DaySense.Am or DaySense.Pm;
        AskedPart part = isHalfOfClock ? AskedPart.Any : JapaneseDateRules.PartOf(mention.Sense);
        bool isDark = minute is null ? part == AskedPart.Night : minute >= MinutesOfDay;
        bool isStillOn = isNightOn && isDark && (!mention.HasDay || mention.Word.Kind == DateWordKind.Tonight);
        bool endsThere = mention is { HasDay: true, Sense: DaySense.Dawn } && mention.Word.Kind != DateWordKind.Tonight && isDark;
        DaySpan days = mention.Days;
        DaySpan told = isStillOn || endsThere ? new DaySpan(days.From.AddDays(-1), days.IsOneDay || endsThere ? days.Until.AddDays(-1) : days.Until) : days;
        return new AskedTime(told.From, told.Until, part, minute);
    }

    /// <summary>The coming holidays by name, looked up only for texts that may name one.</summary>
    private static List<(string Name, DateOnly Day)> NamesIn(string key, DateOnly today, HolidayCalendar holidays)
    {
        List<(string Name, DateOnly Day)> names = [];
        HashSet<string> known = [];
        for (int days = 0; key.Contains('日', StringComparison.Ordinal) && days <= JapaneseDateRules.HolidayWithinDays; days++)
        {
            DateOnly day = today.AddDays(days);
            if (holidays.NameOf(day) is { } name && name.Length >= HolidayNameMin && TextNormalizer.FoldWord(name) is var folded && known.Add(folded) && key.Contains(folded, StringComparison.Ordinal))
            {
                names.Add((folded, day));
            }
        }

        return names;
    }
}
