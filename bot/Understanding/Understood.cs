using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>What one utterance was taken to mean. Ids and their meaning: the domain's tables.</summary>
public sealed record Understood
{
    /// <summary>One of <see cref="Intents"/>.</summary>
    public required string Intent { get; init; }

    /// <summary>Services wanted, asked about or reported, in the order of the domain's table.</summary>
    public IReadOnlyList<ServiceKind> Services { get; init; } = [];

    public IReadOnlyList<CapabilityKind> Capabilities { get; init; } = [];

    public IReadOnlyList<ConditionKind> Conditions { get; init; } = [];

    /// <summary>Place words as written, without particles and words of nearness; null when none was said.</summary>
    public string? Place { get; init; }

    /// <summary>For <c>resource_detail</c>: the name asked about as written, or null (「2番目の電話番号」 has none).</summary>
    public string? Subject { get; init; }

    /// <summary>For <c>resource_detail</c> on the last list: 1 for 1番目. Null when not said.</summary>
    public int? Ordinal { get; init; }

    /// <summary>For <c>refine_search</c>: +1 farther is fine (もっと遠くても), -1 closer (もっと近く), 0 not said.</summary>
    public int Reach { get; init; }

    /// <summary>For <c>register</c>: the code as typed, folded to capital letters, digits and one hyphen; null when none was typed.</summary>
    public string? Code { get; init; }

    /// <summary>A meeting, a training or the like is named.</summary>
    public bool NamesEvent { get; init; }

    /// <summary>True when the reader found nothing to hold on to: the words are kept and three examples are offered.</summary>
    public bool IsUnsure { get; init; }
}
