using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>What is known of a text when its intent is decided.</summary>
public sealed record IntentSigns(UtteranceScan Scan, Danger Danger, bool HasPrevious, bool HasPlace, bool HasName, bool HasCode)
{
    public bool NamesService => Scan.Services.Exists(hit => hit.Entry.Tag < Lexicon.WeakFrom);

    public bool NamesNeed => Scan.Capabilities.Count > 0;

    public bool NamesLimit => Scan.Conditions.Count > 0;

    public bool NamesAnything => NamesService || NamesNeed || NamesLimit || HasPlace;

    /// <summary>Letters that are not spaces or punctuation.</summary>
    public int LetterCount => Scan.Text.Key.Count(char.IsLetterOrDigit);
}

/// <summary>Decides the intent: a list of questions from the most to the least urgent, the first yes wins.</summary>
public static class IntentReader
{
    /// <summary>Longer texts are more than a thank-you, a greeting or an "I have seen it".</summary>
    private const int ShortLettersMax = 42;

    /// <returns>The intent, and whether it is only a guess.</returns>
    public static (string Intent, bool IsUnsure) Decide(IntentSigns signs)
    {
        UtteranceScan scan = signs.Scan;
        if (signs.Danger == Danger.Now)
        {
            return (Intents.Emergency, false);
        }

        string? intent = Formal(signs, scan) ?? Hub(signs, scan) ?? Search(signs, scan) ?? SmallTalk(signs, scan);
        return intent is null ? (Intents.OutOfScope, true) : (intent, false);
    }

    private static string? Formal(IntentSigns signs, UtteranceScan scan)
    {
        if (IsOffTopic(signs, scan))
        {
            return Intents.OutOfScope;
        }

        if (signs.Danger == Danger.Supposed && !IsWish(signs, scan))
        {
            return Intents.Faq;
        }

        if (signs.HasCode || (scan.Has(Cue.Register) && !signs.NamesService && !scan.HasAny(Cue.Oncall, Cue.Help)))
        {
            return Intents.Register;
        }

        if (scan.Has(Cue.Cancel) && !signs.NamesService && !scan.HasAny(Cue.Vacant, Cue.Consult) && (signs.HasPrevious || (signs.LetterCount <= 25 && !scan.HasAny(Cue.Event, Cue.Oncall, Cue.RsvpNo))))
        {
            return Intents.Cancel;
        }

        return IsSafetyReport(signs, scan) ? Intents.ReportSafety : null;
    }

    private static bool IsOffTopic(IntentSigns signs, UtteranceScan scan) =>
        scan.HasAny(Cue.OffTopic, Cue.Pet) && (!signs.NamesService || scan.Has(Cue.Pet) && scan.Text.Key.Contains("動物病院", StringComparison.Ordinal))
        && (!signs.NamesNeed || scan.Capabilities.TrueForAll(hit => hit.Entry.Tag == (int)CapabilityKind.Pediatrics)) && !scan.HasAny(Cue.Event, Cue.Oncall, Cue.Safety, Cue.Consult, Cue.Vacant, Cue.Register, Cue.Status, Cue.Human)
        && !(signs.HasName && scan.Has(Cue.Detail)) && (scan.Count(Cue.Observe) < 2 || scan.Has(Cue.Pet) || IsAsking(scan)) && !(scan.Has(Cue.Observe) && scan.Text.Key.Contains("ていました", StringComparison.Ordinal));

    private static bool IsSafetyReport(IntentSigns signs, UtteranceScan scan)
    {
        int count = scan.Count(Cue.Safety);
        bool asks = scan.HasAny(Cue.Question, Cue.Seek, Cue.Consult, Cue.EventAsk) && (scan.Text.Key.Contains('か') || scan.Text.Key.Contains('?') || scan.HasAny(Cue.Hypo, Cue.Faq)) && IsAsking(scan);
        bool isNote = count == 1 && scan.Count(Cue.Observe) >= 2 && !scan.Text.Key.Contains("無事", StringComparison.Ordinal) && !scan.Text.Key.Contains("停電", StringComparison.Ordinal);
        return count > 0 && !isNote && !asks && !scan.HasAny(Cue.Farther, Cue.Closer, Cue.More, Cue.Hypo, Cue.Oncall, Cue.Event) && !signs.HasPrevious && !(signs.NamesService && scan.Has(Cue.Seek) && count < 2)
            && (count >= 2 || signs.LetterCount <= 40 || scan.Text.Key.Contains("無事", StringComparison.Ordinal) || scan.Text.Key.Contains("安否", StringComparison.Ordinal));
    }

