using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>The prepared statements of one file. EF Core would track every row of a country; this writes 60,000 a second. Writes wait in the queue; reads see them all the same.</summary>
internal sealed class PlaceCommands(SqliteConnection connection, WriteQueue queue) : IDisposable
{
    private readonly List<SqliteCommand> _all = [];
    private readonly RecordOverlay _overlay = new();
    private SqliteCommand? _insertRecord, _updateRecord, _insertPlace, _updatePlace, _insertDetail, _updateDetail, _statements, _missing, _move, _deleteDetail, _deletePlace;

    /// <summary>The id of a source, made or brought up to the table in <see cref="DirectorySource"/>.</summary>
    public int EnsureSource(DirectorySource source, DirectoryState state)
    {
        bool isKnown = state.SourceIds.TryGetValue(source.Key, out int id);
        if (isKnown && state.TrustBySource[id] == source.Trust)
        {
            return id;
        }

        id = isKnown ? id : state.TrustBySource.Keys.DefaultIfEmpty(0).Max() + 1;
        queue.Add(Prepare(isKnown ? ImportSql.UpdateSource : ImportSql.InsertSource, "$key", "$name", "$licence", "$trust", "$id"), source.Key, source.Name, source.Licence, source.Trust, id);
        state.SourceIds[source.Key] = id;
        state.TrustBySource[id] = source.Trust;
        return id;
    }

    public void InsertRecord(RecordEntry entry, int source, string key, string json)
    {
        SqliteCommand command = _insertRecord ??= Prepare(ImportSql.InsertRecord, "$id", "$source", "$key", "$place", "$digest", "$stated", "$confirmed");
        queue.Add(command, entry.Id, source, key, entry.PlaceId, entry.Digest, json, Day(entry.ConfirmedOn));
        _overlay.Write(new WrittenRecord(entry.Id, source, key, json, entry.ConfirmedOn) { Place = entry.PlaceId });
    }

    public void UpdateRecord(RecordEntry entry, int source, string key, string json)
    {
        SqliteCommand command = _updateRecord ??= Prepare(ImportSql.UpdateRecord, "$place", "$digest", "$stated", "$confirmed", "$id");
        queue.Add(command, entry.PlaceId, entry.Digest, json, Day(entry.ConfirmedOn), entry.Id);
        _overlay.Write(new WrittenRecord(entry.Id, source, key, json, entry.ConfirmedOn) { Place = entry.PlaceId });
    }

    public void InsertPlace(int id, MergedPlace merged, string json, bool isDemo)
    {
        WritePlace(_insertPlace ??= Prepare(ImportSql.InsertPlace, PlaceParameters), id, merged, isDemo, null);
        queue.Add(_insertDetail ??= Prepare(ImportSql.InsertDetail, "$id", "$facts", "$provenance"), id, json, ProvenanceOf(merged));
    }

    public void UpdatePlace(int id, MergedPlace merged, bool isDemo, DateTimeOffset? closedAt)
    {
        WritePlace(_updatePlace ??= Prepare(ImportSql.UpdatePlace, PlaceParameters), id, merged, isDemo, closedAt);
        queue.Add(_updateDetail ??= Prepare(ImportSql.UpdateDetail, "$id", "$facts", "$provenance"), id, merged.Facts.ToJson(), ProvenanceOf(merged));
    }

    /// <summary>Everything said of a place, in the order of the records' ids.</summary>
    public List<(Statement Said, bool IsMissing)> StatementsOf(int place, Dictionary<int, int> trust)
    {
        SortedDictionary<int, (Statement, bool)> all = [];
        SqliteCommand command = _statements ??= Prepare(ImportSql.RecordsOfPlace, "$place");
        command.Transaction = queue.Transaction;
        foreach (int stored in _overlay.StoredUnder(place))
        {
            command.Parameters[0].Value = stored;
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (reader.GetInt32(0) is var id && !_overlay.Holds(id))
                {
                    all[id] = (Said(reader.GetString(2), reader.GetInt32(1), DirectoryState.DayOf(reader, 3)), !reader.IsDBNull(4) || _overlay.IsMissing(id));
                }
            }
        }

        foreach (WrittenRecord record in _overlay.At(place))
        {
            all[record.Id] = (Said(record.Json, record.Source, record.ConfirmedOn), _overlay.IsMissing(record.Id));
        }

        return [.. all.Values];

        Statement Said(string json, int source, DateOnly? day) => new(PlaceFacts.FromJson(json), source, trust[source], day);
    }

    /// <summary>Rows of registers and places made by hand; corrections do not count.</summary>
    public int CountRecords(int place, Dictionary<int, int> trust) => StatementsOf(place, trust).Count(record => !record.Said.IsPartial);

    public List<(int Record, string Key, int Place)> RecordsOfSource(int source, Func<string, string> scopeOf, HashSet<string> scopes)
    {
        List<(int, string, int)> all = [.. _overlay.All.Where(record => record.Source == source && scopes.Contains(scopeOf(record.Key))).Select(record => (record.Id, record.Key, record.Place))];
        SqliteCommand command = Prepare(ImportSql.RecordsOfSource, "$source");
        command.Parameters[0].Value = source;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string key = reader.GetString(1);
            if (!_overlay.Holds(reader.GetInt32(0)) && scopes.Contains(scopeOf(key)))
            {
                all.Add((reader.GetInt32(0), key, _overlay.Settled(reader.GetInt32(2))));
            }
        }

        return all;
    }

    public void MarkMissing(int record, DateTimeOffset now)
    {
        queue.Add(_missing ??= Prepare(ImportSql.MarkMissing, "$now", "$id"), now.UtcTicks, record);
        _overlay.MarkMissing(record);
    }

    public void MovePlace(int from, int to)
    {
        queue.Add(_move ??= Prepare(ImportSql.MoveRecords, "$from", "$to"), from, to);
        _overlay.Move(from, to);
        DeletePlace(from);
    }

    public void DeletePlace(int id)
    {
        queue.Add(_deleteDetail ??= Prepare(ImportSql.DeleteDetail, "$id"), id);
        queue.Add(_deletePlace ??= Prepare(ImportSql.DeletePlace, "$id"), id);
    }

    public void Dispose() => _all.ForEach(command => command.Dispose());

    private static readonly string[] PlaceParameters =
    [
        "$id", "$name", "$namekey", "$kanakey", "$services", "$prefecture", "$municipality", "$town", "$latitude", "$longitude", "$precision", "$flags", "$hours", "$confirmed", "$demo", "$closed",
    ];

    private void WritePlace(SqliteCommand command, int id, MergedPlace merged, bool isDemo, DateTimeOffset? closedAt)
    {
        Place place = new() { Id = id, Name = "", NameKey = "", Services = "" };
        SearchColumns.Apply(place, merged.Facts);
        queue.Add(
            command, id, place.Name, place.NameKey, place.KanaKey, place.Services, place.Prefecture, place.Municipality, place.Town, place.Latitude, place.Longitude,
            place.Precision.ToString(), place.Flags, place.Hours, Day(merged.ConfirmedOn), isDemo, closedAt?.UtcTicks);
    }

    private static string ProvenanceOf(MergedPlace merged) => JsonSerializer.Serialize(merged.Provenance, PlaceJson.Default.DictionaryStringProvenance);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private SqliteCommand Prepare(string text, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = connection.Statement(text);
        foreach (string name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        _all.Add(command);
        return command;
    }
}
