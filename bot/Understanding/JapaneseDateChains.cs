namespace Zaitaku.Bot.Understanding;

/// <summary>
/// Digits joined by strokes, hyphens or points: 12/23, 2026-12-23, 12/29-1/3, and telephone numbers, addresses and scores, which are no days.
/// A chain is read as a whole, so that no day is found in the middle of a telephone number.
/// </summary>
internal static class JapaneseDateChains
{
    /// <summary>Numbers of one chain; longer ones are nothing a calendar has.</summary>
    private const int PartsMax = 6;

    /// <summary>Further days after a stroke: 12/3・5・8.</summary>
    private const int ListMax = 10;

    /// <summary>Behind 1/2 these make a share or a count of it, not a day.</summary>
    private const string Counters = "錠量包本缶個袋枚人名回件台%.";

    /// <summary>An address ends in these, and 3-4 after it is a house.</summary>
    private const string AddressEnds = "町丁目区市村番号字通条";

    private readonly record struct Chain(List<int> Parts, List<int> Ends, string Marks, int End);

    /// <returns>Behind the chain; <paramref name="at"/> when the number stands alone.</returns>
    public static int Read(string key, int at, List<DateWord> words)
    {
        Chain chain = Of(key, at);
        char after = JapaneseDateEdges.After(key, chain.End);
        if (chain.Marks.Length == 0 || (chain.Marks == "-" && after is '日' or '時'))
        {
            return at;
        }

        char owner = JapaneseDateEdges.Before(key, at);
        bool isRange = owner == '-' && words.Count > 0 && words[^1].End == at - 1;
        bool isFree = isRange || (!JapaneseDateEdges.IsLatin(owner) && owner is not ('-' or '.' or ':' or '/' or '+'));
        bool isCount = Counters.Contains(after) || JapaneseDateEdges.IsLatin(after) || after == ':' || JapaneseDateEdges.StartsWith(key, chain.End, "に減");
        if (!isFree || isCount)
        {
            return chain.End;
        }

        int before = words.Count;
        AddDays(key, at, chain, words);
        if (words.Count == before)
        {
            return chain.End;
        }

        int end = TakeDayLetter(key, chain.End, words);
        return chain.Marks[0] == '/' && chain.Marks is not "//" ? ReadMore(key, end, words) : end;
    }

    /// <summary>r8.12.23, 令和8/12/23.</summary>
    /// <param name="digits">Where the year of the era begins.</param>
    public static int ReadEra(string key, int at, int digits, int before, List<DateWord> words)
    {
        Chain chain = Of(key, digits);
        if (chain.Marks is "//" or "--" or ".." && chain.Parts[0] is >= 1 and <= 99)
        {
            Add(words, at, chain.End, before + chain.Parts[0], chain.Parts[1], chain.Parts[2]);
        }

        return chain.End;
    }

    private static Chain Of(string key, int at)
    {
        List<int> parts = [];
        List<int> ends = [];
        List<char> marks = [];
        int next = at;
        while (JapaneseDateNumbers.TryNumber(key, next, out int value, out int end))
        {
            if (parts.Count <= PartsMax)
            {
                parts.Add(value);
                ends.Add(end);
            }

            char mark = JapaneseDateEdges.After(key, end) is var seen && seen == 'ー' ? '-' : seen;
            if (mark is not ('/' or '-' or '.') || !char.IsAsciiDigit(JapaneseDateEdges.After(key, end + 1)))
            {
                return new Chain(parts, ends, string.Concat(marks), end);
            }

            if (marks.Count <= PartsMax)
            {
                marks.Add(mark);
            }

            next = end + 1;
        }

        return new Chain(parts, ends, string.Concat(marks), next);
    }

    private static void AddDays(string key, int at, Chain chain, List<DateWord> words)
    {
        List<int> parts = chain.Parts;
        switch (chain.Marks)
        {
            case "/":
                Add(words, at, chain.End, 0, parts[0], parts[1]);
                break;
            case "-" when IsOpenDash(key, at, chain.End):
                Add(words, at, chain.End, 0, parts[0], parts[1]);
                break;
            case "//" or "--" or ".." when parts[0] >= 1000:
                Add(words, at, chain.End, parts[0], parts[1], parts[2]);
                break;
            case "/-":
                Add(words, at, chain.Ends[1], 0, parts[0], parts[1]);
                AddDay(words, chain.Ends[1] + 1, chain.End, parts[2], continues: false);
                break;
            case "/-/":
                Add(words, at, chain.Ends[1], 0, parts[0], parts[1]);
                Add(words, chain.Ends[1] + 1, chain.End, 0, parts[2], parts[3]);
                break;
            case "//-//" or "--/--" when parts[0] >= 1000 && parts[3] >= 1000:
                Add(words, at, chain.Ends[2], parts[0], parts[1], parts[2]);
                Add(words, chain.Ends[2] + 1, chain.End, parts[3], parts[4], parts[5]);
                break;
            default:
                break;
        }
    }

    /// <summary>12-23 is a day only where nothing beside it makes an address, a range or a score of it.</summary>
    private static bool IsOpenDash(string key, int at, int end)
    {
        char before = JapaneseDateEdges.Before(key, at);
        char owner = before == ' ' ? JapaneseDateEdges.Before(key, at - 1) : before;
        return !JapaneseDateEdges.IsKanji(before) && !AddressEnds.Contains(owner) && IsClean(key, end);
    }

    /// <summary>No counter follows: a mark, a particle, or a word of the trade.</summary>
    private static bool IsClean(string key, int end)
    {
        char after = JapaneseDateEdges.After(key, end);
        bool isMark = !char.IsLetterOrDigit(after) && after is not ('/' or ':' or '%' or '.');
        bool isParticle = after is 'と' or 'か' or 'ー' || (JapaneseDateEdges.IsHiragana(after) && JapaneseDateEdges.EndsKana(key, end));
        return isMark || isParticle || after is '当' or '待' or '夜' or '朝' or '昼' or '午' or '夕';
    }

    /// <summary>12/29~31, 12/3・5・8.</summary>
    private static int ReadMore(string key, int at, List<DateWord> words)
    {
        for (int count = 0; count < ListMax; count++)
        {
            bool isMore = JapaneseDateEdges.After(key, at) is '~' or '・' or '、' or ',' or 'ー' && JapaneseDateNumbers.TryNumber(key, at + 1, out int day, out int end)
                && char.IsAsciiDigit(key[at + 1]) && day is >= 1 and <= 31 && IsClean(key, end) && AddDay(words, at + 1, end, day, continues: key[at] is not ('~' or 'ー'));
            if (!isMore)
            {
                return at;
            }

            at = words[^1].End;
        }

        return at;
    }

    /// <summary>The superfluous 日 of 12/23日, unless it begins 日曜.</summary>
    private static int TakeDayLetter(string key, int end, List<DateWord> words)
    {
        if (JapaneseDateEdges.After(key, end) != '日' || JapaneseDateEdges.After(key, end + 1) == '曜')
        {
            return end;
        }

        words[^1] = words[^1] with { End = end + 1 };
        return end + 1;
    }

    private static bool AddDay(List<DateWord> words, int start, int end, int day, bool continues)
    {
        words.Add(new DateWord(DateWordKind.Date, start, end) { Day = day, Continues = continues });
        return true;
    }

    private static void Add(List<DateWord> words, int start, int end, int year, int month, int day)
    {
        if (month is >= 1 and <= 12 && day is >= 1 and <= 31)
        {
            words.Add(new DateWord(DateWordKind.Date, start, end) { Year = year, Month = month, Day = day });
        }
    }
}
