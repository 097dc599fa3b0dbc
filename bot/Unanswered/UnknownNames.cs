using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Which names neither the map nor the directory knows. Each is looked up once.</summary>
/// <param name="own">Where the hub works, as everybody may see it.</param>
internal sealed class UnknownNames(PlaceNames names, HubArea own)
{
    /// <summary>Names looked up; questions with later ones are compared by their words.</summary>
    private const int NamesMax = 500;

    /// <summary>Whoever asks anything else names a place they know, and what had no answer is the rest of the question.</summary>
    private static readonly HashSet<string> Looking = [Intents.FindResource, Intents.RefineSearch, Intents.ResourceDetail, Intents.AskVacancy];

    private readonly Dictionary<string, bool> _looked = new(StringComparer.Ordinal);

    /// <returns>The place or name in a question that nobody knew; empty for none.</returns>
    public string In(Understood read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Looking.Contains(read.Intent) && Array.Find([read.Subject, read.Place], name => name is { Length: > 0 } && IsUnknown(name)) is { } unknown ? unknown : "";
    }

    private bool IsUnknown(string name)
    {
        if (_looked.TryGetValue(name, out bool isUnknown))
        {
            return isUnknown;
        }

        return _looked.Count < NamesMax && (_looked[name] = names.Resolve(name, own) is PlaceNameAnswer.Unknown && names.Facilities(name, own, max: 1).Count == 0);
    }
}
