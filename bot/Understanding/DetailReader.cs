using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Understanding;

/// <summary>Reads what belongs to single intents: the name asked about, the number in the last list, the reach, an invitation code.</summary>
public static partial class DetailReader
{
    private static readonly string[] NameEndings =
    [
        "病院", "医院", "クリニック", "診療所", "内科", "外科", "小児科", "眼科", "歯科", "薬局", "苑", "荘", "園", "の里", "の家", "の郷", "の杜", "の森", "ステーション", "センター", "ホーム", "ハイツ", "総合", "中央", "会館", "ケア", "デイ", "堂", "館", "サポート", "訪看", "訪問看護", "デイサービス", "医療院", "老健", "特養", "の丘", "ハウス", "ヴィラ", "プラザ",
    ];

    private static readonly string[] CommonHeads =
    [
        "この", "その", "あの", "近くの", "近所の", "市内の", "町内の", "地元の", "当番の", "担当の", "主治医の", "どこの", "総合", "大学", "急性期", "回復期", "療養型", "精神科", "動物", "入院中の", "別の", "他の", "いい", "訪問", "地域包括支援", "在宅", "居宅介護支援", "グループ", "老人", "特別養護老人", "有料老人", "訪問看護", "看護", "包括支援", "ナース", "支援", "相談支援", "基幹相談支援", "一般", "後方支援", "調剤", "訪問リハ", "当直", "夜間", "休日", "皮膚", "整形", "神経", "脳", "循環器", "消化器", "呼吸器", "心療", "脳神経", "耳鼻", "もの忘れ", "緩和", "ターミナル", "デイ", "住宅型有料老人", "介護付き有料老人", "ショート", "救急", "がん", "高齢者相談", "母", "父", "先生", "かかりつけ", "専門", "通所", "認知症", "地域", "療養", "医療型", "介護",
    ];

    /// <summary>What describes a place and is no name: 「評判のいい訪問看護」.</summary>
    private static readonly string[] Modifiers = ["のいい", "の良い", "のよい", "のある", "がいい", "がある", "している", "してる", "やってる", "できる", "くれる", "もらえる", "られる", "な"];

