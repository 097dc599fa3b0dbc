using Zaitaku.Bot.Emergency;

namespace Zaitaku.Bot.Understanding;

/// <summary>Who had the word on an intent.</summary>
public enum DecidedBy
{
    Rules,

    /// <summary>The classifier of intents was clearly surer, or the rules knew nothing.</summary>
    Classifier,

    /// <summary>A rule of danger.</summary>
    DangerRules,

    /// <summary>The classifier of danger.</summary>
    DangerClassifier,
}

/// <summary>A word of the lists that was found.</summary>
/// <param name="Layer">service, capability, condition or cue.</param>
/// <param name="Id">Of the domain; of a cue its name.</param>
/// <param name="Words">As the person wrote them.</param>
public sealed record FoundWord(string Layer, string Id, string Words);

/// <summary>A run of letters, or a found word, and how much it spoke for the classifier's intent and against that of the rules.</summary>
public sealed record Weighed(string What, float Weight);

/// <summary>What both classifiers say of a text.</summary>
/// <param name="Likeliest">Intent, danger aside.</param>
/// <param name="Lead">How much surer of it than of what the rules said.</param>
/// <param name="DangerScore">Of the other classifier.</param>
/// <param name="ForIntent">Strongest first.</param>
/// <param name="ForDanger">Strongest first.</param>
public sealed record LearnedSaying(string Likeliest, float Lead, float DangerScore, IReadOnlyList<Weighed> ForIntent, IReadOnlyList<Weighed> ForDanger);

/// <summary>Which words led where. For those who build and those who teach; costs several times a reading.</summary>
/// <param name="Read">What the words were taken to mean.</param>
/// <param name="By">Who had the last word.</param>
/// <param name="RulesIntent">What the rules alone would have said.</param>
/// <param name="LikeliestIntent">What the classifier held for likeliest, danger aside; null where it was not asked.</param>
/// <param name="Lead">How much surer it was of that than of the rules' intent.</param>
/// <param name="DangerScore">What the classifier of danger says, from about -2 (none) to 2; null where it was not asked.</param>
/// <param name="Words">Words found, in the order of the text.</param>
/// <param name="Danger">Rules of danger whose words stand there, exceptions among them.</param>
/// <param name="Strongest">What weighed most with the classifier that decided or would have.</param>
public sealed record Explanation([property: System.Text.Json.Serialization.JsonIgnore] Understood Read, DecidedBy By, string RulesIntent, string? LikeliestIntent, float Lead, float? DangerScore, IReadOnlyList<FoundWord> Words, IReadOnlyList<RuleHit> Danger, IReadOnlyList<Weighed> Strongest);
