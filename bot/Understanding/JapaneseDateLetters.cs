using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Understanding;

/// <summary>
/// Weekdays by their letters: 土曜, 土よう, (土), 月・水・金, 土日祝. A single letter is an everyday word (土浦, 料金, 火事), so it counts only with 曜,
/// in brackets, or in a list: with marks between in any order, without marks in the order of the week (土木 is building, 月日 a date).
/// </summary>
internal static class JapaneseDateLetters
{
    /// <summary>Members of one list; a week has seven days and 祝.</summary>
    private const int ListMax = 8;

    private const string Letters = OfficeTime.WeekLetters;
    private const int HolidayLetter = 7;
    private const string RangeMarks = "~-ー";

    private static readonly string[] Marks = ["・", "、", ",", "/", "~", "-", "ー", "と", "か", "や", "or", "&"];

    /// <summary>Letters that make another word of 土日: 日本, 日帰り, 日程.</summary>
    private const string NotAfterPair = "本帰時程常直記光月";

    private readonly record struct Letter(int Day, int Start, int End, bool IsFull, bool IsRange);

    public static bool IsLetter(char letter) => Letters.Contains(letter);

    /// <returns>Where reading goes on: <paramref name="at"/> when no weekday begins here.</returns>
    public static int Read(string key, int at, List<DateWord> words)
    {
        if (key[at] is '(' or '[' or '【')
        {
            return ReadBracketed(key, at, words);
        }

        if (!TryLetter(key, at, words, out Letter first))
        {
            return at;
        }

        if (first.IsFull && first.Day != HolidayLetter)
        {
            words.Add(new DateWord(DateWordKind.Weekday, first.Start, first.End) { Value = first.Day });
            return first.End;
        }

        List<Letter> list = List(key, first, words);
        if (!IsList(key, list, words))
        {
            // 「日曜・祝」: the day before it vouches for the letter.
            bool isVouchedFor = first.Day == HolidayLetter && words.Count > 0 && words[^1].Kind is DateWordKind.Weekday or DateWordKind.Weekend && first.Start - words[^1].End <= 1;
            return isVouchedFor ? Add(words, [first]) : at;
        }

        return Add(words, list);
    }

    /// <summary>The weekday a word such as 土曜 begins with, for 第2土曜: with 曜, or a bare letter that nothing makes another word of; 第2日 and 第2月 are a day and a month by themselves.</summary>
    public static bool TryWeekday(string key, int at, List<DateWord> words, out int day, out int end)
    {
        bool isOne = TryLetter(key, at, words, out Letter letter) && letter.Day != HolidayLetter && (letter.IsFull || (letter.Day > 1 && JapaneseDateEdges.EndsPart(key, letter.End)));
        (day, end) = (letter.Day, letter.End);
        return isOne;
    }

    private static int ReadBracketed(string key, int at, List<DateWord> words)
    {
        if (!TryLetter(key, at + 1, words, out Letter first))
        {
            return at;
        }

        List<Letter> list = List(key, first, words);
        int close = list[^1].End;
        if (JapaneseDateEdges.After(key, close) is not (')' or ']' or '】'))
        {
            return at;
        }

        int before = words.Count;
        Add(words, list);
        for (int word = before; word < words.Count; word++)
        {
            words[word] = words[word] with { Start = at, End = close + 1, IsBracketed = true };
        }

        return close + 1;
    }

    private static List<Letter> List(string key, Letter first, List<DateWord> words)
    {
        List<Letter> list = [first];
        while (list.Count < ListMax)
        {
            int end = list[^1].End;
            string mark = Array.Find(Marks, mark => JapaneseDateEdges.StartsWith(key, end, mark)) ?? "";
            bool goesOn = TryLetter(key, end + mark.Length, words, out Letter next) && list[^1].Day != HolidayLetter
                && (mark.Length > 0 || IsLater(list[^1].Day, next.Day)) && !(mark.Length == 0 && list[^1].Day == 1 && next.Day == 0);
            if (!goesOn)
            {
                break;
            }

            list.Add(next with { IsRange = mark.Length > 0 && RangeMarks.Contains(mark[0]) });
        }

        return list;
    }

