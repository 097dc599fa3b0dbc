using System.Text.Json;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>A place with everything a card may say of it, cut to what the reader may see.</summary>
/// <param name="Sources">Fact name → where it comes from; <c>*</c> for all others.</param>
public sealed record ShownPlace(Place Place, PlaceFacts Facts, IReadOnlyDictionary<string, FactSource> Sources)
{
    public FactSource? MainSource => Sources.GetValueOrDefault("*") ?? Sources.Values.FirstOrDefault();

    /// <summary>The source of one fact where it differs from the main one; null where it does not.</summary>
    public FactSource? OwnSource(string fact) => Sources.GetValueOrDefault(fact) is { } own && own != MainSource ? own : null;
}

/// <summary>Which source, as of which day.</summary>
public sealed record FactSource(string Name, DateOnly? ConfirmedOn)
{
    public override string ToString() => ConfirmedOn is { } day ? $"{Name}（{day:yyyy-MM-dd}）" : Name;
}

/// <summary>Reads the places that are shown. The one door to their details: what is for professionals never passes it for others.</summary>
public sealed class PlaceReader(PlaceDetailReads places)
{
    /// <returns>In the order of <paramref name="ids"/>; closed places and those the reader may not see are left out alike.</returns>
    public IReadOnlyList<ShownPlace> Read(IReadOnlyList<int> ids, bool forProfessional)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        IReadOnlyDictionary<int, string> sources = places.Sources();
        return
        [
            .. places.Read(ids).Where(kept => forProfessional || !SearchColumns.Parse(kept.Place.Flags).ProfessionalsOnly)
                .Select(kept => new ShownPlace(kept.Place, Cut(PlaceFacts.FromJson(kept.Facts), forProfessional), SourcesOf(kept.Provenance, sources))),
        ];
    }

    /// <summary>For coordinators, who see everything: how the place stands, closed or not.</summary>
    public static ShownPlace Shown(KeptPlace kept, IReadOnlyDictionary<int, string> sources)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return new ShownPlace(kept.Place, PlaceFacts.FromJson(kept.Facts), SourcesOf(kept.Provenance, sources));
    }

    private static PlaceFacts Cut(PlaceFacts facts, bool forProfessional) => forProfessional ? facts : facts with { ContactWindows = null };

    private static Dictionary<string, FactSource> SourcesOf(string provenance, IReadOnlyDictionary<int, string> names)
    {
        Dictionary<string, Provenance> stated = provenance.Length == 0 ? [] : JsonSerializer.Deserialize(provenance, PlaceJson.Default.DictionaryStringProvenance) ?? [];
        return stated.ToDictionary(pair => pair.Key, pair => new FactSource(names.GetValueOrDefault(pair.Value.SourceId, "出典不明"), pair.Value.ConfirmedOn));
    }
}
