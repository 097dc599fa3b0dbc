namespace Zaitaku.Bot.Understanding;

/// <summary>Numbers before 日 that count days or name a place: 3日間, 週3日, 1日2回, 四日市. They are not days of a month.</summary>
internal static class JapaneseDateCounts
{
    /// <summary>After 日 or before it: how long, how many or how often, not when.</summary>
    private static readonly string[] Durations = ["間", "分", "以内", "以上", "未満", "目", "毎", "ごと", "おき", "置き", "連続", "続", "ぶり", "ほど", "程", "くらい", "ぐらい", "位", "かかり", "かけ", "坊主", "酔", "なし", "後", "曜", "かん"];

    /// <summary>After 1日 alone: one day, not the first of a month.</summary>
    private static readonly string[] OneDay = ["中", "だけ", "のみ", "も早", "でも早", "あたり", "当たり", "につき", "でいい", "でも", "ずつ", "数", "がかり"];

    private static readonly string[] Counted = ["第", "約", "計", "丸", "各", "もう", "まる", "およそ", "最大", "最低", "最短", "週休", "週に", "月に", "年に"];

    /// <summary>Days one stretch may have; longer ones are not said in days.</summary>
    private const int LengthMax = 31;

    /// <summary>False where the number before 日 at <paramref name="start"/> counts days (3日間, 週3日, 1日2回).</summary>
    /// <param name="end">Behind 日.</param>
    public static bool IsDay(string key, int start, int value, int end, List<DateWord> words)
    {
        DateWord? last = words.Count > 0 ? words[^1] : null;
        bool isAdjoining = JapaneseDateEdges.IsRightAfter(key, start, last);
        bool hasMonth = isAdjoining && last is { Kind: DateWordKind.Month or DateWordKind.MonthNumber };
        bool isKanji = JapaneseDateNumbers.IsKanjiNumber(key[start]);
        char after = JapaneseDateEdges.After(key, end);
        bool isDuration = (JapaneseDateEdges.StartsWithAny(key, end, Durations) && !JapaneseDateEdges.StartsWith(key, end, "続き"))
            || (after == '前' && !JapaneseDateEdges.StartsWith(key, end, "前後")) || IsRate(key, end);
        bool isOne = value == 1 && !hasMonth && ((isAdjoining && last is not { Kind: DateWordKind.Next }) || JapaneseDateEdges.StartsWithAny(key, end, OneDay) || IsCount(key, end));
        bool isPlace = isKanji && (after is '市' or '町' or '場');
        bool isTail = isKanji && start + 2 == end && JapaneseDateEdges.IsKanji(JapaneseDateEdges.Before(key, start)) && !isAdjoining;
        return value is >= 1 and <= 31 && !isDuration && !isOne && !isPlace && !isTail && (isAdjoining || !IsCountedBefore(key, start));
    }

    /// <summary>週3日, 月に10日; but 今週3日, 毎月10日.</summary>
    private static bool IsCountedBefore(string key, int start) =>
        Array.Exists(Counted, word => key.AsSpan(0, start).EndsWith(word, StringComparison.Ordinal) && !(word == "月に" && "今来先".Contains(JapaneseDateEdges.Before(key, start - 2))))
        || (JapaneseDateEdges.Before(key, start) is '週' or '月' && !"今来先々毎".Contains(JapaneseDateEdges.Before(key, start - 1)));

    /// <summary>三日に一度, 1日2回, 2日に何回.</summary>
    private static bool IsRate(string key, int end)
    {
        int at = JapaneseDateEdges.After(key, end) is 'に' or ' ' ? end + 1 : end;
        bool isSome = JapaneseDateEdges.After(key, at) is '数' or '何';
        int after = at + 1;
        return (isSome || JapaneseDateNumbers.TryNumber(key, at, out _, out after)) && JapaneseDateEdges.After(key, after) is '回' or '度' or '錠' or '食' or '包' or '杯';
    }

    /// <summary>1日3名, but not 1日9時.</summary>
    private static bool IsCount(string key, int end)
    {
        int at = JapaneseDateEdges.After(key, end) == 'に' ? end + 1 : end;
        return JapaneseDateNumbers.TryNumber(key, at, out _, out int after) && JapaneseDateEdges.After(key, after) is not (':' or '時') and char unit && char.IsLetter(unit);
    }

    /// <summary>明日から3日間: how long it lasts from the day before it on.</summary>
    public static bool IsLength(string key, int start, int value, int end, List<DateWord> words) =>
        value is >= 1 and <= LengthMax && JapaneseDateEdges.After(key, end) == '間' && words.Count > 0 && words[^1].End == start - 2 && JapaneseDateEdges.StartsWith(key, start - 2, "から");
}
