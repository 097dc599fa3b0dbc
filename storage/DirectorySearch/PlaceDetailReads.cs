using Microsoft.Data.Sqlite;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>A place with everything kept about it, as stored.</summary>
/// <param name="Facts">JSON of <see cref="PlaceFacts"/>.</param>
/// <param name="Provenance">JSON of fact name → <see cref="DirectorySearch.Provenance"/>.</param>
public sealed record KeptPlace(Place Place, string Facts, string Provenance);

/// <summary>Reads the few places that are shown, by prepared statements: some 15 µs a place, where a query built for each list costs a millisecond.</summary>
public sealed class PlaceDetailReads(LiveDirectory directory)
{
    private const string ById = """
        SELECT p."Id", p."Name", p."NameKey", p."KanaKey", p."Services", p."Prefecture", p."Municipality", p."Town", p."Latitude", p."Longitude",
               p."Precision", p."Flags", p."Hours", p."ConfirmedOn", p."IsDemo", d."Facts", d."Provenance"
        FROM "place" p JOIN "place_detail" d ON d."PlaceId" = p."Id" WHERE p."Id" = $id AND p."ClosedAt" IS NULL
        """;

    private const string SourceNames = """SELECT "Id", "Name" FROM "place_source" """;

    /// <returns>In the order of <paramref name="ids"/>; a place closed meanwhile is left out.</returns>
    public IReadOnlyList<KeptPlace> Read(IReadOnlyList<int> ids) => directory.Reading<IReadOnlyList<KeptPlace>>(reads =>
        [.. ids.Select(id => reads.First(ById, [("$id", id)], KeptPlaceOf)).OfType<KeptPlace>()]);

    /// <summary>How each source is cited, by id.</summary>
    public IReadOnlyDictionary<int, string> Sources() => directory.Reading(reads =>
        reads.All(SourceNames, [], row => (Id: row.GetInt32(0), Name: row.GetString(1))).ToDictionary(source => source.Id, source => source.Name));

    private static KeptPlace KeptPlaceOf(SqliteDataReader row) => new(
        new Place
        {
            Id = row.GetInt32(0),
            Name = row.GetString(1),
            NameKey = row.GetString(2),
            KanaKey = row.GetString(3),
            Services = row.GetString(4),
            Prefecture = row.GetString(5),
            Municipality = row.GetString(6),
            Town = row.GetString(7),
            Latitude = row.IsDBNull(8) ? null : row.GetDouble(8),
            Longitude = row.IsDBNull(9) ? null : row.GetDouble(9),
            Precision = Enum.Parse<Precision>(row.GetString(10)),
            Flags = row.GetString(11),
            Hours = row.GetString(12),
            ConfirmedOn = row.IsDBNull(13) ? null : DateOnly.ParseExact(row.GetString(13), "yyyy-MM-dd"),
            IsDemo = row.GetBoolean(14),
        },
        row.GetString(15),
        row.GetString(16));
}
