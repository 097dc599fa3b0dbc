using static Zaitaku.Bot.Understanding.ScriptEdges;

namespace Zaitaku.Bot.Understanding;

/// <summary>Names of places read leftward from what follows them: 駅, の近く, 2丁目.</summary>
internal sealed class PlaceNameReader(UtteranceScan scan, ScriptEdges edges)
{
    /// <summary>Longest name of a place or landmark read leftward from a word of nearness.</summary>
    public const int LettersMax = 16;

    /// <summary>Letters that join parts of one name: 藤が丘, 柏の葉, 鎌ケ谷.</summary>
    private const string Joints = "のがけつ";

    private static readonly string[] Terrain = ["丘", "谷", "崎", "原", "浜", "岡", "島", "浦", "台", "瀬", "関", "池", "山", "沢", "野", "岩", "峰", "森", "葉", "里", "木", "宮", "水", "上", "下", "杜", "江", "郷", "井", "門", "丸", "口", "内", "川", "浪", "尻", "平", "根", "町", "街", "家", "湯", "坂", "橋", "鼻", "城", "本", "尾", "塚", "窪", "峠", "堀", "倉", "渕", "淵", "田", "津", "戸"];

    private string Key => scan.Text.Key;

    /// <summary>The が of 藤が丘 and the の of 柏の葉.</summary>
    public bool IsJoint(int at) => at + 1 < Key.Length && scan.Text.Plain[at] is 'ヶ' or 'ケ' && edges.At(at + 1) == Script.Kanji || Joints.Contains(Key[at]) && at + 1 < Key.Length && Array.Exists(Terrain, land => Key.AsSpan(at + 1).StartsWith(land));

    /// <summary>「あざみ野」「みなと町」: hiragana and then the word for a kind of land, from <paramref name="start"/> on. The end, or -1.</summary>
    public int EndOfKanaLand(int start)
    {
        int end = start;
        while (end < Key.Length && end - start < KanaHeadLettersMax && edges.At(end) == Script.Hiragana && !scan.IsCovered(end))
        {
            end++;
        }

        bool isLand = end - start >= 2 && end < Key.Length && edges.At(end) == Script.Kanji && Array.Exists(Terrain, land => Key.AsSpan(end).StartsWith(land));
        return isLand && (end + 1 >= Key.Length || edges.At(end + 1) != Script.Kanji) ? end + 1 : -1;
    }

    /// <summary>The run of name letters that ends at <paramref name="end"/>.</summary>
    public Span Before(int end)
    {
        int start = end;
        if (end > 0 && edges.At(end - 1) == Script.Hiragana)
        {
            return KanaBefore(end);
        }

        while (start > 0 && end - start < LettersMax && IsNameLetter(start - 1, start < end))
        {
            start--;
        }

        return start < end ? new Span(WithKanaHead(start), end) : new Span(start, end);
    }

    /// <summary>たま + プラーザ, ときわ + 台: hiragana at the head of a phrase that belongs to the name.</summary>
    private int WithKanaHead(int start)
    {
        int head = start;
        while (head > 0 && start - head <= KanaHeadLettersMax && edges.At(head - 1) == Script.Hiragana)
        {
            head--;
        }

        bool afterParticle = head > 0 && start - head >= 2 && "はがをにでのも".Contains(Key[head]) && edges.At(head - 1) != Script.Hiragana && !edges.IsHead(head);
        head += afterParticle ? 1 : 0;
        bool isFree = start - head is >= 2 and <= KanaHeadLettersMax && (edges.IsHead(head) || afterParticle) && !scan.IsFullyCovered(new Span(head, start));
        bool isJoined = start > 0 && (Key[start - 1] is 'が' or 'つ' && IsJoint(start - 1)
            || (edges.At(start) == Script.Katakana ? !"のはにをでがもと".Contains(Key[start - 1]) : !"のはにでをもとがからへやくてうるたいれしそこ".Contains(Key[start - 1])));
        return isFree && isJoined ? head : start;
    }

    private const int KanaHeadLettersMax = 5;

    private bool IsNameLetter(int at, bool hasMore)
    {
        Script script = edges.At(at);
        bool isJoint = hasMore && at > 0 && edges.At(at - 1) is Script.Kanji or Script.Katakana && IsJoint(at) && !IsOrdinaryBefore(at);
        return script is Script.Kanji or Script.Katakana or Script.Digit || isJoint;
    }

    private bool IsOrdinaryBefore(int at) => scan.Cues.Exists(hit => hit.Is(Cue.Ordinary) && hit.Span.End == at);

    private Span KanaBefore(int end)
    {
        int start = end;
        while (start > 0 && end - start < LettersMax && edges.At(start - 1) is Script.Hiragana or Script.Katakana)
        {
            start--;
        }

        while (start > 0 && end - start < LettersMax && edges.At(start - 1) == Script.Kanji && edges.At(start) == Script.Hiragana && Key[start] is 'な' or 'ざ' or 'の' or 'が' or 'つ' or 'み' or 'ま' or 'し')
        {
            start--;
        }

        int particle = Key.AsSpan(start, end - start).LastIndexOfAny("はを、");
        start = particle > 0 && particle < end - start - 2 ? start + particle + 1 : start;
        bool isHead = edges.IsHead(start) || (start > 0 && "はをが".Contains(Key[start - 1]));
        return isHead && end - start is >= 2 and <= 9 ? new Span(start, end) : new Span(end, end);
    }
}
