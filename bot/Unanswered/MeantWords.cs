using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Unanswered;

/// <summary>A service, need or limit that a synonym may be taught for.</summary>
/// <param name="Id">As in the domain's tables.</param>
/// <param name="Name">As people are shown it.</param>
/// <param name="Word">As the reader reads it surely.</param>
/// <param name="Group">What kind of thing it is, in words.</param>
public sealed record MeantWord(string Id, string Name, string Word, string Group);

/// <summary>Everything a synonym may be taught for.</summary>
public static class MeantWords
{
    /// <summary>Where the name itself is not what the reader knows.</summary>
    private static readonly Dictionary<string, string> Read = new(StringComparer.Ordinal);

    public static IReadOnlyList<MeantWord> All { get; } =
    [
        .. ServiceKinds.All.Select(kind => Made(kind.Id(), kind.Name(), "サービス")),
        .. Enum.GetValues<CapabilityKind>().Select(kind => Made(kind.Id(), kind.Name(), "できること")),
        .. Enum.GetValues<ConditionKind>().Select(kind => Made(kind.Id(), kind.Name(), "条件")),
    ];

    /// <returns>Null for an id that is none.</returns>
    public static MeantWord? Of(string? id) => All.FirstOrDefault(word => word.Id == id);

    private static MeantWord Made(string id, string name, string group) => new(id, name, Read.GetValueOrDefault(id) ?? name.Split('・', '（', '／')[0], group);
}
