using System.Reflection;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>The rules of <c>Rules.md</c>, which the program carries: what is danger, what only sounds so, which card follows, what is abuse.</summary>
public sealed class EmergencyRuleBook
{
    private static readonly Lazy<EmergencyRuleBook> Read = new(() => new EmergencyRuleBook(EmergencyRuleFile.Read(Text())));

    private EmergencyRuleBook(IReadOnlyList<EmergencyRule> rules)
    {
        Rules = rules;
        Measures = [.. rules.SelectMany(rule => rule.Measures)];
        MeasuresRule = rules.First(rule => rule.Measures.Count > 0);
    }

    /// <summary>Read once a program.</summary>
    public static EmergencyRuleBook Carried => Read.Value;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<EmergencyRule> Rules { get; }

    public IReadOnlyList<VitalMeasure> Measures { get; }

    private EmergencyRule MeasuresRule { get; }

    /// <summary>The rule of a word found; null for words of other lists.</summary>
    public EmergencyRule? RuleOf(Hit hit) => hit.Entry.Rule == 0 ? null : Rules[hit.Entry.Rule - 1];

    /// <summary>Words of all rules of a kind, spelled out; they are looked for as they stand.</summary>
    public string[] PlainOf(RuleKind kind) => [.. Rules.Where(rule => rule.Kind == kind).SelectMany(rule => rule.Words).SelectMany(WordPattern.Expand)];

    /// <inheritdoc cref="PlainOf"/>
    public string[] PlainExemptOf(RuleKind kind) => [.. Rules.Where(rule => rule.Kind == kind).SelectMany(rule => rule.Exempt).SelectMany(WordPattern.Expand)];

    /// <summary>The rules whose words stand in a text, in the order of the file, with the words: those of danger, and those that make it harmless.</summary>
    /// <param name="scan">The words found.</param>
    /// <param name="ofAbuse">True for a scan of words of abuse: values measured are no such thing, and what was taken away is of no interest.</param>
    public IReadOnlyList<RuleHit> RulesIn(UtteranceScan scan, bool ofAbuse = false)
    {
        ArgumentNullException.ThrowIfNull(scan);
        List<RuleHit> found = [.. scan.Cues.Concat(ofAbuse ? [] : scan.Blocks).Where(hit => hit.Entry.Rule > 0).GroupBy(hit => hit.Entry.Rule)
            .Select(group => HitOf(Rules[group.Key - 1], group.Select(hit => scan.Text.AsWritten(hit.Span))))];
        if (!ofAbuse && VitalSigns.DangerIn(scan.Text.Key) is { } measured)
        {
            found.Add(HitOf(MeasuresRule, [scan.Text.AsWritten(measured)]));
        }

        Dictionary<string, int> order = Rules.Select((rule, at) => (rule.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        return [.. found.OrderBy(hit => order[hit.Id])];
    }

    private static RuleHit HitOf(EmergencyRule rule, IEnumerable<string> words) => new(rule.Id, rule.Kind, [.. words.Distinct(StringComparer.Ordinal)]);

    private static string Text()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Zaitaku.Bot.Emergency.Rules.md") ?? throw new InvalidOperationException("Rules.md is not in the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