    internal static bool IsAsking(UtteranceScan scan) => scan.Has(Cue.Asks);

    private static string? Hub(IntentSigns signs, UtteranceScan scan)
    {
        if (scan.Has(Cue.Status) && !scan.HasAny(Cue.Event, Cue.Oncall))
        {
            return Intents.ConsultStatus;
        }

        bool isFree = scan.Text.Key.Contains('空') || scan.Text.Key.Contains('床') || scan.Text.Key.Contains('枠');
        if (!isFree && IsCover(signs, scan))
        {
            return Intents.RequestCover;
        }

        if (scan.Has(Cue.Vacant) && !scan.HasAny(Cue.Oncall, Cue.Event) && VacancyRules.Decide(signs, scan) is { } vacancy)
        {
            return vacancy;
        }

        if (IsCover(signs, scan))
        {
            return Intents.RequestCover;
        }

        if (scan.Has(Cue.Oncall) && !scan.Has(Cue.Event))
        {
            return scan.Has(Cue.Faq) && scan.Text.Key.Contains("とは", StringComparison.Ordinal) ? Intents.Faq : Intents.AskOncall;
        }

        return scan.Has(Cue.Human) && !signs.NamesNeed && !(scan.Has(Cue.Detail) && signs.HasName) && !(signs.NamesService && scan.Has(Cue.Seek)) ? Intents.TalkToHuman : Attendance(signs, scan);
    }

    private static bool IsCover(IntentSigns signs, UtteranceScan scan)
    {
        bool isAboutDeputy = scan.Has(Cue.Deputy) && !scan.Has(Cue.Faq);
        bool needsSomeone = scan.Has(Cue.Cover) && (!scan.Has(Cue.Human) || scan.HasAny(Cue.Oncall, Cue.Duty)) && !scan.Has(Cue.Status);
        bool hasDuty = scan.HasAny(Cue.Oncall, Cue.Duty);
        bool isRequest = scan.HasAny(Cue.Seek, Cue.Request);
        bool isStranger = scan.Text.Key.Contains("主治医が不在", StringComparison.Ordinal) || scan.Text.Key.Contains("先生が不在", StringComparison.Ordinal);
        return isAboutDeputy || (!scan.HasAny(Cue.Event, Cue.Reach) && (scan.Has(Cue.GiveAway) || (needsSomeone && hasDuty && isRequest && !isStranger)));
    }

    private static string? Attendance(IntentSigns signs, UtteranceScan scan)
    {
        bool asks = IsAsking(scan) || scan.Has(Cue.Question);
        if (scan.Has(Cue.Event) && (asks || (scan.Has(Cue.EventAsk) && !scan.HasAny(Cue.RsvpYes, Cue.RsvpNo))) && !IsStrongConsult(scan))
        {
            bool isWhat = scan.Text.Key.Contains("何する会", StringComparison.Ordinal) || scan.Text.Key.Contains("とは何", StringComparison.Ordinal) || scan.Text.Key.Contains("って何を", StringComparison.Ordinal) || scan.Text.Key.Contains("って何する", StringComparison.Ordinal);
            return scan.Has(Cue.Faq) && (isWhat || (signs.NamesService && !scan.Has(Cue.EventAsk))) ? Intents.Faq : Intents.AskEvent;
        }

        if (scan.Has(Cue.RsvpNo) && !IsAsking(scan) && !IsStrongConsult(scan) && !(signs.NamesService && !scan.Has(Cue.Event)) && !scan.Has(Cue.Seek))
        {
            return Intents.RsvpNo;
        }

        if (scan.Has(Cue.RsvpYes) && (!asks || (!IsAsking(scan) && scan.Text.Key.Contains("させてください", StringComparison.Ordinal))) && !signs.NamesService && !IsStrongConsult(scan))
        {
            return Intents.RsvpYes;
        }

        return scan.Has(Cue.Event) && !signs.NamesService && signs.LetterCount <= 20 && !scan.HasAny(Cue.Thanks, Cue.Ack, Cue.Consult) ? Intents.AskEvent : null;
    }

    private static bool IsStrongConsult(UtteranceScan scan) =>
        scan.Has(Cue.Consult) && (scan.Has(Cue.Listen) || (scan.Text.Key.Contains("困って", StringComparison.Ordinal) && !scan.HasAny(Cue.Seek, Cue.Visit)));

