using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>The prepared statements of one transaction. EF Core would track every row of a country; this writes 60,000 a second.</summary>
internal sealed class PlaceCommands(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteCommand> _all = [];
    private SqliteCommand? _insertRecord, _updateRecord, _insertPlace, _updatePlace, _insertDetail, _updateDetail, _statements, _missing, _count;

    /// <summary>The id of a source, made or brought up to the table in <see cref="DirectorySource"/>.</summary>
    public int EnsureSource(DirectorySource source, DirectoryState state)
    {
        bool isKnown = state.SourceIds.TryGetValue(source.Key, out int id);
        if (isKnown && state.TrustBySource[id] == source.Trust)
        {
            return id;
        }

        using SqliteCommand command = connection.Statement(isKnown ? ImportSql.UpdateSource : ImportSql.InsertSource);
        command.Parameters.AddWithValue("$key", source.Key);
        command.Parameters.AddWithValue("$name", source.Name);
        command.Parameters.AddWithValue("$licence", source.Licence);
        command.Parameters.AddWithValue("$trust", source.Trust);
        command.ExecuteNonQuery();
        if (!isKnown)
        {
            using SqliteCommand last = connection.Statement("SELECT last_insert_rowid()");
            id = Convert.ToInt32(last.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        state.SourceIds[source.Key] = id;
        state.TrustBySource[id] = source.Trust;
        return id;
    }

    public void InsertRecord(RecordEntry entry, int source, string key, string json)
    {
        SqliteCommand command = _insertRecord ??= Prepare(ImportSql.InsertRecord, "$id", "$source", "$key", "$place", "$digest", "$stated", "$confirmed");
        Run(command, entry.Id, source, key, entry.PlaceId, entry.Digest, json, Day(entry.ConfirmedOn));
    }

    public void UpdateRecord(RecordEntry entry, string json)
    {
        SqliteCommand command = _updateRecord ??= Prepare(ImportSql.UpdateRecord, "$place", "$digest", "$stated", "$confirmed", "$id");
        Run(command, entry.PlaceId, entry.Digest, json, Day(entry.ConfirmedOn), entry.Id);
    }

    public void InsertPlace(int id, MergedPlace merged, string json, bool isDemo)
    {
        SqliteCommand place = _insertPlace ??= Prepare(ImportSql.InsertPlace, PlaceParameters);
        RunPlace(place, id, merged, isDemo, null);
        SqliteCommand detail = _insertDetail ??= Prepare(ImportSql.InsertDetail, "$id", "$facts", "$provenance");
        Run(detail, id, json, ProvenanceOf(merged));
    }

    public void UpdatePlace(int id, MergedPlace merged, bool isDemo, DateTimeOffset? closedAt)
    {
        SqliteCommand place = _updatePlace ??= Prepare(ImportSql.UpdatePlace, PlaceParameters);
        RunPlace(place, id, merged, isDemo, closedAt);
        SqliteCommand detail = _updateDetail ??= Prepare(ImportSql.UpdateDetail, "$id", "$facts", "$provenance");
        Run(detail, id, merged.Facts.ToJson(), ProvenanceOf(merged));
    }

    public List<(Statement Said, bool IsMissing)> StatementsOf(int place, Dictionary<int, int> trust)
    {
        SqliteCommand command = _statements ??= Prepare(ImportSql.RecordsOfPlace, "$place");
        command.Parameters[0].Value = place;
        List<(Statement, bool)> all = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int source = reader.GetInt32(0);
            all.Add((new Statement(PlaceFacts.FromJson(reader.GetString(1)), source, trust[source], DirectoryState.DayOf(reader, 2)), !reader.IsDBNull(3)));
        }

        return all;
    }

    public int CountRecords(int place)
    {
        SqliteCommand command = _count ??= Prepare("SELECT COUNT(*) FROM place_record WHERE PlaceId = $place", "$place");
        command.Parameters[0].Value = place;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public List<(int Record, string Key, int Place)> RecordsOfSource(int source, Func<string, string> scopeOf, HashSet<string> scopes)
    {
        using SqliteCommand command = Prepare(ImportSql.RecordsOfSource, "$source");
        command.Parameters[0].Value = source;
        List<(int, string, int)> all = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string key = reader.GetString(1);
            if (scopes.Contains(scopeOf(key)))
            {
                all.Add((reader.GetInt32(0), key, reader.GetInt32(2)));
            }
        }

        return all;
    }

    public void MarkMissing(int record, DateTimeOffset now) => Run(_missing ??= Prepare(ImportSql.MarkMissing, "$now", "$id"), now.UtcTicks, record);

    public void MovePlace(int from, int to)
    {
        using SqliteCommand move = Prepare(ImportSql.MoveRecords, "$from", "$to");
        Run(move, from, to);
        DeletePlace(from);
    }

    public void DeletePlace(int id)
    {
        using SqliteCommand delete = connection.Statement(ImportSql.DeletePlace);
        delete.Parameters.AddWithValue("$id", id);
        delete.ExecuteNonQuery();
    }

    public void Dispose() => _all.ForEach(command => command.Dispose());

    private static readonly string[] PlaceParameters =
    [
        "$id", "$name", "$namekey", "$kanakey", "$services", "$prefecture", "$municipality", "$town", "$latitude", "$longitude", "$precision", "$flags", "$hours", "$confirmed", "$demo", "$closed",
    ];

    private static void RunPlace(SqliteCommand command, int id, MergedPlace merged, bool isDemo, DateTimeOffset? closedAt)
    {
        Place place = new() { Id = id, Name = "", NameKey = "", Services = "" };
        SearchColumns.Apply(place, merged.Facts);
        Run(
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

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (int at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
