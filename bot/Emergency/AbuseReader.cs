using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>Whose desk words of abuse are for.</summary>
public enum AbuseDesk { Elder, Child, Disabled, Staff, Partner }

/// <summary>Words that tell of abuse that is happening.</summary>
/// <param name="IsNow">At this moment: the police first.</param>
public sealed record AbuseTold(AbuseDesk Desk, bool IsNow);

/// <summary>Hears abuse by the words of Rules.md. Danger to life is not its business: that is looked for before, and has its own card.</summary>
public sealed class AbuseReader
{
    private readonly Lexicon _lexicon = Lexicon.LoadAbuse();

    /// <returns>Null for words that tell of none, of long ago, or ask in general.</returns>
    public AbuseTold? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        HashSet<RuleKind> kinds = [.. EmergencyRuleBook.Carried.RulesIn(UtteranceScan.Of(_lexicon, _lexicon.Normalizer.Fold(text)), ofAbuse: true).Select(hit => hit.Kind)];
        return !kinds.Contains(RuleKind.Abuse) || (kinds.Contains(RuleKind.AbuseException) && !kinds.Contains(RuleKind.AbuseNow)) ? null : new AbuseTold(DeskOf(kinds), kinds.Contains(RuleKind.AbuseNow));
    }

    /// <summary>The law for children and for disabled people goes before that for the place where it happens; who is old is whom this house mostly hears of.</summary>
    private static AbuseDesk DeskOf(HashSet<RuleKind> kinds) =>
        kinds.Contains(RuleKind.AbuseOfChild) ? AbuseDesk.Child
        : kinds.Contains(RuleKind.AbuseOfDisabled) ? AbuseDesk.Disabled
        : kinds.Contains(RuleKind.AbuseByStaff) ? AbuseDesk.Staff
        : kinds.Contains(RuleKind.AbuseByPartner) ? AbuseDesk.Partner
        : AbuseDesk.Elder;
}
