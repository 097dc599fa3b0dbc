using System.Globalization;

namespace Zaitaku.Bot.Understanding;

/// <summary>Days, months, years and hours written with numbers. Where a number counts something (3日間, 24時間, 週3回), it is none of these.</summary>
internal static class JapaneseDateNumbers
{
    /// <summary>Digits of one number that can be a year; longer runs are telephone numbers and the like.</summary>
    private const int DigitsMax = 4;

    /// <summary>Days named in one list such as 3・8・15日.</summary>
    private const int ListMax = 10;

    private const string KanjiDigits = "〇一二三四五六七八九";

    private static readonly string[] NotMonths = ["間", "目", "号", "曜", "額", "前", "後", "ほど", "くらい", "ぐらい"];

    private static readonly (string Name, int Before)[] Eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];

    /// <returns>Where reading goes on: <paramref name="at"/> when no number begins here. A number that means nothing here is passed as a whole.</returns>
    public static int Read(string key, int at, List<DateWord> words)
    {
        if (key[at] is '第' or '最')
        {
            return ReadNth(key, at, words);
        }

        foreach ((string name, int before) in Eras)
        {
            if (JapaneseDateEdges.StartsWith(key, at, name))
            {
                return ReadEra(key, at, at + name.Length, before, words);
            }
        }

        if (key[at] == 'r' && !JapaneseDateEdges.IsLatin(JapaneseDateEdges.Before(key, at)) && char.IsAsciiDigit(JapaneseDateEdges.After(key, at + 1)))
        {
            return ReadEra(key, at, at + 1, Eras[0].Before, words);
        }

        if (!TryNumber(key, at, out int value, out int end))
        {
            return at;
        }

        int chain = char.IsAsciiDigit(key[at]) ? JapaneseDateChains.Read(key, at, words) : at;
        int list = chain > at ? chain : ReadList(key, at, words);
        return list > at ? list : ReadUnit(key, at, value, end, words);
    }

    /// <summary>A number of digits or kanji. Its value is -1 when it is too long, or no number a calendar has.</summary>
    public static bool TryNumber(string key, int at, out int value, out int end)
    {
        end = at;
        bool isDigits = char.IsAsciiDigit(JapaneseDateEdges.After(key, at));
        while (end < key.Length && (isDigits ? char.IsAsciiDigit(key[end]) : IsKanjiNumber(key[end])))
        {
            end++;
        }

        value = end == at ? -1 : isDigits ? end - at > DigitsMax ? -1 : int.Parse(key.AsSpan(at, end - at), CultureInfo.InvariantCulture) : KanjiValue(key.AsSpan(at, end - at));
        return end > at;
    }

    private static int ReadUnit(string key, int at, int value, int end, List<DateWord> words)
    {
        switch (JapaneseDateEdges.After(key, end))
        {
            case '日' when JapaneseDateCounts.IsDay(key, at, value, end + 1, words):
                words.Add(new DateWord(DateWordKind.Date, at, end + 1) { Day = value });
                return end + 1;
            case '日' when JapaneseDateEdges.After(key, end + 1) != '曜':
                if (JapaneseDateCounts.IsLength(key, at, value, end + 1, words))
                {
                    words.Add(new DateWord(DateWordKind.Length, at, end + 1) { Value = value });
                }

                return end + 1;
            case '月' when value is >= 1 and <= 12 && !JapaneseDateEdges.StartsWithAny(key, end + 1, NotMonths) && JapaneseDateEdges.Before(key, at) != '第':
                words.Add(new DateWord(DateWordKind.MonthNumber, at, end + 1) { Month = value });
                return end + 1;
            case '年' when value is >= 1000 and <= 9999:
                words.Add(new DateWord(DateWordKind.YearNumber, at, end + 1) { Year = value });
                return end + 1;
            case '時' or ':':
                return JapaneseDateHours.Read(key, at, value, end, words);
            case '(' when value is >= 1 and <= 31 && BeginsFreely(key, at, words) && IsWeekdayIn(key, end + 1):
                words.Add(new DateWord(DateWordKind.Date, at, end) { Day = value });
                return end;
            default:
                return end;
        }
    }

    /// <summary>The (土) of 28(土).</summary>
    private static bool IsWeekdayIn(string key, int at) => JapaneseDateLetters.IsLetter(JapaneseDateEdges.After(key, at)) && JapaneseDateEdges.After(key, at + 1) is ')' or '曜' or '・' or '祝';

    /// <summary>3・4日, 3、8、15日, 3~5日. Two neighbours up to ten with a comma or a dash (2、3日) are "two or three days". The 9 of 9~17時 is an hour.</summary>
    private static int ReadList(string key, int at, List<DateWord> words)
    {
        List<(int Value, int Start, int End)> list = [];
        int next = at;
        while (list.Count < ListMax && TryNumber(key, next, out int value, out int end) && value is >= 1 and <= 31)
        {
            list.Add((value, next, end));
            if (JapaneseDateEdges.After(key, end) is not ('・' or '、' or ',' or '~' or '-'))
            {
                break;
            }

            next = end + 1;
        }

        bool isHours = list.Count == 2 && JapaneseDateEdges.After(key, list[1].End) == '時' && key[list[0].End] is '~' or '-' && list[1].Value <= JapaneseDateHours.HoursMax;
        if (isHours)
        {
            words.Add(new DateWord(DateWordKind.Clock, at, list[0].End) { Value = list[0].Value * 60 });
            return list[0].End;
        }

        if (list.Count < 2 || JapaneseDateEdges.After(key, list[^1].End) != '日' || !BeginsFreely(key, at, words))
        {
            return at;
        }

        int close = list[^1].End + 1;
        bool hasMonth = words.Count > 0 && words[^1].Kind is DateWordKind.Month or DateWordKind.MonthNumber && JapaneseDateEdges.IsRightAfter(key, at, words[^1]);
        bool isAbout = list.Count == 2 && list[1].Value == list[0].Value + 1 && list[1].Value <= 10 && key[list[0].End] != '・' && !hasMonth;
        if (!isAbout && JapaneseDateCounts.IsDay(key, at, list[^1].Value, close, words))
        {
            words.AddRange(list.Select((item, place) => new DateWord(DateWordKind.Date, item.Start, place == list.Count - 1 ? close : item.End)
            {
                Day = item.Value,
                Continues = place > 0 && key[list[place - 1].End] is not ('~' or '-'),
            }));
        }

        return close;
    }

    /// <summary>第2土曜, 第1・3日曜, 最終金曜.</summary>
    private static int ReadNth(string key, int at, List<DateWord> words)
    {
        List<(int Nth, int Start)> list = [];
        int next = at;
        if (JapaneseDateEdges.StartsWith(key, at, "最終"))
        {
            list.Add((JapaneseDateRules.LastNth, at));
            next = at + 2;
        }

        while (list.Count < JapaneseDateRules.LastNth && list is not [(JapaneseDateRules.LastNth, _)])
        {
            int digits = JapaneseDateEdges.After(key, next) == '第' ? next + 1 : next;
            if (!TryNumber(key, digits, out int value, out int end) || value is < 1 or >= JapaneseDateRules.LastNth)
            {
                break;
            }

            list.Add((value, next));
            next = JapaneseDateEdges.After(key, end) is '・' or '、' or ',' or 'と' ? end + 1 : end;
        }

        if (list.Count == 0 || !JapaneseDateLetters.TryWeekday(key, next, words, out int day, out int close))
        {
            // The number of 第3日 is an ordinal and must not be read again as a day.
            return key[at] == '第' && TryNumber(key, at + 1, out _, out int passed) ? passed : at;
        }

        words.AddRange(list.Select((item, place) => new DateWord(DateWordKind.NthWeekday, item.Start, place == list.Count - 1 ? close : list[place + 1].Start)
        {
            Value = day,
            Day = item.Nth,
            Continues = place > 0,
        }));
        return close;
    }

    /// <summary>令和8年, r8.12.23.</summary>
    private static int ReadEra(string key, int at, int digits, int before, List<DateWord> words)
    {
        bool isFirst = JapaneseDateEdges.After(key, digits) == '元';
        int end = digits + 1;
        if (!isFirst && !TryNumber(key, digits, out _, out end))
        {
            return at;
        }

        int value = 1;
        if (!isFirst)
        {
            TryNumber(key, digits, out value, out end);
        }

        if (value is >= 1 and <= 99 && JapaneseDateEdges.After(key, end) == '年')
        {
            words.Add(new DateWord(DateWordKind.YearNumber, at, end + 1) { Year = before + value });
            return end + 1;
        }

        return isFirst ? at : JapaneseDateChains.ReadEra(key, at, digits, before, words);
    }

    /// <summary>No word runs into the number: the 4 of 要介護4、12日 is not a day.</summary>
    public static bool BeginsFreely(string key, int at, List<DateWord> words) =>
        JapaneseDateEdges.Before(key, at) is var before && (!char.IsLetterOrDigit(before) || JapaneseDateEdges.IsHiragana(before) || JapaneseDateEdges.IsRightAfter(key, at, words.Count > 0 ? words[^1] : null));

    public static bool IsKanjiNumber(char letter) => KanjiDigits.Contains(letter) || letter is '十' or '百' or '千';

    /// <summary>十二, 二十三, 二〇二六. 二三 is "two or three", hundreds are no part of a date: -1.</summary>
    private static int KanjiValue(ReadOnlySpan<char> letters)
    {
        int ten = letters.IndexOf('十');
        if (letters.IndexOfAny('百', '千') >= 0 || letters.Length > DigitsMax)
        {
            return -1;
        }

        if (ten >= 0)
        {
            bool isTens = ten <= 1 && letters.Length - ten <= 2 && letters.LastIndexOf('十') == ten && !letters.Contains('〇');
            return isTens ? (ten == 0 ? 1 : KanjiDigits.IndexOf(letters[0])) * 10 + (letters.Length - ten == 1 ? 0 : KanjiDigits.IndexOf(letters[^1])) : -1;
        }

        int value = 0;
        foreach (char letter in letters)
        {
            value = value * 10 + KanjiDigits.IndexOf(letter);
        }

        bool isAbout = letters.Length == 2 && KanjiDigits.IndexOf(letters[1]) == KanjiDigits.IndexOf(letters[0]) + 1;
        return isAbout ? -1 : value;
    }
}
