using System.Collections.Frozen;

namespace Zaitaku.Bot.Understanding;

/// <summary>Finds the words of time in a folded text. The table holds fixed words; numbers and single weekday letters have readers of their own.</summary>
internal static class JapaneseDateWords
{
    /// <summary>Words of time read of one text. A text with more is a table, not a question; the rest is left out.</summary>
    public const int WordsMax = 60;

    /// <summary>Words as folded, parted by spaces. What stands behind | must follow but is not taken; $ is the end of the text.</summary>
    private sealed record Row(DateWordKind Kind, string Words, int Value = 0, DaySense Sense = DaySense.None, DateWordEdge Edge = DateWordEdge.None, int Day = 0);

    private sealed record Entry(string Seen, int Taken, bool IsAtEnd, Row Row);

    private static readonly Row[] Rows =
    [
        new(DateWordKind.Trap, "今日子 明日香 明日葉 明日海 日曜大工 二日酔 2日酔 三日月 三日坊主 五月雨 五月晴 五月病 五月女 三け日町 三け日駅 三け日ic 年末調整 あしたば こんやく 一時的 今出川"),
        new(DateWordKind.Trap, "連休明け 連休前 連休後 正月明け お盆明け 盆明け gw明け 年末年始明け 祝日明け 休日明け 盆地 盆踊 現在地 現在所 現在位置"),
        new(DateWordKind.Trap, "こんばんは こんばんわ 今晩は、 今晩は。 今晩は! 今晩は$ 今晩わ 夜間急患 夜間救急 夜間急病 夜間休日 夜間せん妄 夜間譫妄 夜間頻尿 夜間透析 夜間診療所 休日夜間 夜分 日勤務"),
        new(DateWordKind.Now, "ただいま 只今 今現在 現在", Sense: DaySense.Now),
        new(DateWordKind.Now, "今", 0, DaySense.Now, DateWordEdge.Now),
        new(DateWordKind.Now, "いま", 0, DaySense.Now, DateWordEdge.NowKana),
        new(DateWordKind.Now, "げんざい", 0, DaySense.Now, DateWordEdge.Kana),
        new(DateWordKind.Tonight, "今夜 今晩 今宵 こんや こんばん|の こんばん|当番 こんばん|はだれ こんばん|はどこ こんばん|はどの こんばん|はどな こんばん|はとうばん", Sense: DaySense.Night),
        new(DateWordKind.Day, "今日 今日|子ど 今日|子供 今日|子守", 0),
        new(DateWordKind.Day, "本日", 0, Edge: DateWordEdge.NotAfterDayLetter),
        new(DateWordKind.Day, "きょう ほんじつ", 0, Edge: DateWordEdge.Kana),
        new(DateWordKind.Day, "今朝", 0, DaySense.Morning),
        new(DateWordKind.Day, "けさ", 0, DaySense.Morning, DateWordEdge.Kana),
        new(DateWordKind.Day, "明日 みょうにち", 1),
        new(DateWordKind.Day, "あした", 1, Edge: DateWordEdge.KanaLeft),
        new(DateWordKind.Day, "あす", 1, Edge: DateWordEdge.Kana),
        new(DateWordKind.Day, "明朝 みょうちょう", 1, DaySense.Morning),
        new(DateWordKind.Day, "明晩 明夜 みょうばん", 1, DaySense.Night),
        new(DateWordKind.Day, "明後日 みょうごにち", 2),
        new(DateWordKind.Day, "あさって", 2, Edge: DateWordEdge.KanaLeft),
        new(DateWordKind.Day, "しあさって 明々後日 明明後日", 3),
        new(DateWordKind.Day, "昨日 さくじつ", -1),
        new(DateWordKind.Day, "きのう", -1, Edge: DateWordEdge.Kana),
        new(DateWordKind.Day, "昨夜 昨晩 夕べ さくや", -1, DaySense.Night),
        new(DateWordKind.Day, "ゆうべ", -1, DaySense.Night, DateWordEdge.Kana),
        new(DateWordKind.Day, "一昨日 おととい おとつい", -2),
        new(DateWordKind.Day, "一昨夜 一昨晩", -2, DaySense.Night),
        new(DateWordKind.Week, "今週 こんしゅう", 0),
        new(DateWordKind.Week, "来週 らいしゅう 次の週 つぎの週", 1),
        new(DateWordKind.Week, "再来週 さらいしゅう", 2),
        new(DateWordKind.Week, "先週 せんしゅう", -1),
        new(DateWordKind.Week, "先々週 先先週", -2),
        new(DateWordKind.Week, "今|週末 こん|しゅうまつ", 0),
        new(DateWordKind.Week, "来|週末 らい|しゅうまつ", 1),
        new(DateWordKind.Week, "再来|週末", 2),
        new(DateWordKind.Week, "先|週末", -1),
        new(DateWordKind.Month, "今月 こんげつ", 0),
        new(DateWordKind.Month, "来月 らいげつ", 1),
        new(DateWordKind.Month, "再来月 さらいげつ", 2),
        new(DateWordKind.Month, "先月 せんげつ", -1),
        new(DateWordKind.Year, "今年 ことし", 0),
        new(DateWordKind.Year, "来年 らいねん", 1),
        new(DateWordKind.Year, "再来年", 2),
        new(DateWordKind.Year, "去年 昨年 きょねん", -1),
        new(DateWordKind.Next, "次の 次の|週末 次回の つぎの つぎの|週末 今度の こんどの 今度 こんど 次|土曜 次|日曜 次|月曜 次|火曜 次|水曜 次|木曜 次|金曜"),
        new(DateWordKind.Weekend, "週末 しゅうまつ"),
        new(DateWordKind.Weekend, "どにち", Edge: DateWordEdge.Kana),
        new(DateWordKind.Weekday, "げつようび", 1),
        new(DateWordKind.Weekday, "かようび", 2),
        new(DateWordKind.Weekday, "すいようび", 3),
        new(DateWordKind.Weekday, "もくようび", 4),
        new(DateWordKind.Weekday, "きんようび", 5),
        new(DateWordKind.Weekday, "どようび", 6),
        new(DateWordKind.Weekday, "にちようび", 0),
        new(DateWordKind.Weekday, "げつよう", 1, Edge: DateWordEdge.Kana),
        new(DateWordKind.Weekday, "もくよう", 4, Edge: DateWordEdge.Kana),
        new(DateWordKind.Weekday, "きんよう", 5, Edge: DateWordEdge.Kana),
        new(DateWordKind.Weekday, "どよう", 6, Edge: DateWordEdge.Kana),
        new(DateWordKind.Weekday, "にちよう", 0, Edge: DateWordEdge.Kana),
        new(DateWordKind.Holiday, "祝日 祝祭日 祭日 旗日 しゅくじつ"),
        new(DateWordKind.FreeDay, "休日", Edge: DateWordEdge.FreeDay),
        new(DateWordKind.Run, "連休 大型連休 れんきゅう"),
        new(DateWordKind.WeekStart, "週明け 来週明け しゅうあけ"),
        new(DateWordKind.Season, "大晦日 大みそか おおみそか", JapaneseDateRules.NewYearsEve),
        new(DateWordKind.Season, "元日 元旦 がんたん がんじつ", JapaneseDateRules.NewYearsDay),
        new(DateWordKind.Season, "正月 お正月 しょうがつ 三が日 三か日 三け日 三箇日 3が日 3か日 さんがにち 正月三が日 正月三け日 年始 年明け", JapaneseDateRules.NewYear),
        new(DateWordKind.Season, "年末年始 年末・年始 年末と年始 ねんまつねんし", JapaneseDateRules.YearsTurn),
        new(DateWordKind.Season, "年末 ねんまつ", JapaneseDateRules.YearsEnd),
        new(DateWordKind.Season, "お盆 お盆休み 盆休み おぼん", JapaneseDateRules.Bon),
        new(DateWordKind.Season, "ごーるでんうぃーく ごーるでんういーく", JapaneseDateRules.GoldenWeek),
        new(DateWordKind.Season, "gw", JapaneseDateRules.GoldenWeek, Edge: DateWordEdge.Latin),
        new(DateWordKind.Date, "ついたち", Day: 1, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "ふつか", Day: 2, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "みっか", Day: 3, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "よっか", Day: 4, Edge: DateWordEdge.KanaDayOfMonth),
        new(DateWordKind.Date, "いつか", Day: 5, Edge: DateWordEdge.KanaDayOfMonth),
        new(DateWordKind.Date, "むいか", Day: 6, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "なのか", Day: 7, Edge: DateWordEdge.KanaDayOfMonth),
        new(DateWordKind.Date, "ようか", Day: 8, Edge: DateWordEdge.KanaDayOfMonth),
        new(DateWordKind.Date, "ここのか", Day: 9, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "とおか", Day: 10, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Date, "はつか", Day: 20, Edge: DateWordEdge.KanaDay),
        new(DateWordKind.Part, "午前 午前中 ごぜん ごぜんちゅう", Sense: DaySense.Am),
        new(DateWordKind.Part, "am", Sense: DaySense.Am, Edge: DateWordEdge.BeforeDigit),
        new(DateWordKind.Part, "早朝 朝いち 朝一 朝方", Sense: DaySense.Morning),
        new(DateWordKind.Part, "朝", Sense: DaySense.Morning, Edge: DateWordEdge.Part),
        new(DateWordKind.Part, "あさ", Sense: DaySense.Morning, Edge: DateWordEdge.PartKana),
        new(DateWordKind.Part, "お昼 昼間 ひるま", Sense: DaySense.Noon),
        new(DateWordKind.Part, "日中 にっちゅう", Sense: DaySense.Noon, Edge: DateWordEdge.PartLeft),
        new(DateWordKind.Part, "日勤 日勤帯", Sense: DaySense.Noon, Edge: DateWordEdge.AfterDay),
        new(DateWordKind.Part, "昼", Sense: DaySense.Noon, Edge: DateWordEdge.Part),
        new(DateWordKind.Part, "ひる おひる", Sense: DaySense.Noon, Edge: DateWordEdge.PartKana),
        new(DateWordKind.Part, "午後 ごご", Sense: DaySense.Pm),
        new(DateWordKind.Part, "pm", Sense: DaySense.Pm, Edge: DateWordEdge.BeforeDigit),
        new(DateWordKind.Part, "夕方 ゆうがた", Sense: DaySense.Evening),
        new(DateWordKind.Part, "夕", Sense: DaySense.Evening, Edge: DateWordEdge.Part),
        new(DateWordKind.Part, "夜間 夜遅く", Sense: DaySense.Night, Edge: DateWordEdge.PartLeft),
        new(DateWordKind.Part, "夜 晩", Sense: DaySense.Night, Edge: DateWordEdge.Part),
        new(DateWordKind.Part, "夜勤 夜勤帯 ばん", Sense: DaySense.Night, Edge: DateWordEdge.AfterDay),
        new(DateWordKind.Part, "よる やかん", Sense: DaySense.Night, Edge: DateWordEdge.PartKana),
        new(DateWordKind.Part, "真夜中 深夜 まよなか", Sense: DaySense.Deep),
        new(DateWordKind.Part, "夜中 夜更け", Sense: DaySense.Deep, Edge: DateWordEdge.PartLeft),
        new(DateWordKind.Part, "よなか しんや", Sense: DaySense.Deep, Edge: DateWordEdge.PartKana),
        new(DateWordKind.Part, "未明 明け方", Sense: DaySense.Dawn),
        new(DateWordKind.Clock, "正午", 12 * 60),
    ];

