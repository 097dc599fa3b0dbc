using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
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
public sealed class PlaceReader(ZaitakuDb db)
{
    /// <returns>In the order of <paramref name="ids"/>; closed places and those the reader may not see are left out alike.</returns>
    public async Task<IReadOnlyList<ShownPlace>> ReadAsync(IReadOnlyList<int> ids, bool forProfessional, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.PlaceDetails.AsNoTracking().Where(detail => ids.Contains(detail.PlaceId))
            .Join(db.Places.AsNoTracking().Where(place => place.ClosedAt == null), detail => detail.PlaceId, place => place.Id, (detail, place) => new { detail, place })
            .ToListAsync(cancellationToken);
        Dictionary<int, string> sources = await db.PlaceSources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        return
        [
            .. rows.Where(row => forProfessional || !SearchColumns.Parse(row.place.Flags).ProfessionalsOnly)
                .OrderBy(row => IndexOf(ids, row.place.Id))
                .Select(row => new ShownPlace(row.place, Cut(PlaceFacts.FromJson(row.detail.Facts), forProfessional), SourcesOf(row.detail.Provenance, sources))),
        ];
    }

    private static PlaceFacts Cut(PlaceFacts facts, bool forProfessional) => forProfessional ? facts : facts with { ContactWindows = null };

    private static Dictionary<string, FactSource> SourcesOf(string provenance, Dictionary<int, string> names)
    {
        Dictionary<string, Provenance> stated = provenance.Length == 0 ? [] : JsonSerializer.Deserialize(provenance, PlaceJson.Default.DictionaryStringProvenance) ?? [];
        return stated.ToDictionary(pair => pair.Key, pair => new FactSource(names.GetValueOrDefault(pair.Value.SourceId, "出典不明"), pair.Value.ConfirmedOn));
    }

    private static int IndexOf(IReadOnlyList<int> ids, int id)
    {
        for (int at = 0; at < ids.Count; at++)
        {
            if (ids[at] == id)
            {
                return at;
            }
        }

        return ids.Count;
    }
}
