using System.Data;
using Microsoft.Data.Sqlite;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Reads over a connection that keeps its statements: a lookup costs some 10 µs. For one thread at a time.</summary>
internal sealed class DirectoryReads(KeepingConnection connection)
{
    public SqliteConnection Connection => connection;

    /// <summary>The first row, or the default value when there is none.</summary>
    public T? First<T>(string sql, ReadOnlySpan<(string Name, object Value)> parameters, Func<SqliteDataReader, T> read)
    {
        using SqliteCommand command = Command(sql, parameters);
        using SqliteDataReader rows = command.ExecuteReader(CommandBehavior.SingleRow);
        return rows.Read() ? read(rows) : default;
    }

    public List<T> All<T>(string sql, ReadOnlySpan<(string Name, object Value)> parameters, Func<SqliteDataReader, T> read)
    {
        List<T> found = [];
        using SqliteCommand command = Command(sql, parameters);
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
