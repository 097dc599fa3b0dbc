using Zaitaku.Storage.Knowledge;

namespace Zaitaku.Bot.Knowledge;

/// <summary>One entry with what was ever written of it.</summary>
/// <param name="Entry">As it holds, also while it is withdrawn.</param>
/// <param name="Carried">What the program carries under this key; null for an entry of the hub's own.</param>
/// <param name="Versions">Newest first.</param>
public sealed record KnowledgeSheet(KnowledgeEntry Entry, KnowledgeEntry? Carried, IReadOnlyList<KnowledgeVersion> Versions)
{
    /// <summary>Of the version that holds; 0 where the hub wrote none.</summary>
    public int Number => Versions.Count > 0 ? Versions[0].Number : 0;

    public bool IsWithdrawn => Versions is [{ IsWithdrawn: true }, ..];

    public KnowledgeState State => IsWithdrawn ? KnowledgeState.Withdrawn : Carried is null ? KnowledgeState.OfTheHub : KnowledgeRowRules.IsSame(Entry, Carried) ? KnowledgeState.Carried : KnowledgeState.Changed;

    /// <returns>Null where there is nothing that can be shown.</returns>
    public static KnowledgeSheet? Of(string key, IReadOnlyList<KnowledgeVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        KnowledgeEntry? carried = KnowledgeShelf.Own.Find(key);
        return (versions.Count > 0 ? KnowledgeRowRules.Read(versions[0]) : null) is { } written ? new KnowledgeSheet(written, carried, versions) : carried is null ? null : new KnowledgeSheet(carried, carried, versions);
    }
}

/// <summary>Whose words an entry is answered with.</summary>
public enum KnowledgeState
{
    /// <summary>The program's, as they came.</summary>
    Carried,

    /// <summary>The hub's, instead of the program's.</summary>
    Changed,

    OfTheHub,

    /// <summary>Nobody is answered with it.</summary>
    Withdrawn,
}