    /// <summary>By first letter, longest first: what a longer word says is never undone by a shorter one inside it.</summary>
    private static readonly FrozenDictionary<char, Entry[]> ByFirst = Rows
        .SelectMany(row => row.Words.Split(' '), EntryOf)
        .GroupBy(entry => entry.Seen[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Seen.Length + (entry.IsAtEnd ? 1 : 0)).ToArray());

    /// <summary>Words of time in order, without overlap. Linear: every letter is read once, and no reader looks further than one list.</summary>
    /// <param name="holidays">Names of the coming holidays, as folded.</param>
    public static List<DateWord> In(string key, IReadOnlyList<(string Name, DateOnly Day)> holidays)
    {
        List<DateWord> words = [];
        for (int at = 0; at < key.Length && words.Count < WordsMax;)
        {
            int end = ReadNamed(key, at, holidays, words);
            end = end > at ? end : ReadFixed(key, at, words);
            end = end > at ? end : JapaneseDateNumbers.Read(key, at, words);
            end = end > at ? end : JapaneseDateLetters.Read(key, at, words);
            at = Math.Max(end, at + 1);
        }

        return words;
    }

    private static int ReadFixed(string key, int at, List<DateWord> words)
    {
        if (!ByFirst.TryGetValue(key[at], out Entry[]? entries))
        {
            return at;
        }

        DateWord? last = words.Count > 0 ? words[^1] : null;
        foreach (Entry entry in entries)
        {
            int end = at + entry.Taken;
            bool fits = JapaneseDateEdges.StartsWith(key, at, entry.Seen) && (!entry.IsAtEnd || at + entry.Seen.Length == key.Length);
            if (fits && JapaneseDateEdges.Allow(key, at, end, entry.Row.Edge, last))
            {
                if (entry.Row.Kind != DateWordKind.Trap)
                {
                    words.Add(new DateWord(entry.Row.Kind, at, end) { Value = entry.Row.Value, Sense = entry.Row.Sense, Day = entry.Row.Day });
                }

                return end;
            }
        }

        return at;
    }

    private static int ReadNamed(string key, int at, IReadOnlyList<(string Name, DateOnly Day)> holidays, List<DateWord> words)
    {
        foreach ((string name, DateOnly day) in holidays)
        {
            if (JapaneseDateEdges.StartsWith(key, at, name))
            {
                words.Add(new DateWord(DateWordKind.NamedHoliday, at, at + name.Length) { Value = day.DayNumber });
                return at + name.Length;
            }
        }

        return at;
    }

    private static Entry EntryOf(Row row, string word)
    {
        string seen = word.Replace("|", "", StringComparison.Ordinal).TrimEnd('$');
        int taken = word.IndexOf('|', StringComparison.Ordinal);
        return new Entry(seen, taken < 0 ? seen.Length : taken, word.EndsWith('$'), row);
    }
}
