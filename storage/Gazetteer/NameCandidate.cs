using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>One meaning a name may have.</summary>
/// <param name="Tier">0: in the hub's own municipalities; 1: in its prefecture; 2: elsewhere.</param>
/// <param name="Where">Words that tell it from others of the same label: 山形県 or 鶴岡市.</param>
internal sealed record NameCandidate(SearchArea Area, int Tier, string Where)
{
    public MapPoint Point => Area is { Latitude: { } latitude, Longitude: { } longitude } ? MapPoint.Of(latitude, longitude) : MapPoint.None;
}

/// <summary>Chooses between meanings: the hub's own area, then its prefecture; what still is several is asked back.</summary>
internal static class AmbiguityRules
{
    /// <summary>Two records this near with one name are one thing: stations of two lines, departments of a hospital.</summary>
    private const double SameMetres = 600;

    public static PlaceNameAnswer? Settle(IReadOnlyCollection<NameCandidate> candidates, MapPoint hub)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        int tier = candidates.Min(candidate => candidate.Tier);
        NameCandidate[] left = [.. candidates.Where(candidate => candidate.Tier == tier).OrderBy(candidate => Away(candidate, hub)).ThenBy(candidate => candidate.Area.Label, StringComparer.Ordinal)];
        List<NameCandidate> distinct = [];
        foreach (NameCandidate candidate in left)
        {
            if (!distinct.Exists(other => IsSame(other, candidate)))
            {
                distinct.Add(candidate);
            }
        }

        return distinct.Count == 1
            ? new PlaceNameAnswer.Found(distinct[0].Area)
            : new PlaceNameAnswer.Ambiguous(Labelled(distinct.Take(PlaceNameAnswer.Ambiguous.ChoicesMax).ToArray()));
    }

    private static double Away(NameCandidate candidate, MapPoint hub) =>
        hub.IsKnown && candidate.Point.IsKnown ? GeoRules.Metres(hub, candidate.Point) : double.MaxValue;

    private static bool IsSame(NameCandidate one, NameCandidate other) =>
        one.Area.Prefecture == other.Area.Prefecture && Key(one.Area.Municipality) == Key(other.Area.Municipality) && Key(one.Area.Town) == Key(other.Area.Town)
        && (one.Area.Municipality is not null || (one.Point.IsKnown && other.Point.IsKnown && GeoRules.Metres(one.Point, other.Point) < SameMetres));

    /// <summary>Of one municipality, however it is written.</summary>
    public static bool IsSameArea(NameCandidate one, NameCandidate other) =>
        one.Area.Prefecture == other.Area.Prefecture && Key(one.Area.Municipality) == Key(other.Area.Municipality);

    private static string Key(string? name) => AreaNameRules.TownKey(name ?? "");

    /// <summary>Labels that repeat get what tells them apart in front; buttons with one word twice would be no choice.</summary>
    private static SearchArea[] Labelled(NameCandidate[] candidates)
    {
        HashSet<string> taken = [];
        List<SearchArea> areas = [];
        foreach (NameCandidate candidate in candidates)
        {
            bool repeats = candidates.Count(other => other.Area.Label == candidate.Area.Label) > 1;
            string label = repeats && candidate.Where.Length > 0 ? $"{candidate.Area.Label}（{candidate.Where}）" : candidate.Area.Label;
            if (taken.Add(label))
            {
                areas.Add(candidate.Area with { Label = label });
            }
        }

        return [.. areas];
    }
}
