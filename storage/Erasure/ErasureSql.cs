using System.Data.Common;

namespace Zaitaku.Storage.Erasure;

/// <summary>Statements of one transaction that SQLite and PostgreSQL both understand.</summary>
internal sealed class ErasureSql(DbConnection connection, DbTransaction transaction)
{
    /// <returns>Rows changed.</returns>
    public int Run(string statement, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        foreach ((string name, object? value) in values)
        {
            if (!statement.Contains(name, StringComparison.Ordinal))
            {
                continue;
            }

            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    }
}
