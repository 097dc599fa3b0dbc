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

/// <summary>Tells a life in danger from a question about one. Signs: emergency.tsv; what makes them a supposition: context.tsv and the cue Hypo.</summary>
public static class EmergencyRules
{
    private static readonly SearchValues<char> PhraseEnds = SearchValues.Create(" 。、\n!?");

    /// <summary>Letters after a sign in which a conditional turns it into a supposition (「止まった場合」).</summary>
    private const int SuppositionLettersMax = 7;

    public static Danger Judge(UtteranceScan scan)
    {
        if (scan.Has(Cue.Suicide))
        {
            return Danger.Now;
        }

        bool isPetOnly = scan.Has(Cue.Pet) && !scan.HasAny(Cue.Plea);
        if (!scan.HasAny(Cue.Life, Cue.Machine, Cue.Plea) && !VitalSigns.TellDanger(scan.Text.Key))
        {
            return Danger.None;
        }

        return isPetOnly ? Danger.None : scan.Has(Cue.Plea) || VitalSigns.TellDanger(scan.Text.Key) ? Danger.Now : JudgeSigns(scan);
    }

    private static Danger JudgeSigns(UtteranceScan scan)
    {
        bool isPresent = scan.Has(Cue.Present);
        bool isOver = scan.Has(Cue.Resolved) || (!isPresent && (scan.Has(Cue.Treated) || (scan.Has(Cue.PastTime) && !scan.Has(Cue.Now))));
        Danger danger = Danger.None;
        bool hasSign = false;
        bool hasCall = false;
        foreach (Hit hit in scan.Cues)
        {
            if (!hit.Is(Cue.Life) && !hit.Is(Cue.Machine))
            {
                continue;
            }

            if (IsSupposed(scan, hit.Span))
            {
                danger = danger == Danger.None ? Danger.Supposed : danger;
                continue;
            }

            bool isCall = scan.Text.Key.AsSpan(hit.Span.Start, hit.Span.Length).IndexOf("救急車") >= 0 || scan.Text.Key.AsSpan(hit.Span.Start, hit.Span.Length).IndexOf("119") >= 0;
            (hasCall, hasSign) = (hasCall || isCall, hasSign || !isCall);
        }

        // 「けいれんしたときは救急車を呼んだほうがいいですか」: the call belongs to what is supposed.
        bool isCallSupposed = danger == Danger.Supposed || SpeaksOfACase(scan.Text.Key);
        danger = hasSign || (hasCall && !isCallSupposed) ? Danger.Now : hasCall ? Danger.Supposed : danger;

        bool isAsked = scan.Has(Cue.Hypo) && !scan.Has(Cue.Now);
        return danger == Danger.Now && isOver ? Danger.None
            : danger == Danger.Now && isAsked ? Danger.Supposed
            : danger == Danger.Supposed && IsHappening(scan) ? Danger.Now
            : danger;
    }

    /// <summary>「いま…このような場合」: supposed in form, happening in fact.</summary>
    private static bool IsHappening(UtteranceScan scan) =>
        scan.Cues.Exists(hit => hit.Is(Cue.Now) && scan.Text.Key.AsSpan(hit.Span.Start).StartsWith("いま") || hit.Is(Cue.Now) && scan.Text.Key.AsSpan(hit.Span.Start, hit.Span.Length) is "たった今" or "目の前" or "助けて")
        && !scan.HasAny(Cue.Hypo, Cue.Resolved);

    private static bool IsSupposed(UtteranceScan scan, Span sign)
    {
        foreach (Hit hit in scan.Cues)
        {
            bool isNear = hit.Span.Start >= sign.End - 3 && hit.Span.Start <= sign.End + SuppositionLettersMax;
            if (isNear && hit.Is(Cue.HypoAfter) && hit.Span.End > sign.End && scan.Text.Key.AsSpan(sign.End, Math.Max(0, hit.Span.Start - sign.End)).IndexOfAny(PhraseEnds) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SpeaksOfACase(string key) =>
        key.Contains("とき", StringComparison.Ordinal) || key.Contains("場合", StringComparison.Ordinal) || key.Contains("したら", StringComparison.Ordinal) || key.Contains("時は", StringComparison.Ordinal);
}
