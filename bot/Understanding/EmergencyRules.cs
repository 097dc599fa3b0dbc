using System.Buffers;

namespace Zaitaku.Bot.Understanding;

/// <summary>How a text stands to danger of life.</summary>
public enum Danger
{
    None,

    /// <summary>Asked how such a thing is handled, should it happen.</summary>
    Supposed,

    /// <summary>Happening, or it may be: in doubt it is this.</summary>
    Now,
}

/// <summary>Tells a life in danger from a question about one. Signs, and what makes them a supposition, a story of the past or a saying: Emergency/Rules.md.</summary>
public static class EmergencyRules
{
    private static readonly SearchValues<char> PhraseEnds = SearchValues.Create(" 。、\n!?");

    /// <summary>Letters after a sign in which a conditional turns it into a supposition (「止まった場合」).</summary>
    private const int SuppositionLettersMax = 7;

    public static Danger Judge(UtteranceScan scan)
    {
        if (scan.Has(Cue.Suicide) || NamesDeathAndMeans(scan.Text.Key))
        {
            return Danger.Now;
        }

        bool isPetOnly = IsOnlyOfPets(scan);
        if (!scan.HasAny(Cue.Life, Cue.Machine, Cue.Plea) && !VitalSigns.TellDanger(scan.Text.Key))
        {
            return Danger.None;
        }

        return isPetOnly ? Danger.None : scan.Has(Cue.Plea) || VitalSigns.TellDanger(scan.Text.Key) ? Danger.Now : JudgeSigns(scan);
    }

    /// <summary>「自宅で死にたい。薬をためています」: where to die is a wish, but not beside the means.</summary>
    private static bool NamesDeathAndMeans(string key) =>
        (key.Contains("死にた", StringComparison.Ordinal) || key.Contains("しにた", StringComparison.Ordinal)) && !key.Contains("死にたくな", StringComparison.Ordinal) && key.AsSpan().IndexOfAny(Means) >= 0;

    private static readonly SearchValues<string> Means = SearchValues.Create(["薬をため", "薬を集め", "ろーぷ", "練炭", "遺書", "農薬", "首を吊", "飛び降り", "手首を切"], StringComparison.Ordinal);

    /// <summary>An animal is spoken of, and nobody else: 「犬に噛まれた父が」 is of a person.</summary>
    public static bool IsOnlyOfPets(UtteranceScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.Has(Cue.Pet) && !scan.Has(Cue.Plea) && scan.Text.Key.AsSpan().IndexOfAny(People) < 0;
    }

    /// <summary>Words for people; an animal has none of its own here, and in doubt it is a person.</summary>
    private static readonly SearchValues<string> People = SearchValues.Create(
        ["父", "母", "祖", "夫", "妻", "主人", "家内", "旦那", "息子", "娘", "兄", "姉", "弟", "妹", "孫", "叔", "伯", "義", "おばあ", "おじい", "ばあちゃん", "じいちゃん", "ばあさん", "じいさん", "お母", "お父", "利用者", "患者", "入居者", "本人", "赤ちゃん", "子供", "子ども", "こども",
            "私", "わたし", "僕", "自分", "人が", "人は", "方が", "さんが", "様が", "胸が", "胸の", "救急車"], StringComparison.Ordinal);

    private static Danger JudgeSigns(UtteranceScan scan)
    {
        bool isPresent = scan.Has(Cue.Present);
        bool isOver = (scan.Has(Cue.Resolved) && !IsAtThisMoment(scan)) || (!isPresent && ((scan.Has(Cue.Treated) && !IsAtThisMoment(scan)) || (scan.Has(Cue.PastTime) && !scan.Has(Cue.Now))));
        List<Hit> signs = scan.Cues.FindAll(hit => hit.Is(Cue.Life) || hit.Is(Cue.Machine));
        List<Hit> supposed = signs.FindAll(sign => IsSupposed(scan, sign.Span, casesOnly: false));
        List<Hit> cases = supposed.FindAll(sign => IsSupposed(scan, sign.Span, casesOnly: true));
        bool hasSign = false;
        bool hasCall = false;
        foreach (Hit sign in signs)
        {
            if (!supposed.Contains(sign) && !RunsInto(scan, sign, cases) && !IsOfThePast(scan, sign))
            {
                ReadOnlySpan<char> words = scan.Text.Key.AsSpan(sign.Span.Start, sign.Span.Length);
                bool isCall = words.IndexOf("救急車") >= 0 || words.IndexOf("119") >= 0;
                (hasCall, hasSign) = (hasCall || isCall, hasSign || !isCall);
            }
        }

        // 「けいれんしたときは救急車を呼んだほうがいいですか」: the call belongs to what is supposed.
        bool isCallSupposed = supposed.Count > 0 || SpeaksOfACase(scan.Text.Key);
        Danger danger = hasSign || (hasCall && !isCallSupposed) ? Danger.Now : hasCall || supposed.Count > 0 ? Danger.Supposed : Danger.None;
        bool isAsked = scan.Has(Cue.Hypo) && (!scan.Has(Cue.Now) || (SaysIf(scan) && !IsAtThisMoment(scan)));
        return danger == Danger.Now && isOver ? Danger.None
            : danger == Danger.Now && isAsked ? Danger.Supposed
            : danger == Danger.Supposed && IsHappening(scan) ? Danger.Now
            : danger;
    }

