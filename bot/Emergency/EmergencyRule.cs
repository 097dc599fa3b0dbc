using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>What a rule of <c>Rules.md</c> says of a text in which its words stand.</summary>
public enum RuleKind
{
    /// <summary>A life may be in danger.</summary>
    Danger,

    /// <summary>The same, of ending a life; nothing makes it harmless.</summary>
    DangerSuicide,

    /// <summary>The same, a cry for help; only an exemption among its own words makes it harmless.</summary>
    DangerPlea,

    /// <summary>It is so at this moment: a story of the past beside it makes nothing harmless.</summary>
    Present,

    /// <summary>The time told is now.</summary>
    RightNow,

    // What makes danger harmless: told of the past, over, in treatment, supposed before or after, of a pet, a saying.
    Past, Settled, Treated, Supposed, SupposedAfter, Pets, Saying,

    // Which card follows on danger; their words are looked for as they stand.
    PlannedDeath, PlannedDeathAccident, Suicide, SuicideMeans, SuicideAnother,

    /// <summary>Abuse that is no danger of life.</summary>
    Abuse,

    // What makes abuse none to act on, and which desk it is for.
    AbuseException, AbuseOfChild, AbuseOfDisabled, AbuseByStaff, AbuseByPartner, AbuseNow,
}

/// <summary>One section of <c>Rules.md</c>: why something is danger, or why it is not, with examples and the words it is known by.</summary>
public sealed record EmergencyRule
{
    /// <summary>a–z and hyphens.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required RuleKind Kind { get; init; }

    public required string Reason { get; init; }

    /// <summary>Where the reason was read, and when; empty where it was not looked up.</summary>
    public required string Source { get; init; }

    /// <summary>Texts to which the rule applies: of a danger danger, of an exception none.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Texts that look like it and to which it does not apply.</summary>
    public required IReadOnlyList<string> LookAlikes { get; init; }

    /// <summary>Patterns as <see cref="WordPattern"/> reads them.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The same of a machine that keeps a person alive.</summary>
    public required IReadOnlyList<string> MachineWords { get; init; }

    /// <summary>Patterns that take away what stands within them.</summary>
    public required IReadOnlyList<string> Exempt { get; init; }

    /// <summary>Values that are danger however calmly they are written.</summary>
    public required IReadOnlyList<VitalMeasure> Measures { get; init; }
}

/// <summary>A rule whose words stand in a text.</summary>
/// <param name="Id">Of the rule.</param>
/// <param name="Words">The words, as written.</param>
public sealed record RuleHit(string Id, RuleKind Kind, IReadOnlyList<string> Words)
{
    /// <summary>True where the rule tells of danger, and not of what makes it harmless.</summary>
    public bool IsDanger => Kind is RuleKind.Danger or RuleKind.DangerSuicide or RuleKind.DangerPlea;
}