    private static string? Search(IntentSigns signs, UtteranceScan scan)
    {
        if (IsStrongConsult(scan) && !IsPlaceWish(signs, scan))
        {
            return Intents.Consult;
        }

        if (IsDetail(signs, scan))
        {
            return Intents.ResourceDetail;
        }

        if (signs.HasPrevious && IsFollowUp(signs, scan))
        {
            return Intents.RefineSearch;
        }

        if (IsObservation(signs, scan))
        {
            return Intents.Observation;
        }

        if (IsWish(signs, scan))
        {
            return Intents.FindResource;
        }

        if (scan.Has(Cue.Help) && !signs.NamesService && !signs.NamesNeed)
        {
            return Intents.Help;
        }

        if (scan.Has(Cue.Faq) && (signs.NamesService || signs.NamesNeed || IsAsking(scan) || scan.Has(Cue.Question) || signs.LetterCount <= 30) && !IsSmall(signs, scan))
        {
            return Intents.Faq;
        }

        return null;
    }

    private static bool IsSmall(IntentSigns signs, UtteranceScan scan) => scan.HasAny(Cue.Thanks, Cue.Ack) && !IsAsking(scan) && !scan.Has(Cue.Question) && signs.LetterCount <= ShortLettersMax;

    private static bool IsDetail(IntentSigns signs, UtteranceScan scan)
    {
        if (scan.Has(Cue.Ordinal) && scan.HasAny(Cue.Detail, Cue.Question, Cue.Seek) && (signs.HasPrevious || scan.Has(Cue.Detail)))
        {
            return true;
        }

        if (signs.HasPrevious && scan.Has(Cue.Detail) && !signs.NamesService && !signs.NamesLimit && !signs.NamesNeed)
        {
            return true;
        }

        return signs.HasName && (scan.Has(Cue.Detail) || (IsAsking(scan) && !scan.HasAny(Cue.Seek, Cue.Near, Cue.Faq)));
    }

    /// <summary>With a last list in mind, words that only narrow or widen it.</summary>
    private static bool IsFollowUp(IntentSigns signs, UtteranceScan scan)
    {
        return !IsSmall(signs, scan) && !scan.HasAny(Cue.Help, Cue.Human) && (scan.HasAny(Cue.Anaphora, Cue.Fragment, Cue.Farther, Cue.Closer, Cue.More) || signs.NamesAnything) && !(scan.Has(Cue.Faq) && signs.NamesService && !scan.HasAny(Cue.Anaphora, Cue.Fragment));
    }

    private static bool IsObservation(IntentSigns signs, UtteranceScan scan)
    {
        int notes = scan.Count(Cue.Observe);
        bool asks = IsAsking(scan) || scan.HasAny(Cue.Hypo);
        bool wishes = scan.Has(Cue.Seek) || signs.NamesService;
        return notes > 0 && !asks && (notes >= 2 || signs.NamesNeed || signs.LetterCount >= 8) && (!wishes || notes >= 3 || (notes >= 2 && !scan.Has(Cue.Seek) && TellsWhatWas(scan.Text.Key))) && !IsSmall(signs, scan);
    }

    /// <summary>「今日はデイでよく歩いたそうです」: told, not wished.</summary>
    private static bool TellsWhatWas(string key)
    {
        ReadOnlySpan<char> end = key.AsSpan().TrimEnd("。、!\n ");
        return end.EndsWith("ました") || end.EndsWith("そうです") || end.EndsWith("でした") || end.EndsWith("ています") || end.EndsWith("てます");
    }

    /// <summary>A place is wanted: a service with words of seeking, or a bare list of service, need and place as professionals type.</summary>
    private static bool IsWish(IntentSigns signs, UtteranceScan scan)
    {
        bool seeks = scan.HasAny(Cue.Seek, Cue.Wish);
        if (IsQuestionOfKnowledge(signs, scan))
        {
            return false;
        }

        bool describes = scan.HasAny(Cue.Visit, Cue.Rent) || scan.HasWeak(Cue.Stay) || scan.HasWeak(Cue.DayCare) || scan.HasWeak(Cue.CareManager) || scan.Has(Cue.Tub) || scan.HasWeak(Cue.Rehab) || scan.HasWeak(Cue.Doctor) || scan.Has(Cue.Chore) || scan.HasWeak(Cue.Nurse);
        bool small = IsSmall(signs, scan);
        return !small && ((signs.NamesService && (seeks || IsLookedFor(scan) || !scan.HasAny(Cue.Faq, Cue.Help, Cue.Consult)))
            || (seeks && (signs.NamesNeed || describes || signs.HasPlace || scan.HasWeak(Cue.Near) || scan.Text.Key.Contains("施設", StringComparison.Ordinal) || scan.Text.Key.Contains("入所", StringComparison.Ordinal)))
            || (scan.HasAny(Cue.Anaphora, Cue.Fragment, Cue.Farther, Cue.Closer, Cue.More) && signs.NamesAnything && !scan.HasAny(Cue.Faq, Cue.Ack, Cue.Consult))
            || (signs.NamesNeed && signs.LetterCount <= 20 && !scan.HasAny(Cue.Faq, Cue.Consult, Cue.Help))
            || (describes && signs.HasPlace));
    }

