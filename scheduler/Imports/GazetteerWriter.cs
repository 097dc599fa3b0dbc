using Microsoft.Data.Sqlite;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Replaces the gazetteer entries of one kind of file by those of a new one; entries that are in both are not touched.</summary>
internal sealed class GazetteerWriter : IDisposable
{
    private readonly WriteQueue _queue;
    private readonly string _source;
    private readonly SqliteCommand _insert, _delete;
    private readonly Dictionary<ulong, Queue<int>> _before = [];

    public GazetteerWriter(SqliteConnection connection, WriteQueue queue, string source)
    {
        (_queue, _source) = (queue, source);
        _insert = connection.Statement(ImportSql.InsertGazetteer);
        _delete = connection.Statement(ImportSql.DeleteGazetteer);
        foreach (string name in (string[])["$kind", "$name", "$namekey", "$kanakey", "$prefecture", "$municipality", "$latitude", "$longitude", "$source"])
        {
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        using SqliteCommand command = connection.Statement(ImportSql.GazetteerOfSource);
        command.Parameters.AddWithValue("$source", source);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ulong digest = DigestOf(
                reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6),
                reader.IsDBNull(7) ? null : reader.GetDouble(7), reader.IsDBNull(8) ? null : reader.GetDouble(8));
            (_before.TryGetValue(digest, out Queue<int>? ids) ? ids : _before[digest] = new Queue<int>(1)).Enqueue(reader.GetInt32(0));
        }
    }

    public int Accepted { get; private set; }

    public int Unchanged { get; private set; }

    public int Closed { get; private set; }

    /// <param name="nameKey">Calculated by the reading thread.</param>
    public void Take(GazetteerRow row, string nameKey, string kanaKey)
    {
        Accepted++;
        ulong digest = DigestOf(row.Kind.ToString(), row.Name, nameKey, kanaKey, row.Prefecture, row.Municipality, row.Latitude, row.Longitude);
        if (_before.TryGetValue(digest, out Queue<int>? ids) && ids.TryDequeue(out _))
        {
            Unchanged++;
            return;
        }

        _queue.Add(_insert, row.Kind.ToString(), row.Name, nameKey, kanaKey, row.Prefecture, row.Municipality, row.Latitude, row.Longitude, _source);
    }

    /// <summary>Removes what the file no longer has.</summary>
    public void Finish()
    {
        _delete.Parameters.AddWithValue("$id", 0);
        foreach (int gone in _before.Values.SelectMany(ids => ids))
        {
            _queue.Add(_delete, gone);
            Closed++;
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
    }

    private static ulong DigestOf(string kind, string name, string nameKey, string kanaKey, string prefecture, string municipality, double? latitude, double? longitude) =>
        MatchRules.Hash($"{kind}\t{name}\t{nameKey}\t{kanaKey}\t{prefecture}\t{municipality}\t{latitude}\t{longitude}");
}