    /// <summary>「喉に詰まって息ができない場合」: what runs into a supposed sign is supposed with it.</summary>
    private static bool RunsInto(UtteranceScan scan, Hit sign, List<Hit> cases) =>
        cases.Exists(next => next.Span.Start >= sign.Span.Start && next.Span.Start <= sign.Span.End + JoinLettersMax
            && (next.Span.Start <= sign.Span.End || scan.Text.Key.AsSpan(sign.Span.End, next.Span.Start - sign.Span.End).IndexOfAny(PhraseEnds) < 0));

    /// <summary>Letters between two signs of one phrase (「まって」).</summary>
    private const int JoinLettersMax = 4;

    /// <summary>「先月カニューレが抜けた」: the time stands right before the sign.</summary>
    private static bool IsOfThePast(UtteranceScan scan, Hit sign) =>
        !IsAtThisMoment(scan) && scan.Cues.Exists(hit => hit.Is(Cue.PastTime) && hit.Span.End <= sign.Span.Start && hit.Span.End >= sign.Span.Start - 1);

    private static bool SaysIf(UtteranceScan scan) =>
        scan.Cues.Exists(hit => hit.Is(Cue.Hypo) && scan.Text.Key.AsSpan(hit.Span.Start) is var words && (words.StartsWith("もし") || words.StartsWith("万が一") || words.StartsWith("万一") || words.StartsWith("まんがいち")));

    /// <summary>「いま」「さっき」「目の前」; 「急に」 and 「早く」 are said of what may happen, too.</summary>
    private static bool IsAtThisMoment(UtteranceScan scan) =>
        scan.Cues.Exists(hit => hit.Is(Cue.Now) && scan.Text.Key.Substring(hit.Span.Start, hit.Span.Length) is not ("急に" or "突然" or "とつぜん" or "きゅうに" or "早く" or "はやく" or "救急車"));

    /// <summary>「いま…このような場合」: supposed in form, happening in fact.</summary>
    private static bool IsHappening(UtteranceScan scan) =>
        scan.Cues.Exists(hit => hit.Is(Cue.Now) && scan.Text.Key.AsSpan(hit.Span.Start).StartsWith("いま") || hit.Is(Cue.Now) && scan.Text.Key.AsSpan(hit.Span.Start, hit.Span.Length) is "たった今" or "目の前" or "助けて")
        && !scan.HasAny(Cue.Hypo, Cue.Resolved);

    private static bool IsSupposed(UtteranceScan scan, Span sign, bool casesOnly)
    {
        foreach (Hit hit in scan.Cues)
        {
            bool isNear = hit.Span.Start >= sign.End - 3 && hit.Span.Start <= sign.End + SuppositionLettersMax;
            ReadOnlySpan<char> before = scan.Text.Key.AsSpan(0, hit.Span.Start);
            bool isHelpless = before.EndsWith("どうし") || before.EndsWith("どうす") || before.EndsWith("何し") || before.EndsWith("何す"); // 「止まらないどうしたらいいですか」
            if (isNear && !isHelpless && hit.Is(Cue.HypoAfter) && (!casesOnly || IsCase(scan.Text.Key.AsSpan(hit.Span.Start, hit.Span.Length))) && hit.Span.End > sign.End && scan.Text.Key.AsSpan(sign.End, Math.Max(0, hit.Span.Start - sign.End)).IndexOfAny(PhraseEnds) < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>「…たら」「…とき」; 「倒れている人」 is a case only for want of another word.</summary>
    private static bool IsCase(ReadOnlySpan<char> words) =>
        words.IndexOf("たら") >= 0 || words.IndexOf("だら") >= 0 || words.IndexOf("とき") >= 0 || words.IndexOf('時') >= 0 || words.IndexOf("場合") >= 0 || words.IndexOf('際') >= 0 || words.IndexOf("れば") >= 0 || words.IndexOf("なら") >= 0;

    private static bool SpeaksOfACase(string key) =>
        key.Contains("とき", StringComparison.Ordinal) || key.Contains("場合", StringComparison.Ordinal) || key.Contains("したら", StringComparison.Ordinal) || key.Contains("時は", StringComparison.Ordinal);
}
