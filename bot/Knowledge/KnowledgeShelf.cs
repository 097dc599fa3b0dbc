using System.Reflection;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Knowledge;

/// <summary>A set of entries with their index: those the program carries, or those a hub is answered from.</summary>
public sealed class KnowledgeShelf
{
    /// <summary>Letters of one question, as the table takes.</summary>
    public const int WordingMax = 300;

    private const string Prefix = "Zaitaku.Bot.Knowledge.Entries.";
    private static readonly Assembly Program = Assembly.GetExecutingAssembly();
    private static readonly Lazy<KnowledgeShelf> Carried = new(() => new KnowledgeShelf());
    private readonly Dictionary<string, KnowledgeEntry> _byId;
    private readonly Dictionary<string, KnowledgeEntry> _byWording = new(StringComparer.Ordinal);

    /// <summary>The one of the program, read when it is first asked.</summary>
    public static KnowledgeShelf Own => Carried.Value;

    /// <summary>Those of the program.</summary>
    /// <exception cref="InvalidDataException">An entry lacks something, or two have one id.</exception>
    public KnowledgeShelf()
        : this([.. Program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)])
    {
    }

    /// <param name="entries">In the order of their ids.</param>
    /// <exception cref="InvalidDataException">Two have one id.</exception>
    public KnowledgeShelf(IReadOnlyList<KnowledgeEntry> entries)
    {
        Entries = entries;
        _byId = Entries.GroupBy(entry => entry.Id).ToDictionary(group => group.Key, group => group.Count() == 1 ? group.Single() : throw new InvalidDataException($"Two knowledge entries have the id '{group.Key}'."), StringComparer.Ordinal);
        Index = new KnowledgeIndex(Entries);
        foreach (KnowledgeEntry entry in Entries)
        {
            foreach (string wording in entry.Variants.Prepend(entry.Question))
            {
                _byWording.TryAdd(KeyOf(wording), entry);
            }
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<KnowledgeEntry> Entries { get; }

    public KnowledgeIndex Index { get; }

    /// <summary>Entries that the hub has taken out; nobody is answered with them.</summary>
    public IReadOnlyList<KnowledgeEntry> Withdrawn { get; init; } = [];

    /// <summary>Whose words an entry of a shelf is; what was taught aside.</summary>
    public static KnowledgeState StateOf(KnowledgeEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Own.Find(entry.Id) is not { } carried ? KnowledgeState.OfTheHub : KnowledgeRowRules.IsSame(carried, entry with { Variants = [.. entry.Variants.SkipLast(entry.Taught)] }) ? KnowledgeState.Carried : KnowledgeState.Changed;
    }

    /// <returns>Null for an id of none, as of an entry that is gone.</returns>
    public KnowledgeEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <returns>The entry that has just these words as its question or a variant, however wide they are written and whatever marks stand between them; null for none.</returns>
    public KnowledgeEntry? Worded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= WordingMax && KeyOf(text) is { Length: > 0 } key ? _byWording.GetValueOrDefault(key) : null;
    }

    /// <summary>By what two wordings are the same.</summary>
    public static string KeyOf(string wording) => new([.. TextNormalizer.FoldWord(wording).Where(char.IsLetterOrDigit)]);

    private static KnowledgeEntry Read(string name)
    {
        using Stream stream = Program.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return KnowledgeFile.Read(name[Prefix.Length..], reader.ReadToEnd());
    }
}
