using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Which of the places that may bear a name is meant.</summary>
public static class NameFitRules
{
    /// <summary>A place said with the name decides; then the exact name; then the hub's own area. Where none does, all stay and the person is asked.</summary>
    public static IReadOnlyList<ShownPlace> Narrowed(IReadOnlyList<ShownPlace> found, string name, string? said, HubArea hub)
    {
        string key = NameRules.KeyOf(NameRules.WithoutLegalForm(name));
        IReadOnlyList<ShownPlace> left = found;
        if (said is { Length: > 0 })
        {
            string area = NameRules.KeyOf(said);
            left = OrAll(left, shown => NameRules.KeyOf(shown.Place.Municipality + shown.Place.Town).Contains(area, StringComparison.Ordinal));
        }

        left = OrAll(left, shown => shown.Place.NameKey == key || shown.Place.KanaKey == key);
        return left.Count == 1 ? left : OrAll(left, shown => hub.Municipalities.Contains(shown.Place.Municipality));
    }

    private static IReadOnlyList<ShownPlace> OrAll(IReadOnlyList<ShownPlace> places, Func<ShownPlace, bool> fits)
    {
        ShownPlace[] fitting = [.. places.Where(fits)];
        return fitting.Length == 0 ? places : fitting;
    }
}
