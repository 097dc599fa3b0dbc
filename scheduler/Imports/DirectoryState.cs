using System.Globalization;
using Microsoft.Data.Sqlite;
using Zaitaku.Scheduler.Imports.Readers;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>What a run remembers of one record.</summary>
internal sealed class RecordEntry
{
    public required int Id { get; init; }

    public required int PlaceId { get; set; }

    public required long Digest { get; set; }

    public DateOnly? ConfirmedOn { get; set; }

    public bool IsMissing { get; set; }

    /// <summary>The file of this run in which the record was last seen; 0 for none.</summary>
    public int SeenInFile { get; set; }
}

/// <summary>The directory's records and match keys in memory. Loaded once for a run of files, and again only when somebody else wrote in between.</summary>
internal sealed class DirectoryState
{
    private readonly Dictionary<ulong, RecordEntry> _records = [];
    private MatchIndex? _index;
    private readonly List<MunicipalDoor> _newDoors = [];
    private TownGrid? _towns;

    /// <summary>What <see cref="ImportSql.Mark"/> said after our last commit.</summary>
    public (long Run, long Place, long Record) Mark { get; set; }

    public Dictionary<int, int> TrustBySource { get; } = [];

    public Dictionary<string, int> SourceIds { get; } = new(StringComparer.Ordinal);

    public int NextPlaceId { get; set; } = 1;

    public int NextRecordId { get; set; } = 1;

    public int FileCount { get; set; }

    public static DirectoryState Load(SqliteConnection connection)
    {
        DirectoryState state = new();
        state.LoadSources(connection);
        using SqliteCommand command = connection.Statement(ImportSql.Records);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            RecordEntry entry = new()
            {
                Id = reader.GetInt32(0), PlaceId = reader.GetInt32(3), Digest = reader.GetInt64(4), ConfirmedOn = DayOf(reader, 5), IsMissing = !reader.IsDBNull(6),
            };
            state._records[KeyOf(reader.GetInt32(1), reader.GetString(2))] = entry;
            state.NextRecordId = Math.Max(state.NextRecordId, entry.Id + 1);
        }

        using SqliteCommand last = connection.Statement("SELECT COALESCE(MAX(Id), 0) FROM place");
        state.NextPlaceId = Convert.ToInt32(last.ExecuteScalar(), CultureInfo.InvariantCulture) + 1;
        state.Mark = ReadMark(connection);
        return state;
    }

    public static (long Run, long Place, long Record) ReadMark(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Statement(ImportSql.Mark);
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public static DateOnly? DayOf(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateOnly.ParseExact(reader.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public RecordEntry? Find(int source, string key) => _records.GetValueOrDefault(KeyOf(source, key));

    public void Add(int source, string key, RecordEntry entry) => _records[KeyOf(source, key)] = entry;

    /// <summary>Match keys, read from the records when the first new or changed row needs them: a repeated import never does.</summary>
    public MatchIndex Index(SqliteConnection connection)
    {
        if (_index is not null)
        {
            return _index;
        }

        _index = new MatchIndex();
        using SqliteCommand command = connection.Statement(ImportSql.RecordsWithFacts);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            _index.Add(reader.GetInt32(1), reader.GetInt32(0), MatchRules.CardOf(PlaceFacts.FromJson(reader.GetString(3)), NaviKeys.In(reader.GetString(2))));
        }

        return _index;
    }

    /// <summary>The doors of the directory and those the file at hand has brought so far.</summary>
    public TownGrid Towns(SqliteConnection connection)
    {
        if (_towns is null)
        {
            _towns = TownGrid.Load(connection);
            _newDoors.ForEach(_towns.Add);
        }

        return _towns;
    }

    public void AddDoor(PlaceFacts facts)
    {
        if (facts is { Precision: Precision.Door, Municipality.Length: > 0, Latitude: { } latitude, Longitude: { } longitude })
        {
            MunicipalDoor door = new(latitude, longitude, facts.Prefecture ?? "", facts.Municipality);
            _newDoors.Add(door);
            _towns?.Add(door);
        }
    }

    /// <summary>The next file brings doors of its own, so the grid is drawn again when a bare point comes.</summary>
    public void ForgetTowns()
    {
        _towns = null;
        _newDoors.Clear();
    }

    private static ulong KeyOf(int source, string key) => MatchRules.Hash(key, (ulong)source * 0x9E3779B97F4A7C15);

    private void LoadSources(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Statement(ImportSql.Sources);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            SourceIds[reader.GetString(1)] = reader.GetInt32(0);
            TrustBySource[reader.GetInt32(0)] = reader.GetInt32(4);
        }
    }
}