    /// <summary>Later in a week that begins on Monday; 祝 comes last.</summary>
    private static bool IsLater(int day, int next) => (next == 0 ? 6.5 : next) > (day == 0 ? 6.5 : day);

    private static bool IsList(string key, List<Letter> list, List<DateWord> words)
    {
        if (list.Count < 2)
        {
            return false;
        }

        (int start, int end) = (list[0].Start, list[^1].End);
        char before = JapaneseDateEdges.Before(key, start);
        char after = JapaneseDateEdges.After(key, end);
        bool begins = !JapaneseDateEdges.IsKanji(before) || JapaneseDateEdges.IsRightAfter(key, start, words.Count > 0 ? words[^1] : null) || before is '週' or '月' or '番';
        bool isPair = list[0].Day is 6 or 0 && list.TrueForAll(letter => letter.Day is 6 or 0 or HolidayLetter);
        bool ends = list[^1].IsFull || (isPair ? !NotAfterPair.Contains(after) : JapaneseDateEdges.EndsPart(key, end) || after is '夜' or '朝' or '昼' or '午' or '晩');
        return begins && ends;
    }

    private static int Add(List<DateWord> words, List<Letter> list)
    {
        for (int at = 0; at < list.Count; at++)
        {
            Letter letter = list[at];
            bool continues = at > 0 && !letter.IsRange;
            bool isWeekend = letter.Day == 6 && at + 1 < list.Count && list[at + 1] is { Day: 0, IsRange: false };
            words.Add(letter.Day == HolidayLetter ? new DateWord(DateWordKind.Holiday, letter.Start, letter.End) { Continues = continues }
                : isWeekend ? new DateWord(DateWordKind.Weekend, letter.Start, list[at + 1].End) { Continues = continues }
                : new DateWord(DateWordKind.Weekday, letter.Start, letter.End) { Value = letter.Day, Continues = continues });
            at += isWeekend ? 1 : 0;
        }

        return list[^1].End;
    }

    private static bool TryLetter(string key, int at, List<DateWord> words, out Letter letter)
    {
        letter = default;
        int day = at < key.Length ? key[at] == '祝' ? HolidayLetter : Letters.IndexOf(key[at]) : -1;
        if (day < 0)
        {
            return false;
        }

        (int length, bool isFull) = day == HolidayLetter ? (HolidayLength(key, at), true) : (WeekdayLength(key, at, words), JapaneseDateEdges.After(key, at + 1) == '曜');
        letter = new Letter(day, at, at + length, isFull || length > 1, false);
        return true;
    }

    private static int HolidayLength(string key, int at) => JapaneseDateEdges.StartsWith(key, at + 1, "祭日") ? 3 : JapaneseDateEdges.After(key, at + 1) == '日' && JapaneseDateEdges.After(key, at + 2) != '曜' ? 2 : 1;

    /// <summary>土曜, 土曜日 and 土よう, 土ようび. The 日 of 土曜日曜 belongs to Sunday.</summary>
    private static int WeekdayLength(string key, int at, List<DateWord> words)
    {
        if (JapaneseDateEdges.After(key, at + 1) == '曜')
        {
            bool hasDay = JapaneseDateEdges.After(key, at + 2) is '日' && JapaneseDateEdges.After(key, at + 3) != '曜';
            return hasDay ? 3 : JapaneseDateEdges.StartsWith(key, at + 2, "び") ? 3 : 2;
        }

        bool begins = !JapaneseDateEdges.IsKanji(JapaneseDateEdges.Before(key, at)) || JapaneseDateEdges.IsRightAfter(key, at, words.Count > 0 ? words[^1] : null);
        return !begins || !JapaneseDateEdges.StartsWith(key, at + 1, "よう") ? 1
            : JapaneseDateEdges.StartsWith(key, at + 3, "び") ? 4
            : JapaneseDateEdges.EndsKana(key, at + 3) && !JapaneseDateEdges.StartsWith(key, at + 3, "に") ? 3 : 1;
    }
}
