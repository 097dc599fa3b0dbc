using static Zaitaku.Bot.Understanding.ScriptEdges;

namespace Zaitaku.Bot.Understanding;

/// <summary>Finds the place words of a text by their form and by the names of municipalities. Knows no directory and no gazetteer.</summary>
public sealed class PlaceReader(UtteranceScan scan, ScriptEdges edges)
{
    private static readonly string[] TailStops =
    [
        "周辺", "付近", "近辺", "在住", "方面", "全域", "界隈", "近郊", "市内", "区内", "町内", "内", "民", "立", "役所", "役場", "えりあ", "地区", "地域", "辺", "出身", "在宅", "医師会", "以外", "外", "側", "近く", "近", "希望", "中心", "居住", "住", "全部", "全体", "限定", "今", "急", "退", "新", "要", "男", "女", "独", "胃", "気", "人", "在", "訪", "看", "受", "夜", "土", "日", "祝", "週", "月", "空", "当", "担",
    ];

    private readonly PlaceNameReader _names = new(scan, edges);

    private string Key => scan.Text.Key;

    /// <summary>The place said, or null. <paramref name="mayGuess"/> allows a bare unknown name where only a place would stand.</summary>
    public Span? Read(bool mayGuess) =>
        PostalCode() ?? Station() ?? Near() ?? KnownName() ?? Block() ?? (mayGuess ? UnknownName() : null);

    private Span? PostalCode()
    {
        for (int at = Key.IndexOf('-'); at >= 0; at = Key.IndexOf('-', at + 1))
        {
            bool isCode = at >= 3 && at + 4 < Key.Length + 0 && AllDigits(at - 3, at) && AllDigits(at + 1, at + 5)
                && (at == 3 || !(char.IsAsciiDigit(Key[at - 4]) || Key[at - 4] == '-'))
                && (at + 5 >= Key.Length || !(char.IsAsciiDigit(Key[at + 5]) || Key[at + 5] == '-'));
            if (isCode && edges.At(at - 3) == Script.Digit)
            {
                return new Span(at - 3, at + 5);
            }
        }

        return null;
    }

    private bool AllDigits(int start, int end) => end <= Key.Length && Key.AsSpan(start, end - start).IndexOfAnyExceptInRange('0', '9') < 0;

    private Span? Station()
    {
        for (int at = Key.IndexOf('駅'); at >= 0; at = Key.IndexOf('駅', at + 1))
        {
            Span name = _names.Before(at);
            if (name.Length >= 1 && !IsCommon(name))
            {
                return new Span(name.Start, at + 1);
            }
        }

        return null;
    }