    /// <summary>The name of one place as written, or null: its beginning is no common word, its end says what kind of place.</summary>
    public static Span? Subject(FoldedText text, UtteranceScan scan, ScriptEdges edges)
    {
        foreach (string ending in NameEndings)
        {
            for (int at = text.Plain.IndexOf(ending, StringComparison.OrdinalIgnoreCase); at > 0; at = text.Plain.IndexOf(ending, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                int start = HeadOf(text, edges, at);
                Span head = new(start, at);
                bool isPraise = Array.Exists(Modifiers, end => text.Plain.AsSpan(start, at - start).EndsWith(end));
                if (head.Length >= 2 && !isPraise && !CommonHeads.Contains(text.Plain[start..at]) && !scan.IsFullyCovered(head) && !scan.Services.Exists(hit => hit.Span.Overlaps(head)) && !scan.Cues.Exists(hit => IsMunicipality(hit) && hit.Span.Equals(head)))
                {
                    return new Span(start, TailOf(text, edges, at + ending.Length));
                }
            }
        }

        return Named(text, scan, edges);
    }

    private static bool IsMunicipality(Hit hit) => hit.Is(Cue.PlaceFull) || hit.Is(Cue.PlaceKana);

    /// <summary>「ケアセンターゆりの住所」: a katakana or kanji name before の or って and a word of detail.</summary>
    private static Span? Named(FoldedText text, UtteranceScan scan, ScriptEdges edges)
    {
        foreach (Hit hit in scan.Cues)
        {
            if (!hit.Is(Cue.Detail) || hit.Span.Start < 3)
            {
                continue;
            }

            int end = hit.Span.Start - 1;
            int start = end;
            while (start > 0 && edges.At(start - 1) is not ScriptEdges.Script.Other)
            {
                start--;
            }

            bool isOffTopic = scan.Cues.Exists(off => off.Is(Cue.OffTopic) && off.Span.Overlaps(new Span(start, end)));
            bool isName = !isOffTopic && text.Key[end] is 'の' or 'は' && end - start >= 3 && !scan.IsFullyCovered(new Span(start, end)) && scan.Services.TrueForAll(service => service.Span.Start > start || service.Span.End < end);
            if (isName)
            {
                return new Span(start, end);
            }
        }

        return null;
    }

    private static int HeadOf(FoldedText text, ScriptEdges edges, int at)
    {
        int start = at;
        while (start > 0 && at - start < 14 && edges.At(start - 1) is not ScriptEdges.Script.Other && !(text.Key[start - 1] is 'は' or 'が' or 'を' or 'に' or 'で' && edges.At(start) is not ScriptEdges.Script.Hiragana && !(text.Key[start - 1] == 'が' && text.Key[start] is '丘' or '谷' or '崎' or '原' or '浜' or '岡' or '島')))
        {
            start--;
        }

        int of = text.Plain.AsSpan(start, at - start).LastIndexOf('の');
        return of > 0 && of < at - start - 1 && edges.At(start + of + 1) is ScriptEdges.Script.Kanji or ScriptEdges.Script.Katakana && of >= 2 ? start + of + 1 : start;
    }

    private static int TailOf(FoldedText text, ScriptEdges edges, int end)
    {
        while (end < text.Length && edges.At(end) is ScriptEdges.Script.Kanji or ScriptEdges.Script.Katakana && !text.Key.AsSpan(end).StartsWith("電話") && !text.Key.AsSpan(end).StartsWith("住所"))
        {
            end++;
        }

        return end;
    }

    public static int? Ordinal(FoldedText text)
    {
        Match number = OrdinalNumber().Match(text.Key);
        if (number.Success && int.TryParse(number.Groups[1].Value, out int value) && value is >= 1 and <= 100)
        {
            return value;
        }

        Match word = OrdinalWord().Match(text.Key);
        return word.Success ? "一二三四五六七八九十".IndexOf(word.Groups[1].Value[0]) + 1
            : text.Key.Contains("最初", StringComparison.Ordinal) || text.Key.Contains("一番上", StringComparison.Ordinal) || text.Key.Contains("いちばん上", StringComparison.Ordinal) || text.Key.Contains("1番上", StringComparison.Ordinal) ? 1
            : null;
    }

    public static int Reach(UtteranceScan scan) => scan.Has(Cue.Farther) ? 1 : scan.Has(Cue.Closer) ? -1 : 0;

    /// <summary>Folded to capitals with one hyphen; null when no code was typed.</summary>
    public static string? Code(FoldedText text, bool isRegister)
    {
        Match code = InvitationCode().Match(text.Key);
        bool isWhole = code.Success && code.Length >= text.Key.Trim().Length - 2;
        bool isLikely = code.Success && (isRegister || (isWhole && code.Value.Any(char.IsAsciiLetter)));
        return isLikely ? $"{code.Groups[1].Value}-{code.Groups[2].Value}".ToUpperInvariant() : null;
    }

    /// <summary>The patterns are short and bounded: only a machine that stands still for seconds reaches this, and a cry for help must not die of it.</summary>
    private const int MatchTimeoutMilliseconds = 5_000;

    [GeneratedRegex("([0-9]{1,3})(?:番目|ばんめ|つ目|件目|番の)", RegexOptions.None, matchTimeoutMilliseconds: MatchTimeoutMilliseconds)]
    private static partial Regex OrdinalNumber();

    [GeneratedRegex("([一二三四五六七八九十])(?:番目|ばんめ|つ目|件目|番の)", RegexOptions.None, matchTimeoutMilliseconds: MatchTimeoutMilliseconds)]
    private static partial Regex OrdinalWord();

    [GeneratedRegex("(?<![0-9a-z])([0-9a-z]{4})[- ー]?([0-9a-z]{4})(?![0-9a-z-])", RegexOptions.None, matchTimeoutMilliseconds: MatchTimeoutMilliseconds)]
    private static partial Regex InvitationCode();
}
