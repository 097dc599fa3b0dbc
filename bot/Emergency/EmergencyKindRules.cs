using System.Text;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>What kind of danger a message tells of; decides whom the card names first.</summary>
public enum EmergencyKind
{
    /// <summary>(a) 119 first. Everything that is not clearly one of the others.</summary>
    General,

    /// <summary>(b) The message itself says that the person is dying at home as planned: the agreed nurse or doctor first, 119 on the same card.</summary>
    PlannedDeath,

    /// <summary>(c) Suicide with a means, an act or another person named: 119 and 110 first.</summary>
    SuicideNow,

    /// <summary>(c) Suicide as a thought: crisis lines first, 119 beside them.</summary>
    SuicideThought,
}

/// <summary>
/// Reads the kind from the words alone. A role or a plan on file never turns (a) into (b); only what the person writes now does.
/// Whether a message is an emergency at all is decided before, by the reader. The words stand in Rules.md, in hiragana and kanji: the text is folded first.
/// </summary>
public static class EmergencyKindRules
{
    private static readonly EmergencyRuleBook Book = EmergencyRuleBook.Carried;
    private static readonly string[] Suicide = Book.PlainOf(RuleKind.Suicide);
    private static readonly string[] NotSuicide = Book.PlainExemptOf(RuleKind.Suicide);
    private static readonly string[] MeansOrAct = Book.PlainOf(RuleKind.SuicideMeans);
    private static readonly string[] AnotherPerson = Book.PlainOf(RuleKind.SuicideAnother);
    private static readonly string[] PlannedAtHome = Book.PlainOf(RuleKind.PlannedDeath);
    private static readonly string[] NotPlanned = Book.PlainExemptOf(RuleKind.PlannedDeath);
    private static readonly string[] Accident = Book.PlainOf(RuleKind.PlannedDeathAccident);

    /// <summary>Signs of dying itself, which a plan for a death at home covers. Any other danger in the words makes it 119 first: drug error, fit, bleeding, fall, poison, choking.</summary>
    private static readonly HashSet<string> OfDying =
        ["breathing-stopped", "breathing-laboured", "unresponsive", "colour-change", "found-dead", "about-to-die", "heart-stopped", "suffering", "vital-signs", "sudden-change", "shock", "ambulance-call", "cry-for-help"];

    private static readonly Lazy<UtteranceReader> ByRules = new(() => new UtteranceReader(null));

    public static EmergencyKind KindOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string words = Fold(text);
        string withoutDenied = Without(words, NotSuicide);
        string[] met = [.. ByRules.Value.RulesIn(text).Where(hit => hit.IsDanger).Select(hit => hit.Id)];
        if (ContainsAny(withoutDenied, Suicide) || Array.Exists(met, id => id.StartsWith("suicide", StringComparison.Ordinal)))
        {
            return ContainsAny(withoutDenied, MeansOrAct) || ContainsAny(withoutDenied.Replace("自殺", "", StringComparison.Ordinal), AnotherPerson) ? EmergencyKind.SuicideNow : EmergencyKind.SuicideThought;
        }

        bool isPlanned = ContainsAny(Without(words, NotPlanned), PlannedAtHome);
        return isPlanned && !ContainsAny(words, Accident) && Array.TrueForAll(met, OfDying.Contains) ? EmergencyKind.PlannedDeath : EmergencyKind.General;
    }

    /// <summary>NFKC, katakana to hiragana, small letters, no spaces: 「ｹｲﾚﾝ ｶﾞ」 and 「けいれんが」 are one.</summary>
    private static string Fold(string text)
    {
        string plain = text.IsNormalized(NormalizationForm.FormKC) ? text : NormalizedOrAsIs(text);
        StringBuilder folded = new(plain.Length);
        foreach (char letter in plain)
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(letter is >= 'ァ' and <= 'ヶ' ? (char)(letter - 0x60) : char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }

    private static string NormalizedOrAsIs(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text; // Half a surrogate pair: the card matters more than the folding.
        }
    }

    private static string Without(string words, string[] denied) => denied.Aggregate(words, (rest, one) => rest.Replace(one, "", StringComparison.Ordinal));

    private static bool ContainsAny(string words, string[] any) => Array.Exists(any, one => words.Contains(one, StringComparison.Ordinal));
}
