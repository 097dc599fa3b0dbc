using System.Reflection;

namespace Zaitaku.Bot.Knowledge;

/// <summary>The entries the program carries, read once.</summary>
public sealed class KnowledgeShelf
{
    private const string Prefix = "Zaitaku.Bot.Knowledge.Entries.";
    private static readonly Lazy<KnowledgeShelf> Carried = new(() => new KnowledgeShelf());
    private readonly Dictionary<string, KnowledgeEntry> _byId;

    /// <summary>The one of the program, read when it is first asked.</summary>
    public static KnowledgeShelf Own => Carried.Value;

    /// <exception cref="InvalidDataException">An entry lacks something, or two have one id.</exception>
    public KnowledgeShelf()
    {
        Assembly program = Assembly.GetExecutingAssembly();
        Entries = [.. program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Read(program, name))];
        _byId = Entries.GroupBy(entry => entry.Id).ToDictionary(group => group.Key, group => group.Count() == 1 ? group.Single() : throw new InvalidDataException($"Two knowledge entries have the id '{group.Key}'."), StringComparer.Ordinal);
        Index = new KnowledgeIndex(Entries);
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<KnowledgeEntry> Entries { get; }

    public KnowledgeIndex Index { get; }

    /// <returns>Null for an id of none, as of an entry that is gone.</returns>
    public KnowledgeEntry? Find(string id) => _byId.GetValueOrDefault(id);

    private static KnowledgeEntry Read(Assembly program, string name)
    {
        using Stream stream = program.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return KnowledgeFile.Read(name[Prefix.Length..], reader.ReadToEnd());
    }
}
