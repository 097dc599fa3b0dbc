namespace Zaitaku.Bot.Understanding;

/// <summary>What must stand beside a word of time for it to be one.</summary>
internal enum DateWordEdge
{
    /// <summary>Unmistakable wherever it stands.</summary>
    None,

    /// <summary>Short kana that other words contain: きょう in とうきょう, あす in あすか.</summary>
    Kana,

    /// <summary>Kana that other words end in.</summary>
    KanaLeft,

    /// <summary>Kana that only a following particle tells from a greeting or another word.</summary>
    KanaRight,

    /// <summary>Kana days of the month: ふつか.</summary>
    KanaDay,

    /// <summary>Kana days that are everyday words too (いつか, なのか): only right after a month.</summary>
    KanaDayOfMonth,

    /// <summary>今.</summary>
    Now,

    /// <summary>いま.</summary>
    NowKana,

    /// <summary>One kanji such as 夜: part of a hundred other words.</summary>
    Part,

    /// <summary>Two kanji whose first may end another word: 日中 in 一日中.</summary>
    PartLeft,

    /// <summary>よる, あさ, ひる.</summary>
    PartKana,

    /// <summary>ばん, 夜勤: only right after a day.</summary>
    AfterDay,

    /// <summary>am, pm.</summary>
    BeforeDigit,

    /// <summary>Latin letters that stand alone: gw.</summary>
    Latin,

    /// <summary>休日, which also begins names of clinics.</summary>
    FreeDay,

    /// <summary>本日, not in 日本日.</summary>
    NotAfterDayLetter,
}

/// <summary>Edges of words of time in folded text. Japanese writes no spaces, so the letters beside a word tell whether it is one.</summary>
internal static class JapaneseDateEdges
{
    /// <summary>A short kana word may follow these particles; after any other hiragana it is the tail of a word.</summary>
    private const string ParticlesBefore = "はもがでに";

    private const string ParticlesAfter = "のはもにをがで";

    /// <summary>Kanji that may follow 夜 or 月水金 without making another word of it: 夜当番, 土日往診.</summary>
    private const string TradeKanji = "当待担誰何番医往訪看代交対出無緊";

    private static readonly string[] WordsAfter = ["から", "まで", "だれ", "だけ", "どの", "どこ", "どち", "どな", "です", "って", "じゅう", "ちゅう", "とうばん", "たいき", "むり", "いる", "じゃ"];

    private static readonly string[] NotNow = ["まで", "さら", "いち", "ひとつ", "どき", "や", "もって", "だに", "しがた", "なお", "さん", "ちゃん", "くん"];

    private static readonly string[] AfterNowKana = ["から", "すぐ", "だれ", "どの", "どこ", "どち", "どな", "たいき", "とうばん", "いる", "います", "おる", "おら", "つなが"];

    public static bool IsHiragana(char letter) => letter is >= 'ぁ' and <= 'ゖ';

    public static bool IsKanji(char letter) => letter is >= '一' and <= '鿿' or '々';

    public static bool IsLatin(char letter) => letter is >= 'a' and <= 'z';

    public static char Before(string key, int start) => start > 0 ? key[start - 1] : '\n';

    public static char After(string key, int end) => end < key.Length ? key[end] : '\n';

    public static bool StartsWith(string key, int at, string word) => at <= key.Length && key.AsSpan(at).StartsWith(word, StringComparison.Ordinal);

    public static bool StartsWithAny(string key, int at, string[] words) => Array.Exists(words, word => StartsWith(key, at, word));

    /// <param name="last">The word of time before this one, if any.</param>
    public static bool Allow(string key, int start, int end, DateWordEdge edge, DateWord? last)
    {
        char before = Before(key, start);
        char after = After(key, end);
        return edge switch
        {
            DateWordEdge.None => true,
            DateWordEdge.Kana => BeginsKana(key, start, last) && EndsKana(key, end),
            DateWordEdge.KanaLeft => BeginsKana(key, start, last),
            DateWordEdge.KanaRight => EndsKana(key, end),
            DateWordEdge.KanaDay => (IsOpen(before) || IsRightAfter(key, start, last)) && EndsKana(key, end),
            DateWordEdge.KanaDayOfMonth => IsRightAfter(key, start, last) && last is { Kind: DateWordKind.Month or DateWordKind.MonthNumber } && EndsKana(key, end),
            DateWordEdge.Now => !"昨古当方".Contains(before) && BeginsAfterNow(key, end),
            DateWordEdge.NowKana => BeginsKana(key, start, last, "とねん") && (!IsHiragana(after) || "のはもが".Contains(after) || StartsWithAny(key, end, AfterNowKana)),
            DateWordEdge.Part => (!IsKanji(before) || IsRightAfter(key, start, last)) && EndsPart(key, end),
            DateWordEdge.PartLeft => !IsKanji(before) || IsRightAfter(key, start, last),
            DateWordEdge.PartKana => (IsOpen(before) || IsRightAfter(key, start, last)) && EndsKana(key, end),
            DateWordEdge.AfterDay => IsRightAfter(key, start, last) && (EndsKana(key, end) || IsKanji(after)),
            DateWordEdge.BeforeDigit => !IsLatin(before) && after is >= '0' and <= '9',
            DateWordEdge.Latin => !IsLatin(before) && !IsLatin(after),
            DateWordEdge.FreeDay => before is not ('定' or '公' or '代' or '振') && (!IsKanji(after) || "当待担日のは".Contains(after)),
            DateWordEdge.NotAfterDayLetter => before != '日',
            _ => false,
        };
    }

    /// <summary>Right behind another word of time, or with only の between.</summary>
    public static bool IsRightAfter(string key, int start, DateWord? last) =>
        last is { Kind: not DateWordKind.Trap } word && (word.End == start || (word.End == start - 1 && key[start - 1] == 'の'));

    /// <summary>What follows a kana word is no more of it: another script, a particle, or a word that often follows a day.</summary>
    public static bool EndsKana(string key, int end) => !IsHiragana(After(key, end)) || ParticlesAfter.Contains(key[end]) || StartsWithAny(key, end, WordsAfter);

    /// <summary>What follows 夜 or 月水金 makes no other word of it.</summary>
    public static bool EndsPart(string key, int end) => After(key, end) is var after && (IsKanji(after) ? TradeKanji.Contains(after) : EndsKana(key, end) || "とかやへ".Contains(after));

    private static bool BeginsKana(string key, int start, DateWord? last, string more = "") =>
        Before(key, start) is var before && (!IsHiragana(before) || ParticlesBefore.Contains(before) || more.Contains(before) || IsRightAfter(key, start, last));

    private static bool IsOpen(char before) => !char.IsLetterOrDigit(before);

    private static bool BeginsAfterNow(string key, int end)
    {
        char after = After(key, end);
        return IsHiragana(after) ? !StartsWithAny(key, end, NotNow) : !IsKanji(after) || "誰何当担待在診居電連繋対往訪空動来行".Contains(after);
    }
}