    /// <summary>「訪問看護はいくら」「特養って誰が入れるの」: about the thing, not for one.</summary>
    private static bool IsQuestionOfKnowledge(IntentSigns signs, UtteranceScan scan)
    {
        bool isPlaceWish = IsPlaceWish(signs, scan);
        return scan.Has(Cue.Faq) && !isPlaceWish && !signs.HasPlace && !IsLookedFor(scan);
    }

    /// <summary>「女性職員だけのグループホームってあるんでしょうか」: whether there is one, so one is wanted.</summary>
    private static bool IsLookedFor(UtteranceScan scan) =>
        scan.Services.Exists(hit => hit.Entry.Tag < Lexicon.WeakFrom && scan.StartsAt(hit.Span.End, Cue.Exists, out _));

    private static bool IsPlaceWish(IntentSigns signs, UtteranceScan scan)
    {
        string key = scan.Text.Key;
        bool asksForPlace = key.Contains("とこ", StringComparison.Ordinal) || key.Contains("探し", StringComparison.Ordinal) || key.Contains("さがし", StringComparison.Ordinal) || key.Contains("紹介", StringComparison.Ordinal)
            || key.Contains("一覧", StringComparison.Ordinal) || key.Contains("りすと", StringComparison.Ordinal) || key.Contains("くれる先生", StringComparison.Ordinal) || (scan.Has(Cue.Wish) && !key.Contains("たら", StringComparison.Ordinal)) || key.Contains("事業所", StringComparison.Ordinal) && key.Contains("どこ", StringComparison.Ordinal);
        return asksForPlace && (signs.NamesService || signs.NamesNeed || scan.Has(Cue.Visit)) && !key.Contains("どこも", StringComparison.Ordinal) && (signs.NamesService || !key.Contains("相談できる", StringComparison.Ordinal))
            && !(scan.Has(Cue.Faq) && (key.Contains("何を", StringComparison.Ordinal) || key.Contains("なにを", StringComparison.Ordinal) || key.Contains("どういう", StringComparison.Ordinal) || key.Contains("どんな", StringComparison.Ordinal)));
    }

    private static string? SmallTalk(IntentSigns signs, UtteranceScan scan)
    {
        if (scan.Has(Cue.Thanks) && !IsAsking(scan) && !scan.HasAny(Cue.Consult, Cue.Ack))
        {
            return Intents.Thanks;
        }

        if (scan.Has(Cue.Ack) && !scan.Has(Cue.Seek) && !IsAsking(scan))
        {
            return Intents.Acknowledge;
        }

        if (scan.Has(Cue.Consult))
        {
            return Intents.Consult;
        }

        if (scan.Has(Cue.Cancel))
        {
            return Intents.Cancel;
        }

        bool isFragment = signs.NamesService || signs.NamesNeed || signs.HasPlace || (signs.NamesLimit && signs.HasPrevious) ||  scan.HasAny(Cue.Farther, Cue.Closer, Cue.More) || scan.HasWeak(Cue.Near);
        return scan.Has(Cue.Thanks) ? Intents.Thanks
            : scan.Has(Cue.Help) ? Intents.Help
            : isFragment && !(scan.Has(Cue.Greeting) && !signs.NamesService) ? scan.HasAny(Cue.Farther, Cue.Closer, Cue.More) ? Intents.RefineSearch : Intents.FindResource
            : scan.Has(Cue.Observe) && signs.LetterCount >= 4 ? Intents.Observation
            : scan.Has(Cue.Greeting) ? Intents.Greeting
            : scan.HasAny(Cue.Anaphora, Cue.Fragment) && signs.HasPrevious ? Intents.RefineSearch
            : null;
    }
}
