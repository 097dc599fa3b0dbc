namespace Zaitaku.Bot.Understanding;

/// <summary>Times of day in numbers: 21時, 21時半, 21:30, 25時. 24時間 is no time of day.</summary>
internal static class JapaneseDateHours
{
    /// <summary>Hours as duty tables write them: 25時 is one in the morning. Later ones are no time of day.</summary>
    public const int HoursMax = 29;

    private static readonly string[] NotHours = ["間", "給", "代", "期", "点", "計", "価", "限", "速", "差", "短", "的", "入院", "帰", "停"];

    /// <param name="hour">The number before 時 or the colon at <paramref name="end"/>.</param>
    /// <returns>Where reading goes on.</returns>
    public static int Read(string key, int at, int hour, int end, List<DateWord> words)
    {
        int minute = 0;
        int close = end + 1;
        if (key[end] == ':')
        {
            bool isTime = JapaneseDateNumbers.TryNumber(key, end + 1, out minute, out close) && close - end == 3 && char.IsAsciiDigit(key[end + 1]) && JapaneseDateEdges.After(key, close) != ':';
            minute = isTime ? minute : -1;
        }
        else if (JapaneseDateEdges.StartsWithAny(key, close, NotHours) || IsForATime(key, at, hour, words))
        {
            return close;
        }
        else if (JapaneseDateEdges.After(key, close) == '半')
        {
            (minute, close) = (30, close + 1);
        }
        else if (JapaneseDateNumbers.TryNumber(key, close, out int said, out int after) && JapaneseDateEdges.After(key, after) == '分')
        {
            (minute, close) = (said, after + 1);
        }

        if (hour is >= 0 and <= HoursMax && minute is >= 0 and <= 59)
        {
            words.Add(new DateWord(DateWordKind.Clock, at, close) { Value = hour * 60 + minute });
        }

        return close;
    }

    /// <summary>一時 is "for a time" unless a part of the day stands before it.</summary>
    private static bool IsForATime(string key, int at, int hour, List<DateWord> words) =>
        hour == 1 && key[at] == '一' && !(words.Count > 0 && words[^1].Kind == DateWordKind.Part && JapaneseDateEdges.IsRightAfter(key, at, words[^1]));
}
