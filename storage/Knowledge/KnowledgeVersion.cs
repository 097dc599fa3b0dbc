namespace Zaitaku.Storage.Knowledge;

/// <summary>
/// An entry of the hub's knowledge base as somebody once wrote it. Never changed: a later one of the same key takes its place, also where it takes the entry back or out.
/// The key of an entry that the program carries means the hub's own wording of it; with all texts and days empty, the words of the program, also of a later one.
/// </summary>
public sealed class KnowledgeVersion
{
    public int Id { get; init; }

    /// <summary>Small letters, digits and hyphens; cards in old chats name it.</summary>
    public required string Key { get; init; }

    /// <summary>Counted from 1 within the key; the highest holds.</summary>
    public int Number { get; init; }

    public required string Question { get; init; }

    /// <summary>The same question in other words, one a line.</summary>
    public required string Variants { get; init; }

    /// <summary>Ids of services and needs, joined by commas.</summary>
    public required string Topics { get; init; }

    public required string ForResidents { get; init; }

    public required string ForProfessionals { get; init; }

    /// <summary>One a line: title, address and the day it was read, with tabs between.</summary>
    public required string Sources { get; init; }

    /// <summary>Who answers for it: an office or a role, not a person's name.</summary>
    public required string Owner { get; init; }

    /// <summary>ISO date.</summary>
    public required string ReviewedOn { get; init; }

    /// <summary>ISO date.</summary>
    public required string ReviewOn { get; init; }

    /// <summary>The fiscal year its amounts hold for; null where it names none.</summary>
    public int? FiscalYear { get; init; }

    /// <summary>Nobody is answered with it any more.</summary>
    public bool IsWithdrawn { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>The staff account.</summary>
    public Guid WrittenBy { get; init; }
}
