using System.Buffers;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Services, needs and limits that count: what is negated, the writer's own job, where the patient is now and words inside a name do not.</summary>
public sealed class SlotReader(UtteranceScan scan, ScriptEdges edges, Span? place)
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("。、 \n!?");

    private string Key => scan.Text.Key;

    public IReadOnlyList<CapabilityKind> Capabilities()
    {
        uint bits = 0;
        foreach (Hit hit in scan.Capabilities)
        {
            bits |= IsNegated(hit.Span, isNeed: true) ? 0 : 1u << hit.Entry.Tag;
        }

        bits |= NamesSmallChild() ? 1u << (int)CapabilityKind.Pediatrics : 0;
        return [.. CapabilityKinds.All.Where(kind => (bits & (1u << (int)kind)) != 0)];
    }

    /// <summary>「まだ4歳です」: the survey's 小児 are those under 15.</summary>
    private bool NamesSmallChild()
    {
        int at = Key.AsSpan().IndexOfAny('歳', '才') is var written and >= 0 ? written : Key.IndexOf("さいの", StringComparison.Ordinal);
        int digits = at;
        while (digits > 0 && char.IsAsciiDigit(Key[digits - 1]))
        {
            digits--;
        }

        return digits < at && at - digits <= 2 && int.Parse(Key.AsSpan(digits, at - digits)) < ChildAgeEnd && !Key.AsSpan(at + 1).StartsWith("から") && !Key.AsSpan(at + 1).StartsWith("年");
    }

    private const int ChildAgeEnd = 15;

    public IReadOnlyList<ServiceKind> Services(string intent)
    {
        ServiceSet named = ServiceSet.Empty;
        ServiceSet dropped = ServiceSet.Empty;
        foreach (Hit hit in scan.Services)
        {
            if (hit.Entry.Tag >= Lexicon.WeakFrom)
            {
                continue;
            }

            ServiceSet one = ServiceSet.Of((ServiceKind)hit.Entry.Tag);
            if (Counts(hit, intent))
            {
                named = named.Union(one);
            }
            else
            {
                dropped = dropped.Union(one);
            }
        }

        bool mayDerive = intent is Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy or Intents.AskOncall or Intents.Emergency or Intents.Faq or Intents.Consult;
        ServiceSet all = mayDerive ? new DerivedServices(scan).Complete(named, dropped, intent) : named;
        return [.. all.Kinds()];
    }

    private bool Counts(Hit hit, string intent)
    {
        bool isWish = intent is not (Intents.Faq or Intents.ReportVacancy or Intents.RequestCover or Intents.AskOncall);
        return !(intent == Intents.Faq ? IsOtherThan(hit.Span) : IsNegated(hit.Span, isNeed: false))
            && !(place is { } where && where.Overlaps(hit.Span))
            && !IsOwnJob(hit.Span, intent)
            && !(isWish && IsBackground(hit.Span) && !(intent == Intents.Consult && IsColleague(hit.Span)))
            && !IsInOrganisation(hit, intent);
    }

    /// <summary>荘内病院, 県立病院: a name, not a wish for a hospital.</summary>
    private bool IsInOrganisation(Hit hit, string intent)
    {
        bool mayBeName = (ServiceKind)hit.Entry.Tag is ServiceKind.Hospital or ServiceKind.Clinic or ServiceKind.Pharmacy or ServiceKind.HomeVisitDentist;
        int before = hit.Span.Start - 1;
        bool hasName = before >= 0 && edges.At(before) is ScriptEdges.Script.Kanji or ScriptEdges.Script.Katakana && !scan.IsCovered(before);
        bool isDistrict = before >= 0 && "市区町村県内".Contains(Key[before]);
        return mayBeName && hasName && !isDistrict && intent != Intents.ReportVacancy;
    }

    /// <summary>「ヘルパーじゃない家族」: in a question of knowledge only this takes a word back.</summary>
    private bool IsOtherThan(Span span) =>
        scan.StartsAt(AfterSkip(span.End), Cue.NotAfter, out int end) && Key.AsSpan(0, end).EndsWith("ない") && Key[end - 3] is 'ゃ' or 'は' or 'で' && end < Key.Length && edges.At(end) == ScriptEdges.Script.Kanji;

    private bool IsNegated(Span span, bool isNeed)
    {
        int at = AfterSkip(span.End);
        if (scan.StartsAt(at, Cue.NotAfter, out int end))
        {
            // 「デイはありませんか」 asks for one; 「吸引はありません」 says there is no need.
            ReadOnlySpan<char> no = Key.AsSpan(at, end - at);
            bool isQuestion = !isNeed && no[0] == 'は' && (no.Contains("あり", StringComparison.Ordinal) || no.Contains("ない", StringComparison.Ordinal));
            return !isQuestion && !(no is "より" && !isNeed);
        }

        // 「吸引も胃ろうもなし」, 「吸引や酸素はなし」: the last word of the chain carries the no.
        bool isChained = at < Key.Length && (Key[at] is 'も' or 'や' or '・' or '、' || Key.AsSpan(at).StartsWith("とか"));
        if (!isChained)
        {
            return false;
        }

        int next = Key[at] is 'と' ? at + 2 : at + 1;
        Hit follower = (isNeed ? scan.Capabilities : scan.Services).Find(hit => hit.Span.Start == next);
        return follower.Span.Length > 0 && (isNeed || Key[at] is not '、') && IsNegated(follower.Span, isNeed);
    }

    private int AfterSkip(int end) => scan.StartsAt(end, Cue.Skip, out int after) ? after : end;

    private bool IsBackground(Span span)
    {
        int at = AfterSkip(span.End);
        return (scan.StartsAt(at, Cue.Background, out int end) || scan.StartsAt(span.End, Cue.Background, out end)) && !IsWishAfter(end);
    }

    /// <summary>「往診医の先生と連絡がとれず」: of a consultation the people are the topic.</summary>
    private bool IsColleague(Span span) => span.End < Key.Length && Key[span.End] == 'の';

    /// <summary>「病院に入院している」 is where one is; 「入院させたい」 and 「通えるところ」 are wishes.</summary>
    private bool IsWishAfter(int end)
    {
        ReadOnlySpan<char> rest = Key.AsSpan(end).TrimStart('る');
        foreach (string wanted in (ReadOnlySpan<string>)["たい", "とこ", "業者", "事業所", "所", "薬局", "病院", "先生", "会社", "店", "お店", "すてーしょん", "施設", "くりにっく"])
        {
            if (rest.StartsWith(wanted, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>「居宅のケアマネです」「包括です」「訪看の者です」: who writes, at the head of a phrase.</summary>
    private bool IsOwnJob(Span span, string intent)
    {
        bool isHead = edges.IsHead(span.Start) || (span.Start > 0 && "はの".Contains(Key[span.Start - 1])) || edges.At(span.Start - 1) is ScriptEdges.Script.Kanji;
        if (!isHead)
        {
            return false;
        }

        if (scan.StartsAt(AfterSkip(span.End), Cue.SelfRole, out _) || scan.StartsAt(span.End, Cue.SelfRole, out _))
        {
            return true;
        }

        bool isSaid = scan.StartsAt(span.End, Cue.Job, out int end) || scan.StartsAt(AfterSkip(span.End), Cue.Job, out end);
        bool hasMore = Key.AsSpan(end).Trim(" \n。、!?ー").Length >= 6;
        return isSaid && hasMore && intent is not (Intents.ReportVacancy or Intents.Faq) && !Key.AsSpan(0, span.Start).Contains("のは", StringComparison.Ordinal);
    }

    public IReadOnlyList<ConditionKind> Conditions(string intent)
    {
        if (intent is Intents.Faq or Intents.Greeting or Intents.Thanks or Intents.Help or Intents.TalkToHuman or Intents.ConsultStatus or Intents.Emergency or Intents.Observation
            or Intents.ReportSafety or Intents.OutOfScope or Intents.Register or Intents.Cancel or Intents.Acknowledge)
        {
            return [];
        }

        uint bits = 0;
        bool isNear = false;
        foreach (Hit hit in scan.Conditions)
        {
            if (UtteranceScan.IsWeak(hit, Cue.Near))
            {
                isNear |= place is null && intent is Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy or Intents.AskOncall;
            }
            else if (Counts(hit.Span, (ConditionKind)hit.Entry.Tag, intent))
            {
                bits |= (1u << hit.Entry.Tag) | (hit.Entry.SecondTag >= 0 ? 1u << hit.Entry.SecondTag : 0);
            }
        }

        bits |= isNear ? 1u << (int)ConditionKind.Nearest : 0;
        return [.. ConditionKinds.All.Where(kind => (bits & (1u << (int)kind)) != 0)];
    }

    private bool Counts(Span span, ConditionKind kind, string intent)
    {
        if (IsNegated(span, isNeed: true) || (place is { } where && where.Overlaps(span)))
        {
            return false;
        }

        bool isTime = kind is ConditionKind.Today or ConditionKind.Tomorrow or ConditionKind.ThisWeek or ConditionKind.NextWeek or ConditionKind.ThisMonth or ConditionKind.NextMonth or ConditionKind.Night;
        if (intent == Intents.Consult)
        {
            return isTime && kind != ConditionKind.Night && ClauseOf(span).Contains("退院", StringComparison.Ordinal);
        }

        bool mayBeStory = intent is Intents.FindResource or Intents.RefineSearch or Intents.AskVacancy && isTime && kind is ConditionKind.Today or ConditionKind.Night;
        return !(mayBeStory && IsStory(ClauseOf(span)));
    }

    /// <summary>「今日先生に言われました」: told, not wanted.</summary>
    private static bool IsStory(ReadOnlySpan<char> clause)
    {
        foreach (string ending in (ReadOnlySpan<string>)["言われ", "ました", "でした", "と聞いて", "眠れ", "仕事", "だった", "働い", "つらそう", "苦しそう", "泣い"])
        {
            if (clause.Contains(ending, StringComparison.Ordinal) && !clause.Contains("とこ", StringComparison.Ordinal) && !clause.Contains("くれる", StringComparison.Ordinal) && !clause.Contains("決まり", StringComparison.Ordinal) && !clause.Contains("退院", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<char> ClauseOf(Span span)
    {
        int start = Key.AsSpan(0, span.Start).LastIndexOfAny(ClauseEnds) + 1;
        int length = Key.AsSpan(span.End).IndexOfAny(ClauseEnds);
        return length < 0 ? Key.AsSpan(start) : Key.AsSpan(start, span.End + length - start);
    }
}
