namespace Zaitaku.Bot.Knowledge;

/// <summary>Where an answer was read.</summary>
/// <param name="Title">Who wrote it and what it is called.</param>
/// <param name="Address">https or http.</param>
/// <param name="ReadOn">The day somebody of ours read it.</param>
public sealed record KnowledgeSource(string Title, Uri Address, DateOnly ReadOn);

/// <summary>One question people ask, and what the hub answers. Owned by somebody, and looked at again on a day.</summary>
public sealed record KnowledgeEntry
{
    /// <summary>Small letters, digits and hyphens; never changed, since cards in old chats name it.</summary>
    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>The same as people really type it.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>So many of the last variants were taught from questions without an answer; the others were written with the entry.</summary>
    public int Taught { get; init; }

    /// <summary>Ids of services and needs of the domain that it is about.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    public required string ForResidents { get; init; }

    public required string ForProfessionals { get; init; }

    public IReadOnlyList<KnowledgeSource> Sources { get; init; } = [];

    public required string Owner { get; init; }

    public required DateOnly ReviewedOn { get; init; }

    /// <summary>From this day on the answer says that it is being looked at again.</summary>
    public required DateOnly ReviewOn { get; init; }

    /// <summary>The fiscal year (April to March) its amounts hold for; null where it names none.</summary>
    public int? FiscalYear { get; init; }
}