    /// <summary>「藤が丘2丁目」: a block number makes a town name.</summary>
    private Span? Block()
    {
        int at = Key.IndexOf("丁目", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        int digits = at;
        while (digits > 0 && (edges.At(digits - 1) == Script.Digit || "一二三四五六七八九十".Contains(Key[digits - 1])))
        {
            digits--;
        }

        Span name = _names.Before(digits);
        return name.Length >= 1 && digits < at ? new Span(name.Start, at + 2) : null;
    }

    /// <summary>「Xの近く」「Xに住んでます」「家はXです」.</summary>
    private Span? Near()
    {
        foreach (Hit hit in scan.Cues)
        {
            if (!hit.Is(Cue.PlaceAfter))
            {
                continue;
            }

            if (Key[hit.Span.Start] == '内' && hit.Span.Start > 0 && !"市区町村県都府管圏域駅".Contains(Key[hit.Span.Start - 1]))
            {
                continue; // 「長岡市宮内」
            }

            bool endsTown = Key.AsSpan(hit.Span.Start).StartsWith("市内") && hit.Span.Start > 0 && edges.At(hit.Span.Start - 1) == Script.Kanji;
            Span name = _names.Before(hit.Span.Start + (endsTown ? 1 : 0)); // 「松本市内で」 is 松本市
            bool isWhereWanted = Key[hit.Span.Start] == 'に' && name.Start > 0 && Key[name.Start - 1] is 'が' or 'は' or 'を' && scan.Services.Exists(service => service.Span.End == name.Start - 1); // 「デイが櫛引にあったら」
            bool isWeak = !isWhereWanted && (Key.AsSpan(hit.Span.Start, hit.Span.Length) is "の人" or "内で" or "内の" or "内に" or "内" or "駅" || Key[hit.Span.End - 1] == '方' || Key.AsSpan(hit.Span.Start, hit.Span.Length).StartsWith("に"));
            bool isNumber = Key.AsSpan(name.Start, name.Length).IndexOfAny('何', '幾') >= 0; // 「週何回まで来て」
            if (name.Length >= 2 && !isNumber && (!IsCommon(name) || IsLandmark(name)) && !(isWeak && !IsName(name) && !hit.Span.Equals(default) && !Key.AsSpan(hit.Span.Start).StartsWith("に住") && !Key.AsSpan(hit.Span.Start).StartsWith("にすん")))
            {
                return WithKnownBefore(name);
            }
        }

        return null;
    }

    private bool IsName(Span name) => scan.Cues.Exists(hit => IsPlace(hit) && hit.Span.Start >= name.Start && hit.Span.Start < name.End);

    private Span WithKnownBefore(Span name)
    {
        foreach (Hit hit in scan.Cues)
        {
            if (hit.Is(Cue.PlaceFull) && (hit.Span.End == name.Start || (hit.Span.End == name.Start - 1 && Key[name.Start - 1] is ' ' or 'の')))
            {
                return new Span(hit.Span.Start, name.End);
            }
        }

        return name;
    }

    private Span? KnownName()
    {
        Span? best = null;
        foreach (Hit hit in scan.Cues)
        {
            if (!IsPlace(hit) || (best is { } chosen && hit.Span.Start >= chosen.End + 1 && !IsWardAfter(chosen, hit.Span)) || !StandsAlone(hit))
            {
                continue;
            }

            best = best is { } before && ((hit.Span.Start <= before.End && hit.Span.Start >= before.End) || IsWardAfter(before, hit.Span)) ? new Span(before.Start, hit.Span.End)
                : best is { } same && hit.Span.Start >= same.Start && hit.Span.End <= same.End ? same
                : best is { } shorter && hit.Span.Start == shorter.Start ? hit.Span
                : best ?? hit.Span;
        }

        return best is { } found ? WithTown(found) : null;
    }

    /// <summary>「横浜市 青葉区」「山形県 鶴岡市」: one place with a space in it; 「鶴岡市 酒田市」 are two.</summary>
    private bool IsWardAfter(Span before, Span after) =>
        after.Start == before.End + 1 && Key[before.End] is ' ' && (Key[before.End - 1] is '県' or '府' or '都' || (Key[before.End - 1] == '市' && Key[after.End - 1] == '区'));

    private static bool IsPlace(Hit hit) => hit.Is(Cue.PlaceFull) || hit.Is(Cue.PlaceBare) || hit.Is(Cue.PlaceKana) || hit.Is(Cue.PlaceKanaBare);

    private bool StandsAlone(Hit hit)
    {
        bool isDenied = scan.StartsAt(hit.Span.End, Cue.NotAfter, out int no) || (edges.IsTail(hit.Span.End) && scan.StartsAt(hit.Span.End + 1, Cue.NotAfter, out no));
        if (isDenied && !Key.AsSpan(no).StartsWith("と"))
        {
            return false; // 「酒田じゃなくて鶴岡で」
        }

        (int start, int end) = (hit.Span.Start, hit.Span.End);
        Script before = start > 0 ? edges.At(start - 1) : Script.Other;
        bool isKana = hit.Is(Cue.PlaceKana) || hit.Is(Cue.PlaceKanaBare);
        if (isKana)
        {
            bool isHead = before is Script.Other or Script.Kanji || EndsKnown(start) || (start > 0 && hit.Is(Cue.PlaceKana) && "はがをのにで".Contains(Key[start - 1]));
            return isHead && (FollowsParticle(end) || hit.Is(Cue.PlaceKana) && !edges.IsTail(end) is false || edges.IsTail(end)) && !IsInsideWord(hit.Span);
        }

        bool isLeftFree = before != Script.Kanji || EndsKnown(start) || scan.IsCovered(start - 1);
        if (hit.Is(Cue.PlaceFull))
        {
            bool isOffice = Key.AsSpan(end).StartsWith("立") || Key.AsSpan(end).StartsWith("役") || Key.AsSpan(end).StartsWith("医師会") || Key.AsSpan(end).StartsWith("さん");
            return isLeftFree && !isOffice;
        }

        Script after = end < Key.Length ? edges.At(end) : Script.Other;
        bool isRightFree = after is Script.Other || (after == Script.Hiragana && FollowsParticle(end)) || (end < Key.Length && after != Script.Hiragana && (scan.IsCovered(end) || StartsTail(end)));
        return isLeftFree && isRightFree && !IsInsideWord(hit.Span) && !Key.AsSpan(end).StartsWith("さん") && !Key.AsSpan(end).StartsWith("様");
    }

    private bool IsInsideWord(Span span) =>
        scan.Services.Exists(hit => hit.Span.Overlaps(span)) || scan.Capabilities.Exists(hit => hit.Span.Overlaps(span))
        || scan.Conditions.Exists(hit => hit.Span.Overlaps(span)) || scan.Cues.Exists(hit => (hit.Is(Cue.Seek) || hit.Is(Cue.Ordinary)) && hit.Span.Start < span.End && hit.Span.Start >= span.Start && hit.Span.End > span.End || hit.Is(Cue.Ordinary) && hit.Span.Length > span.Length && hit.Span.Contains(span));

    private bool EndsKnown(int end) => scan.Cues.Exists(hit => IsPlace(hit) && hit.Span.End == end);

    private bool StartsTail(int end) => TailStops.Any(stop => Key.AsSpan(end).StartsWith(stop)) || char.IsAsciiDigit(Key[end]);

    private bool FollowsParticle(int end) =>
        edges.IsTail(end) || "のでにはをかもへと".Contains(Key[end]) || Key.AsSpan(end).StartsWith("から") || Key.AsSpan(end).StartsWith("まで") || Key.AsSpan(end).StartsWith("です")
        || Key.AsSpan(end).StartsWith("あたり") || Key.AsSpan(end).StartsWith("しゅうへん") || Key.AsSpan(end).StartsWith("ちかく") || Key.AsSpan(end).StartsWith("だけ") || Key.AsSpan(end).StartsWith("なら") || Key.AsSpan(end).StartsWith("って");

    /// <summary>柏市 + 豊四季: the town that follows without a particle.</summary>
    private Span WithTown(Span known)
    {
        int end = known.End;
        if (!"市区町村県府都道しく".Contains(Key[end - 1]))
        {
            return known;
        }

        while (end < Key.Length && end - known.End < PlaceNameReader.LettersMax && (IsTownLetter(end) && IsBlockWord(end)) is var isBlock && (isBlock || IsTownLetter(end)) && !TailStops.Any(stop => end == known.End && Key.AsSpan(end).StartsWith(stop)) && (isBlock || !IsWordStart(end)))
        {
            if (scan.Text.Key.AsSpan(end) is var rest && (rest.StartsWith("周辺") || rest.StartsWith("付近") || rest.StartsWith("在住") || rest.StartsWith("方面") || rest.StartsWith("近辺")))
            {
                break;
            }

            end++;
        }

        return new Span(known.Start, end);
    }

    /// <summary>「2丁目」「3番地」: part of an address, though 丁目 is also an everyday word.</summary>
    private bool IsBlockWord(int at) =>
        edges.At(at - 1) == Script.Digit && (Key.AsSpan(at).StartsWith("丁目") || Key.AsSpan(at).StartsWith("番地"));

    /// <summary>A service, a need or another word of the trade begins here, so the name of the town is over.</summary>
    private bool IsWordStart(int at) =>
        scan.Services.Exists(hit => hit.Span.Start == at) || scan.Capabilities.Exists(hit => hit.Span.Start == at) || scan.Conditions.Exists(hit => hit.Span.Start == at)
        || scan.Cues.Exists(hit => hit.Span.Start == at && hit.Span.Length >= 2 && !IsPlace(hit) && !hit.Is(Cue.PlaceAfter) && edges.At(at) != Script.Digit);

    private bool IsTownLetter(int at)
    {
        Script script = edges.At(at);
        bool isJoint = at > 0 && Key[at] != 'の' && edges.At(at - 1) == Script.Kanji && _names.IsJoint(at);
        return script is Script.Kanji or Script.Katakana or Script.Digit || isJoint || (Key[at] == '-' && at + 1 < Key.Length && char.IsAsciiDigit(Key[at + 1]));
    }

    /// <summary>市役所, 町役場: everyday words that still say where.</summary>
    private bool IsLandmark(Span name) => Array.Exists(Landmarks, end => Key.AsSpan(name.Start, name.Length).EndsWith(end));

    private static readonly string[] Landmarks = ["役所", "役場", "県庁", "保健所", "学校", "公園", "警察署", "消防署", "図書館", "郵便局", "公民館", "体育館", "神社"];

    /// <summary>Made of everyday words or names of services only: 「家」「病院」「利用者」.</summary>
    private bool IsCommon(Span name) => scan.IsFullyCovered(name);

    /// <summary>A name nobody taught us, standing where only a place would: 「機械浴あるデイ 豊四季」「羽黒でヘルパー」.</summary>
    private Span? UnknownName()
    {
        for (int start = 0; start < Key.Length; start++)
        {
            bool isJoined = start + 1 < Key.Length && edges.At(start) == Script.Kanji && _names.IsJoint(start + 1); // 「市ヶ尾」, though 市 is an everyday word
            if (edges.At(start) == Script.Other || (scan.IsCovered(start) && !isJoined) || !BeginsPhrase(start))
            {
                continue;
            }

            if (_names.EndOfKanaLand(start) is var land && land > start && EndsPhrase(start, land))
            {
                return new Span(start, land);
            }

            int end = start;
            bool isKana = edges.At(start) == Script.Hiragana;
            while (end < Key.Length && (!scan.IsCovered(end) || (isJoined && end < start + 3) || (end > start && !isKana && IsOnlyOrdinary(end))) && (isKana ? edges.At(end) is Script.Hiragana or Script.Katakana or Script.Kanji : IsTownLetter(end)))
            {
                end++;
            }

            if (isKana ? IsKanaName(start, end) : end - start is >= 2 and <= 8 && EndsPhrase(start, end))
            {
                return new Span(start, end);
            }
        }

        return null;
    }

    /// <summary>「鵜住居」: an everyday word (住居) at the end of a name that does not begin with one.</summary>
    private bool IsOnlyOrdinary(int at) =>
        edges.At(at) == Script.Kanji && edges.At(at - 1) == Script.Kanji
        && !scan.Services.Exists(hit => Covers(hit, at)) && !scan.Capabilities.Exists(hit => Covers(hit, at)) && !scan.Conditions.Exists(hit => Covers(hit, at))
        && scan.Cues.TrueForAll(hit => !Covers(hit, at) || hit.Is(Cue.Ordinary));

    private static bool Covers(Hit hit, int at) => hit.Span.Start <= at && at < hit.Span.End;

    private bool BeginsPhrase(int start) => edges.IsHead(start) || scan.Cues.Exists(hit => hit.Is(Cue.PlaceHead) && hit.Span.End == start);

    private bool EndsPhrase(int start, int end)
    {
        if (edges.At(start) is Script.Digit or Script.Latin)
        {
            return false;
        }

        if (edges.IsTail(end))
        {
            return true;
        }

        bool isTold = scan.Cues.Exists(hit => hit.Is(Cue.PlaceHead) && hit.Span.End == start);
        int next = "でのにはへ".Contains(Key[end]) ? end + 1 : Key.AsSpan(end).StartsWith("から") || Key.AsSpan(end).StartsWith("です") || Key.AsSpan(end).StartsWith("まで") ? end + 2 : -1;
        bool isTown = "町村区".Contains(Key[end - 1]) && end - start >= 3; // 「与板町ですが」
        return next > 0 && (isTold || isTown || (next < Key.Length && Key[end] is 'で' or 'の' or 'に' && IsWantedAt(next)));
    }

    /// <summary>What is wanted begins here, or a limit on it: 「唐丹で夜も来てくれる訪看」.</summary>
    private bool IsWantedAt(int at) =>
        scan.Services.Exists(hit => hit.Span.Start >= at && hit.Span.Start <= at + 1)
        || (Key[at - 1] == 'に' && scan.Capabilities.Exists(hit => hit.Span.Start == at))
        || (Key[at - 1] == 'で' && (scan.Conditions.Exists(hit => hit.Span.Start == at) || scan.Capabilities.Exists(hit => hit.Span.Start == at) || scan.Cues.Exists(hit => hit.Span.Start == at && (hit.Is(Cue.Visit) || hit.Is(Cue.Seek) || hit.Is(Cue.Deliver) || hit.Is(Cue.Vacant) || hit.Is(Cue.Oncall) || hit.Is(Cue.Event)))));

    private bool IsKanaName(int start, int end) =>
        end - start is >= 3 and <= 8 && edges.IsHead(start) && edges.IsTail(end) && Key.Length <= 40
        && !"るたていんうかよねのすせだずをにはがもでとくれなえやわ".Contains(Key[end - 1]);
}
