using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Zaitaku.Storage;

/// <summary>A statement of the busy paths, prepared once a connection. A connection has one user at a time and ends its commands with itself.</summary>
/// <param name="names">Of its parameters, in the order in which their values are given.</param>
internal sealed class PreparedSql(string text, params string[] names)
{
    private readonly ConditionalWeakTable<DbConnection, DbCommand> _commands = [];

    /// <summary>The statement, inside the transaction the connection is in.</summary>
    public DbCommand On(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        DbCommand command = _commands.GetValue(connection, Prepare);
        using (DbCommand current = connection.CreateCommand())
        {
            command.Transaction = current.Transaction; // The connection hands its transaction to what it makes.
        }

        return command;
    }

    /// <returns>Rows changed.</returns>
    public static int Execute(DbCommand command, params ReadOnlySpan<object?> values) => Filled(command, values).ExecuteNonQuery();

    /// <returns>The first value of the first row.</returns>
    public static object? Scalar(DbCommand command, params ReadOnlySpan<object?> values) => Filled(command, values).ExecuteScalar();

    private static DbCommand Filled(DbCommand command, ReadOnlySpan<object?> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand Prepare(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach (string name in names)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
